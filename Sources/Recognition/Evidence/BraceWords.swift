/// Words with a choice in braces, as shells and flows write several paths at once:
/// `agent/{house,rules}.md`.
enum BraceWords {
    /// A line with every such word spelt out behind it.
    static func expanding(_ line: String) -> String {
        // A line of a packed program has thousands of braces and names no such paths.
        guard line.utf8.count < 1000 else { return line }
        var words: [String] = []
        var rest = Substring(line)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let choice = rest[rest.index(after: open)..<close]
            let before = String(rest[..<open].reversed().prefix(while: isOfPath).reversed())
            let after = rest[rest.index(after: close)...].prefix(while: isOfPath)
            let parts = choice.split(separator: ",")
            if parts.count > 1, parts.count < 20, parts.allSatisfy({ $0.allSatisfy(isOfPath) }),
                !(before.isEmpty && after.isEmpty)
            {
                words += parts.map { before + $0 + after }
            }
            rest = rest[rest.index(after: close)...]
        }
        return words.isEmpty ? line : line + " " + words.joined(separator: " ")
    }

    private static func isOfPath(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._-/~".contains(character)
    }
}
