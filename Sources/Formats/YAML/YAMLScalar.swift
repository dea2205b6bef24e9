/// What an unquoted YAML scalar means, as the readers of the Go world resolve it.
public enum YAMLScalar {
    /// The text a program gets for a scalar: `1.50` is `1.5`, `0x10` is `16`, `True` is `true`.
    ///
    /// Text that is no number, boolean or date is itself. Integers: decimal, `0x`, `0o`, `0b`, a
    /// leading `0` for octal, `_` between digits. Floats: Go's `strconv` form `g`.
    public static func canonicalText(_ text: String) -> String {
        guard let first = text.utf8.first else { return text }
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
            UInt8(ascii: "."):
            return number(text) ?? date(text) ?? text
        case UInt8(ascii: "T"), UInt8(ascii: "F"), UInt8(ascii: "t"), UInt8(ascii: "f"):
            return ["True": "true", "TRUE": "true", "False": "false", "FALSE": "false"][text]
                ?? text
        default: return text
        }
    }

    private static func number(_ text: String) -> String? {
        if ["-0", "+.inf", "-.inf", ".inf", ".nan"].contains(text) { return text }
        let digits = text.filter { $0 != "_" }
        if let whole = integer(digits) { return whole }
        guard isFloat(digits), let value = Double(digits), value.isFinite else { return nil }
        return goText(value)
    }

    private static func integer(_ text: String) -> String? {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        guard let first = rest.utf8.first, (0x30...0x39).contains(first) else { return nil }
        let value: Int? =
            if rest.hasPrefix("0x") {
                Int(rest.dropFirst(2), radix: 16)
            } else if rest.hasPrefix("0o") {
                Int(rest.dropFirst(2), radix: 8)
            } else if rest.hasPrefix("0b") {
                Int(rest.dropFirst(2), radix: 2)
            } else if rest.hasPrefix("0"), rest.count > 1, let octal = Int(rest, radix: 8) {
                octal
            } else {
                Int(rest)
            }
        if let value { return String(isNegative ? -value : value) }
        return isNegative ? nil : UInt64(rest).map(String.init)
    }

    /// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
    private static func isFloat(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
        var mantissa = digitCount(&rest)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            mantissa += digitCount(&rest)
        }
        guard mantissa > 0 else { return false }
        if let mark = rest.first, "eE".utf8.contains(mark) {
            rest.removeFirst()
            if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
            guard digitCount(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func digitCount(_ rest: inout ArraySlice<UInt8>) -> Int {
        let found = rest.prefix { (0x30...0x39).contains($0) }.count
        rest = rest.dropFirst(found)
        return found
    }

    /// A float in Go's shortest `g` form, which has an exponent below -4 and from 6 on.
    private static func goText(_ value: Double) -> String {
        if value == 0 { return "0" }
        let (digits, exponent) = shortest(value.magnitude)
        let sign = value < 0 ? "-" : ""
        if exponent < -4 || exponent >= 6 {
            let tail = digits.dropFirst()
            let mantissa = String(digits.prefix(1)) + (tail.isEmpty ? "" : "." + tail)
            let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + size
        }
        if exponent < 0 {
            return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
        }
        let whole = digits.prefix(exponent + 1)
        let padding = String(repeating: "0", count: exponent + 1 - whole.count)
        let fraction = digits.dropFirst(exponent + 1)
        return sign + whole + padding + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// The shortest digits that read back as the value, and the exponent of the first.
    private static func shortest(_ value: Double) -> (digits: String, exponent: Int) {
        let parts = value.description.split(separator: "e", omittingEmptySubsequences: false)
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        let all = String(mantissa[0]) + fraction
        let zeros = all.prefix { $0 == "0" }.count
        var digits = String(all.dropFirst(zeros))
        while digits.hasSuffix("0") { digits.removeLast() }
        let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        return (digits, mantissa[0].count - 1 - zeros + power)
    }

    /// `2020-01-01` as Go prints a time; other forms of date are left as written.
    private static func date(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2,
            let month = Int(parts[1]), let day = Int(parts[2]), Int(parts[0]) != nil,
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        let padded = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts[0])-\(padded(month))-\(padded(day)) 00:00:00 +0000 UTC"
    }
}
