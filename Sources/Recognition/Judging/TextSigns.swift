import Formats
import Vocabulary

/// What a small text says about who wrote it: a program keeping books, or a person deciding.
enum TextSigns {
    /// Whether JSON reads like bookkeeping: moments, counters, ids of things that happened.
    static func isBookkeeping(_ bytes: Span<UInt8>) -> Bool {
        var moments = 0
        // One bit for each word that was seen.
        var hits: UInt32 = 0
        var cursor = ByteTriggers.Cursor()
        while let index = bookMarks.next(in: bytes, &cursor) {
            if bytes[index] == 0x22 {
                for (number, word) in bookWords.enumerated()
                where Signatures.holds(bytes, word, at: index + 1) { hits |= 1 << UInt32(number) }
                for (number, word) in bookEnds.enumerated()
                where index >= word.count && Signatures.holds(bytes, word, at: index - word.count) {
                    hits |= 1 << UInt32(31 - number)
                }
            } else if index > 0, index + 1 < bytes.count,
                (0x30...0x39).contains(bytes[index - 1]), (0x30...0x39).contains(bytes[index + 1])
            {
                moments += 1
            }
            let words = hits.nonzeroBitCount
            if moments >= 2 || words >= 2 || words >= 1 && moments >= 1 { return true }
        }
        return false
    }

    private static let bookMarks = ByteTriggers("\"T")
    private static let bookEnds = ["_at", "AtMs"].map { Array($0.utf8) }

    private static let bookWords = [
        "last", "updated", "created", "timestamp", "count\"", "cursor", "offset", "seen",
        "processed", "checkpoint", "history\"", "next",
    ].map { Array($0.utf8) }

    /// Whether a document reads like settings: short, keyed, without moments, large numbers or
    /// long lists of things that happened.
    static func isSettings(_ node: Node) -> Bool {
        guard node.isMapping, !node.members.isEmpty else { return false }
        if node.members.contains(where: { $0.key == "mcpServers" && $0.value.isMapping }) {
            return true
        }
        if isConversation(node) { return false }
        if isDirectory(node) { return true }
        var seen = 0
        guard isQuiet(node, &seen), seen < 400 else { return false }
        let words: Set<String> = [
            "name", "version", "enabled", "model", "host", "port", "path", "url", "type", "command",
            "permissions", "$schema", "plugins",
            "tasks", "imports", "description", "scripts", "mode", "settings", "allow", "deny",
            "users", "id", "realm", "theme", "size", "language", "trust", "approved", "chunk_size",
            "embedding", "temperature", "top_p", "max_tokens", "max_length", "threshold", "timeout",
            "interval", "dependencies", "graphs", "env", "weights", "locale", "scopes", "endpoint",
            "base_url", "api_base", "provider", "backend", "features", "options", "rules",
            "template", "schedule", "headers", "entrypoint", "args", "extends", "include",
            "exclude", "compileroptions", "presets", "title", "labels", "fields", "sample_rate",
        ]
        let keys = keys(node).map { $0.lowercased() }
        return keys.contains { words.contains($0) } || hasFlag(node)
            || node.members.allSatisfy { member in
                member.value.isSequence
                    && member.value.elements.allSatisfy { element in
                        element.string.map { Int($0) == nil } ?? false
                    } || member.value.string.map { $0.first == "/" || $0.contains("_") } == true
            }
    }

    /// Whether it is what several parties said to each other.
    private static func isConversation(_ node: Node) -> Bool {
        guard let messages = node["messages"]?.elements, !messages.isEmpty else { return false }
        return messages.contains { message in
            let speaker = (message["role"] ?? message["sender"] ?? message["from"])?.string
            return ["user", "assistant", "human", "ai"].contains(speaker?.lowercased() ?? "")
        }
    }

    /// Whether every value is an address: where things are to be found.
    private static func isDirectory(_ node: Node) -> Bool {
        if let text = node.string {
            return text.hasPrefix("https://") || text.hasPrefix("http://")
        }
        if node.elements.isEmpty && node.members.isEmpty { return false }
        return node.elements.allSatisfy(isDirectory)
            && node.members.allSatisfy { isDirectory($0.value) }
    }

    private static func keys(_ node: Node) -> [String] {
        node.members.flatMap { [$0.key] + keys($0.value) } + node.elements.flatMap(keys)
    }

    private static func hasFlag(_ node: Node) -> Bool {
        node.boolean != nil || node.members.contains { hasFlag($0.value) }
            || node.elements.contains(where: hasFlag)
    }

