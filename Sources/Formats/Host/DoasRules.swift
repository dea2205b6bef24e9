/// The rules of doas.conf(5): who may run what as whom; of those that match, the last one counts.
public struct DoasRules: Equatable, Sendable {
    /// One rule.
    public struct Rule: Equatable, Sendable {
        /// Whether it permits; otherwise it denies.
        public let permits: Bool
        /// A user, or `:` and a group.
        public let who: String
        /// As whom; nil for anybody.
        public let asUser: String?
        /// The command; nil for every one.
        public let command: String?
        /// Its arguments; nil for any.
        public let arguments: [String]?
        /// Whether no password is asked for.
        public let needsNoPassword: Bool
    }

    /// In order.
    public private(set) var rules: [Rule] = []
    /// Lines that are no rule as far as this reader goes, counted from 1.
    public private(set) var unknown: [Int] = []

    /// Reads a file; `\` before the end of a line goes on with the next.
    public init(_ text: String) {
        var held = ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            held += line
            if held.last == "\\" {
                held.removeLast()
                continue
            }
            read(held, line: index + 1)
            held = ""
        }
        if !held.isEmpty { read(held, line: lines.count) }
    }

    private mutating func read(_ line: String, line number: Int) {
        guard let words = Self.words(line) else { return unknown.append(number) }
        guard !words.isEmpty else { return }
        guard let rule = Self.rule(words) else { return unknown.append(number) }
        rules.append(rule)
    }

    private static func rule(_ words: [String]) -> Rule? {
        var rest = words[...]
        guard let verb = rest.popFirst(), verb == "permit" || verb == "deny" else { return nil }
        var isFree = false
        while let word = rest.first,
            ["nopass", "nolog", "persist", "keepenv", "setenv"].contains(word)
        {
            isFree = isFree || word == "nopass"
            rest = rest.dropFirst()
            guard word == "setenv" else { continue }
            guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}") else { return nil }
            rest = rest[(end + 1)...]
        }
        guard let who = rest.popFirst() else { return nil }
        var (asUser, command): (String?, String?)
        var arguments: [String]?
        if rest.first == "as" {
            asUser = rest.dropFirst().first
            rest = rest.dropFirst(2)
        }
        if rest.first == "cmd" {
            command = rest.dropFirst().first
            rest = rest.dropFirst(2)
            guard command != nil else { return nil }
        }
        if rest.first == "args" {
            arguments = Array(rest.dropFirst())
            rest = []
        }
        guard rest.isEmpty else { return nil }
        return Rule(
            permits: verb == "permit", who: who, asUser: asUser, command: command,
            arguments: arguments, needsNoPassword: isFree)
    }

    /// Words, quotes taken off and braces standing alone; nil where a quote has no end.
    private static func words(_ line: String) -> [String]? {
        var out: [String] = []
        var word: String?
        var isQuoted = false
        var characters = line[...]
        while let one = characters.popFirst() {
            switch one {
            case "\"": (isQuoted, word) = (!isQuoted, word ?? "")
            case "\\": word = (word ?? "") + (characters.popFirst().map(String.init) ?? "")
            case _ where isQuoted: word = (word ?? "") + String(one)
            case "#": characters = ""
            case " ", "\t", "{", "}":
                if let done = word { out.append(done) }
                word = nil
                if one == "{" || one == "}" { out.append(String(one)) }
            default: word = (word ?? "") + String(one)
            }
        }
        if let word { out.append(word) }
        return isQuoted ? nil : out
    }
}
