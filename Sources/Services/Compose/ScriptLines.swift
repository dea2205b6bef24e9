/// A script's text as logical lines and words.
enum ScriptLines {
    /// Lines with a backslash at their end joined to the next; each with its first number from 1.
    static func joined(_ text: String) -> [(line: Int, content: String)] {
        var found: [(line: Int, content: String)] = []
        var open: (line: Int, content: String)?
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            let continues = line.hasSuffix("\\")
            let content = (open?.content ?? "") + (continues ? line.dropLast() + " " : line)
            let start = open?.line ?? index + 1
            open = continues ? (start, content) : nil
            if !continues { found.append((start, content)) }
        }
        if let open { found.append(open) }
        return found
    }

    /// Words of a line: quotes taken off, separators of commands as words of their own.
    static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        func close() {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for character in line {
            switch character {
            case " ", "\t", "\"", "'", ",", "`": close()
            case ";", "&", "|":
                close()
                words.append(String(character))
            case "#" where word.isEmpty: return words
            default: word.append(character)
            }
        }
        close()
        return words
    }
}

/// The simple assignments of a script, to expand in the lines that follow.
struct ScriptSettings {
    private var values: [String: String] = [:]

    /// Notes `NAME=value`, `NAME := value`, `export NAME=value`.
    mutating func note(_ line: String) {
        var rest = line.drop { $0 == " " || $0 == "\t" }
        for word in ["export ", "readonly ", "local "] where rest.hasPrefix(word) {
            rest = rest.dropFirst(word.count)
        }
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !name.isEmpty else { return }
        rest = rest.dropFirst(name.count).drop { $0 == " " || $0 == ":" || $0 == "?" }
        guard rest.hasPrefix("=") else { return }
        let value = rest.dropFirst().filter { $0 != "\"" && $0 != "'" }
        guard value.utf8.count < 1000 else { return }
        values[String(name)] = String(value.drop { $0 == " " })
    }

    /// A line with `$(NAME)`, `${NAME}` and `$NAME` expanded where the name was noted, once.
    func expanded(_ line: String) -> String {
        guard line.contains("$") else { return line }
        var out = ""
        var rest = line[...]
        while let dollar = rest.firstIndex(of: "$") {
            out += rest[..<dollar]
            let after = rest[rest.index(after: dollar)...]
            let opened = after.first == "{" || after.first == "("
            let name = (opened ? after.dropFirst() : after).prefix {
                $0.isLetter || $0.isNumber || $0 == "_"
            }
            let tail = (opened ? after.dropFirst() : after).dropFirst(name.count)
            let closes = !opened || tail.first == "}" || tail.first == ")"
            if closes, let value = values[String(name)] {
                out += value
                rest = opened ? tail.dropFirst() : tail
            } else {
                out += "$"
                rest = after
            }
        }
        return out + rest
    }
}