    /// No moment, no number with nine digits or more, no long list.
    private static func isQuiet(_ node: Node, _ seen: inout Int) -> Bool {
        seen += 1
        if case .scalar(let text) = node.content {
            if !node.isQuoted, text.count >= 9, text.allSatisfy(\.isNumber) { return false }
            let bytes = Array(text.utf8)
            let isDate =
                bytes.count >= 10 && bytes[4] == 0x2D && bytes[7] == 0x2D
                && bytes[0..<4].allSatisfy { (0x30...0x39).contains($0) }
            return !isDate && text.utf8.count < 2000
        }
        if node.elements.count > 60 { return false }
        for member in node.members where !isQuiet(member.value, &seen) { return false }
        for element in node.elements where !isQuiet(element, &seen) { return false }
        return true
    }

    /// Whether a text is made of `[sections]` with `key = value` below them.
    static func isSectioned(_ bytes: ArraySlice<UInt8>) -> Bool {
        let lines = bytes.split(separator: 0x0A).map { $0.drop { $0 == 0x20 } }.filter {
            !$0.isEmpty && $0.first != 0x23 && $0.first != 0x3B
        }
        guard let first = lines.first, first.first == 0x5B, first.last == 0x5D, lines.count > 1
        else { return false }
        return lines.dropFirst().allSatisfy { $0.first == 0x5B || $0.contains(0x3D) }
    }

    /// How sure it is that values of YAML, TOML or the like are moments that passed: 1 for two
    /// dates behind a key or a dash, 2 for a date with a clock time.
    static func moments(_ bytes: ArraySlice<UInt8>) -> Int {
        guard holdsDate(bytes.span) else { return 0 }
        var dates = 0
        for line in bytes.split(separator: 0x0A) {
            guard line.first(where: { $0 != 0x20 }) != 0x23 else { continue }
            for mark in line.indices where [0x3A, 0x3D, 0x2D].contains(line[mark]) {
                let value = line[(mark + 1)...].drop { [0x20, 0x22, 0x27].contains($0) }
                guard mark + 1 < line.endIndex, line[mark] != 0x2D || line[mark + 1] == 0x20,
                    isDate(value)
                else { continue }
                dates += 1
                let next = value.dropFirst(10)
                if next.first == 0x54 || next.first == 0x20,
                    next.dropFirst().first.map({ (0x30...0x39).contains($0) }) == true
                {
                    return 2
                }
            }
        }
        return dates >= 2 ? 1 : 0
    }

    /// Whether settings carry moments for another reason: sealed by a tool, declared to a cluster.
    static func isStamped(_ bytes: ArraySlice<UInt8>) -> Bool {
        ["sops:", "apiVersion:", "+++", "---\ntitle"].contains {
            Array(bytes).holds(Array($0.utf8))
        }
    }

    /// Whether a date as ISO 8601 has it stands anywhere: few texts hold one, and lines cost more.
    static func holdsDate(_ bytes: Span<UInt8>) -> Bool {
        var cursor = ByteTriggers.Cursor()
        while let dash = dashes.next(in: bytes, &cursor) {
            guard dash >= 4, dash + 6 <= bytes.count, bytes[dash + 3] == 0x2D else { continue }
            let digits = [
                dash - 4, dash - 3, dash - 2, dash - 1, dash + 1, dash + 2, dash + 4, dash + 5,
            ]
            if digits.allSatisfy({ (0x30...0x39).contains(bytes[$0]) }) { return true }
        }
        return false
    }

    private static let dashes = ByteTriggers("-")

    /// Whether bytes begin with a date as ISO 8601 has it.
    private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
        let head = Array(bytes.prefix(10))
        guard head.count == 10, head[4] == 0x2D, head[7] == 0x2D else { return false }
        return [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy { (0x30...0x39).contains(head[$0]) }
    }

    /// Whether a text is standing instructions to a party: second person, rules, a persona.
    static func isStandingText(_ text: String) -> Bool {
        let lower = text.lowercased()
        let marks = [
            "you are ", "your job", "you must", "never ", "always ", "du bist", "tu es ",
            "vous êtes", "você é", "eres ", "sei un", "jesteś", "jij bent", "je bent", "du är ",
        ]
        return marks.count { lower.contains($0) } >= 1
    }

    /// Whether a value is a prompt: prose of some length.
    static func isProse(_ value: String) -> Bool {
        guard WordCount.of(value) >= 6 else { return false }
        let words = value.split(whereSeparator: \.isWhitespace)
        let letters = value.count { WordCount.isOfText($0) }
        let flags = words.count {
            $0.hasPrefix("-") || $0.contains("=") || $0.contains("/") || $0.contains("$")
        }
        return letters * 10 >= value.count * 7 && flags * 4 <= words.count
    }
}
