/// The rules of sudoers(5): who may run what as whom. Defaults and hosts are left out; aliases are
/// put in.
public struct Sudoers: Equatable, Sendable {
    /// One rule.
    public struct Rule: Equatable, Sendable {
        /// A user, `%` and a group, or `ALL`.
        public let who: String
        /// As whom; `root` where nobody is named.
        public let asUser: String
        /// The command with its arguments, unredacted; `ALL` for every one.
        public let command: String
        /// Whether no password is asked for.
        public let needsNoPassword: Bool
        /// Line, counted from 1.
        public let line: Int
    }

    /// Rules in order.
    public private(set) var rules: [Rule] = []
    /// Members of aliases, by name.
    private var aliases: [String: [String]] = [:]

    /// Rules of nothing.
    public init() {}

    /// Reads a file, after those whose aliases it may use.
    public mutating func read(_ bytes: [UInt8]) {
        rules = []
        for (line, text) in Self.lines(bytes) {
            let word = text.prefix { $0 != " " && $0 != "\t" }
            if word.hasPrefix("Defaults") { continue }
            if ["User_Alias", "Runas_Alias", "Host_Alias", "Cmnd_Alias", "Cmd_Alias"]
                .contains(word)
            {
                takeAliases(text.dropFirst(word.count))
            } else if text.first != "@" {
                takeRule(text, line: line)
            }
        }
    }

    /// Lines without comments, continued ones joined; `#` before a digit names a user by number.
    private static func lines(_ bytes: [UInt8]) -> [(Int, Substring)] {
        var out: [(Int, Substring)] = []
        var held = ""
        var first = 0
        let all = String(decoding: bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for (index, raw) in all.enumerated() {
            if held.isEmpty { first = index + 1 }
            if raw.last == "\\" {
                held += raw.dropLast() + " "
                continue
            }
            let text = uncommented(held + raw)
            held = ""
            let trimmed = text.drop { $0 == " " || $0 == "\t" }
            if !trimmed.isEmpty { out.append((first, trimmed)) }
        }
        return out
    }

    private static func uncommented(_ text: String) -> Substring {
        var at = text.startIndex
        while let sign = text[at...].firstIndex(of: "#") {
            let next = text.index(after: sign)
            let isNumber = next < text.endIndex && text[next].isNumber
            let isEscaped = sign > text.startIndex && text[text.index(before: sign)] == "\\"
            if !isNumber && !isEscaped { return text[..<sign] }
            at = next
        }
        return text[...]
    }

    private mutating func takeAliases(_ text: Substring) {
        for part in text.split(separator: ":") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            aliases[Self.trimmed(sides[0])] = Self.list(sides[1])
        }
    }

    /// `WHO HOSTS = (AS) TAG: COMMAND, COMMAND`.
    private mutating func takeRule(_ text: Substring, line: Int) {
        let sides = text.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { return }
        // Blanks part users from hosts, but may stand around the commas of either.
        let left = Self.list(sides[0]).joined(separator: ",").split(separator: " ")
        guard left.count >= 2 else { return }
        let users = left[0].split(separator: ",").map(String.init).flatMap(expanded)
        var asUser = "root"
        var isFree = false
        for part in Self.commands(sides[1]) {
            var command = part[...]
            if command.first == "(", let close = command.firstIndex(of: ")") {
                let inner = command.dropFirst().prefix { $0 != ")" && $0 != ":" }
                asUser = inner.isEmpty ? "root" : Self.trimmed(inner)
                command = command[command.index(after: close)...]
            }
            command = command.drop { $0 == " " }
            while let colon = command.firstIndex(of: ":"),
                command[..<colon].allSatisfy({ $0.isUppercase || $0 == "_" })
            {
                if command[..<colon] == "NOPASSWD" { isFree = true }
                if command[..<colon] == "PASSWD" { isFree = false }
                command = command[command.index(after: colon)...].drop { $0 == " " }
            }
            for name in expanded(Self.trimmed(command)) {
                for user in users {
                    rules.append(
                        Rule(
                            who: user, asUser: asUser, command: name, needsNoPassword: isFree,
                            line: line))
                }
            }
        }
    }

    /// Commands parted by commas that are not escaped.
    private static func commands(_ text: Substring) -> [String] {
        var parts: [String] = []
        var part = ""
        var previous: Character = " "
        var depth = 0
        for letter in text {
            if letter == "(" { depth += 1 }
            if letter == ")" { depth -= 1 }
            if letter == ",", previous != "\\", depth <= 0 {
                parts.append(trimmed(part[...]))
                part = ""
            } else {
                part.append(letter)
            }
            previous = letter
        }
        return (parts + [trimmed(part[...])]).filter { !$0.isEmpty }
    }

    private func expanded(_ name: String) -> [String] {
        guard let members = aliases[name] else { return [name] }
        return members.flatMap { $0 == name ? [name] : expanded($0) }
    }

    private static func list(_ text: Substring) -> [String] {
        text.split(separator: ",").map(trimmed)
    }

    private static func trimmed(_ text: Substring) -> String {
        let begun = text.drop { $0 == " " || $0 == "\t" }
        return String(begun.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
