/// Lengths of time and days as policies write them.
enum WrittenTime {
    /// Seconds of `90s`, `15m`, `1h30m`, `24h`, `7d`, `2w`; nil for anything else.
    static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800]
        var total = 0
        var digits = ""
        for character in text {
            if let unit = units[character] {
                guard let number = Int(digits), number <= 1_000_000 else { return nil }
                total += number * unit
                digits = ""
            } else {
                guard character.isASCII, character.isNumber else { return nil }
                digits.append(character)
            }
        }
        return digits.isEmpty && !text.isEmpty ? total : nil
    }

    /// Days since 1970 of `2027-01-31`; nil where there is no such day.
    static func day(_ text: String) -> Int? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), (1...12).contains(month)
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        let before = year - 1
        let leaps = before / 4 - before / 100 + before / 400
        let sinceYearOne = before * 365 + leaps + lengths[..<(month - 1)].reduce(0, +) + day - 1
        return sinceYearOne - 719_162
    }
}
