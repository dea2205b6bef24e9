/// A Dockerfile's text as instructions: comments out, continued lines joined, here-documents passed over.
enum DockerfileLines {
    static func read(_ bytes: [UInt8]) -> [Dockerfile.Instruction] {
        let lines = String(decoding: bytes, as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        let escape = escape(lines)
        var found: [Dockerfile.Instruction] = []
        var open: (text: String, line: Int)?
        var ends: [String] = []
        for (index, raw) in lines.enumerated() {
            let line = trimmed(raw)
            if let end = ends.first {
                if line == end { ends.removeFirst() }
                continue
            }
            if line.first == "#" || line.isEmpty { continue }
            let continues = line.last == escape
            let part = continues ? trimmed(line.dropLast()) : line
            let text = (open.map { $0.text + " " } ?? "") + part
            let start = open?.line ?? index + 1
            open = continues ? (text, start) : nil
            guard !continues else { continue }
            found.append(instruction(text, start))
            ends = documents(in: text)
        }
        if let open { found.append(instruction(open.text, open.line)) }
        return found
    }

    /// The parser directive `# escape=` of the first lines; a backslash without one.
    private static func escape(_ lines: [Substring]) -> Character {
        for line in lines.prefix(3) where line.first == "#" {
            let words = line.dropFirst().split(separator: "=").map { trimmed($0) }
            if words.count == 2, words[0].lowercased() == "escape", let mark = words[1].first {
                return mark
            }
        }
        return "\\"
    }

    private static func instruction(_ text: String, _ line: Int) -> Dockerfile.Instruction {
        let word = text.prefix { !$0.isWhitespace }
        return Dockerfile.Instruction(
            keyword: word.uppercased(), value: String(trimmed(text[word.endIndex...])), line: line)
    }

    /// The words that end the here-documents a line opens.
    private static func documents(in text: String) -> [String] {
        guard ["RUN", "COPY", "ADD"].contains(text.prefix { !$0.isWhitespace }.uppercased()) else {
            return []
        }
        return text.split(whereSeparator: \.isWhitespace).compactMap { word in
            guard word.hasPrefix("<<") else { return nil }
            let end = word.drop { $0 == "<" || $0 == "-" }.filter { $0 != "\"" && $0 != "'" }
            let isWord =
                end.first?.isLetter == true
                && end.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
            return isWord ? end : nil
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> Substring {
        let start = Substring(text).drop { $0 == " " || $0 == "\t" || $0 == "\r" }
        guard let last = start.lastIndex(where: { $0 != " " && $0 != "\t" && $0 != "\r" }) else {
            return ""
        }
        return start[...last]
    }
}
