/// Text fitted into lines.
enum Wrapping {
    /// Lines of at most `width` columns, broken between words; a longer word stands alone.
    static func lines(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if line.isEmpty {
                line = String(word)
            } else if line.count + 1 + word.count <= width {
                line += " " + word
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// Pairs in two columns: terms indented by two, explanations aligned and wrapped.
    static func definitions(_ pairs: [(term: String, text: String)], width: Int) -> [String] {
        let longest = pairs.map(\.term.count).max() ?? 0
        let column = min(longest, 28) + 4
        return pairs.flatMap { pair in
            let wrapped = lines(pair.text, width: max(24, width - column))
            let lead = "  " + pair.term
            let indent = String(repeating: " ", count: column)
            if lead.count + 2 > column {
                return [lead] + wrapped.map { indent + $0 }
            }
            let first = lead + String(repeating: " ", count: column - lead.count)
            return [first + (wrapped.first ?? "")] + wrapped.dropFirst().map { indent + $0 }
        }
    }
}
