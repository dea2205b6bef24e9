/// Turns crontab schedules (crontab(5)) into systemd calendar events (systemd.time(7)).
public enum Calendar {
    /// The `OnCalendar=` texts of a five-field schedule or a nickname, `OnBootSec=` aside.
    ///
    /// Two texts where both day fields are restricted, because cron runs when either matches; nil
    /// where the schedule cannot be said, `@reboot` among them.
    public static func events(cron: String) -> [String]? {
        let fields = cron.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        if fields.count == 1 { return nickname(fields[0]).map { [$0] } }
        guard fields.count == 5,
            let minute = field(fields[0], 0...59, []),
            let hour = field(fields[1], 0...23, []),
            let day = field(fields[2], 1...31, []),
            let month = field(fields[3], 1...12, months),
            let weekday = weekdays(fields[4])
        else { return nil }
        let time = "\(hour):\(minute):00"
        let everyDay = "*-\(month)-* \(time)"
        if fields[2].hasPrefix("*") || fields[4].hasPrefix("*") {
            return ["\(weekday)*-\(month)-\(day) \(time)"]
        }
        return ["*-\(month)-\(day) \(time)", "\(weekday)\(everyDay)"]
    }

    private static func nickname(_ word: String) -> String? {
        switch word {
        case "@yearly", "@annually": "*-01-01 00:00:00"
        case "@monthly": "*-*-01 00:00:00"
        case "@weekly": "Sun *-*-* 00:00:00"
        case "@daily", "@midnight": "*-*-* 00:00:00"
        case "@hourly": "*-*-* *:00:00"
        default: nil
        }
    }

    static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    /// One field: `*`, numbers, ranges, steps, lists.
    private static func field(
        _ text: String, _ range: ClosedRange<Int>, _ names: [String]
    ) -> String? {
        guard text != "*" else { return "*" }
        guard let values = values(text, range, names) else { return nil }
        return values.map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ",")
    }

    private static func weekdays(_ text: String) -> String? {
        guard text != "*" else { return "" }
        let names = days.map { $0.lowercased() }
        guard let values = values(text, 0...7, names) else { return nil }
        let unique = Set(values.map { $0 % 7 }).sorted()
        return unique.map { days[$0] }.joined(separator: ",") + " "
    }

    /// The numbers a field stands for, sorted.
    static func values(
        _ text: String, _ range: ClosedRange<Int>, _ names: [String]
    ) -> [Int]? {
        var out: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "/", omittingEmptySubsequences: false)
            guard halves.count <= 2, let span = span(String(halves[0]), range, names) else {
                return nil
            }
            let step = halves.count == 2 ? Int(halves[1]) : 1
            guard let step, step > 0 else { return nil }
            let upper = halves.count == 2 && span.count == 1 ? range.upperBound : span.upperBound
            out.formUnion(stride(from: span.lowerBound, through: upper, by: step))
        }
        return out.isEmpty ? nil : out.sorted()
    }

    private static func span(
        _ text: String, _ range: ClosedRange<Int>, _ names: [String]
    ) -> ClosedRange<Int>? {
        if text == "*" { return range }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = ends.compactMap { number(String($0), range, names) }
        guard numbers.count == ends.count, let low = numbers.first, let high = numbers.last,
            numbers.count <= 2, low <= high
        else { return nil }
        return low...high
    }

    private static func number(
        _ text: String, _ range: ClosedRange<Int>, _ names: [String]
    ) -> Int? {
        if let index = names.firstIndex(of: text.lowercased()) {
            return names.count == 12 ? index + 1 : index
        }
        guard let number = Int(text), range.contains(number) else { return nil }
        return number
    }
}
