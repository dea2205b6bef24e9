/// Moments as RFC 3339 text in UTC, by the civil-calendar arithmetic of the proleptic Gregorian
/// calendar: no locale, no time zone database, no Foundation.
public enum Timestamp {
    /// `2026-03-04T21:10:09.123456789Z`; the fraction is left out when it is zero.
    public static func text(nanoseconds: Int64) -> String {
        let (seconds, fraction) = floorDivide(nanoseconds, 1_000_000_000)
        let (days, second) = floorDivide(seconds, 86400)
        let date = civil(days: days)
        let day = "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
        let time = "\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))"
        return "\(day)T\(time)\(fraction == 0 ? "" : "." + pad(fraction, 9))Z"
    }

    /// Appends what `text` gives, without making a string: items are written by the hundred
    /// thousand.
    public static func append(nanoseconds: Int64, to out: inout [UInt8]) {
        let (seconds, fraction) = floorDivide(nanoseconds, 1_000_000_000)
        let (days, second) = floorDivide(seconds, 86400)
        let date = civil(days: days)
        guard (0...9999).contains(date.year) else {
            out.append(contentsOf: text(nanoseconds: nanoseconds).utf8)
            return
        }
        append(date.year, 4, to: &out)
        out.append(UInt8(ascii: "-"))
        append(date.month, 2, to: &out)
        out.append(UInt8(ascii: "-"))
        append(date.day, 2, to: &out)
        out.append(UInt8(ascii: "T"))
        append(second / 3600, 2, to: &out)
        out.append(UInt8(ascii: ":"))
        append(second / 60 % 60, 2, to: &out)
        out.append(UInt8(ascii: ":"))
        append(second % 60, 2, to: &out)
        if fraction != 0 {
            out.append(UInt8(ascii: "."))
            append(fraction, 9, to: &out)
        }
        out.append(UInt8(ascii: "Z"))
    }

    private static func append(_ value: Int64, _ width: Int, to out: inout [UInt8]) {
        var scale: Int64 = 1
        for _ in 1..<width { scale *= 10 }
        out.append(addingCapacity: width) { (out: inout OutputSpan<UInt8>) in
            while scale > 0 {
                out.append(UInt8(ascii: "0") + UInt8(value / scale % 10))
                scale /= 10
            }
        }
    }

    /// Reads RFC 3339 text in UTC back; nil for anything else.
    public static func nanoseconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T")
        else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            Int64(String(decoding: bytes[range], as: UTF8.self))
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var fraction: Int64 = 0
        if bytes[19] == UInt8(ascii: ".") {
            let digits = bytes[20..<(bytes.count - 1)]
            guard (1...9).contains(digits.count), let value = number(20..<(bytes.count - 1)) else {
                return nil
            }
            fraction = (0..<(9 - digits.count)).reduce(value) { scaled, _ in scaled * 10 }
        }
        let days = dayNumber(year: year, month: month, day: day)
        let seconds = days * 86400 + hour * 3600 + minute * 60 + second
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? nil : whole + fraction
    }

    static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097).quotient
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = floorDivide(shiftedYear, 400).quotient
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
            - 719_468
    }

    private static func floorDivide(_ value: Int64, _ by: Int64) -> (quotient: Int64, rest: Int64) {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: by)
        return rest < 0 ? (quotient - 1, rest + by) : (quotient, rest)
    }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
