/// A crontab (crontab(5)), of a user or, with a user column, of the system.
public struct Crontab: Equatable, Sendable {
    /// One line that runs something.
    public struct Job: Equatable, Sendable {
        /// Five fields joined by blanks, or `@reboot` and its like.
        public let schedule: String
        /// The user column; nil in a user's crontab.
        public let user: String?
        /// The command for the shell, up to the first plain `%`.
        public let command: String
        /// Line, counted from 1.
        public let line: Int
    }

    /// One variable.
    public struct Variable: Equatable, Sendable {
        /// The name.
        public let name: String
        /// The value without its quotes.
        public let value: String
        /// Line, counted from 1.
        public let line: Int
    }

    /// Jobs in order.
    public private(set) var jobs: [Job] = []
    /// Variables in order.
    public private(set) var variables: [Variable] = []
    /// Lines that are neither.
    public private(set) var faults: [FormatError] = []

    /// Reads a crontab.
    ///
    /// - Parameter hasUserColumn: whether a user stands before the command (`/etc/crontab`,
    ///   `/etc/cron.d`).
    public init(_ bytes: [UInt8], hasUserColumn: Bool) {
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, raw) in lines.enumerated() {
            let line = raw.drop { $0 == " " || $0 == "\t" }
            if line.isEmpty || line.first == "#" || line.allSatisfy(\.isWhitespace) { continue }
            if let variable = Self.variable(line, line: index + 1) {
                variables.append(variable)
            } else if let job = Self.job(line, hasUserColumn: hasUserColumn, line: index + 1) {
                jobs.append(job)
            } else {
                faults.append(
                    FormatError(
                        format: "crontab", message: "expected a schedule and a command",
                        line: index + 1, column: 1))
            }
        }
    }

    private static func variable(_ line: Substring, line number: Int) -> Variable? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let name = trimmed(line[..<equals])
        guard let first = name.first, first.isLetter || first == "_",
            name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
        else { return nil }
        var value = trimmed(line[line.index(after: equals)...])
        if let quote = value.first, quote == "\"" || quote == "'", value.count > 1,
            value.last == quote
        {
            value = value.dropFirst().dropLast()
        }
        return Variable(name: String(name), value: String(value), line: number)
    }

    private static func job(_ line: Substring, hasUserColumn: Bool, line number: Int) -> Job? {
        let isNamed = line.first == "@"
        let columns = (isNamed ? 1 : 5) + (hasUserColumn ? 1 : 0)
        let words = line.split(maxSplits: columns, whereSeparator: { $0 == " " || $0 == "\t" })
        guard words.count == columns + 1 else { return nil }
        let schedule = words[..<(isNamed ? 1 : 5)]
        guard isNamed ? nicknames.contains(String(words[0])) : schedule.allSatisfy(isField) else {
            return nil
        }
        let command = beforePercent(trimmed(words[columns]))
        guard !command.isEmpty else { return nil }
        return Job(
            schedule: schedule.joined(separator: " "),
            user: hasUserColumn ? String(words[columns - 1]) : nil, command: command, line: number)
    }

    private static let nicknames = [
        "@reboot", "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly",
        "@every_minute",
    ]

    private static func isField(_ word: Substring) -> Bool {
        guard let first = word.first, first.isNumber || first == "*" || first.isLetter else {
            return false
        }
        return word.allSatisfy { $0.isNumber || $0.isLetter || "*,-/~".contains($0) }
    }

    /// The command up to a `%` that no backslash guards: what follows is its standard input.
    private static func beforePercent(_ text: Substring) -> String {
        var out = ""
        var escapes = false
        for character in text {
            if character == "%" && !escapes { break }
            if character == "%" { out.removeLast() }
            out.append(character)
            escapes = character == "\\" && !escapes
        }
        return out
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " || $0 == "\t" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" && $0 != "\r" }) else {
            return ""
        }
        return start[...last]
    }
}
