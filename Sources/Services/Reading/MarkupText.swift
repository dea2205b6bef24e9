/// Reads the values of configuration in XML, element by element, without its structure.
enum MarkupText {
    /// A leaf for each text that stands between tags and for each attribute.
    static func leaves(_ bytes: [UInt8]) -> [ConfigurationText.Leaf] {
        var found: [ConfigurationText.Leaf] = []
        var tag = ""
        var line = 1
        var rest = Substring(String(decoding: bytes, as: UTF8.self))
        while let open = rest.firstIndex(of: "<") {
            let text = rest[..<open].trimmingSpace
            if !text.isEmpty, !tag.isEmpty {
                found.append(.init(key: tag, value: text, line: line))
            }
            line += rest[..<open].count { $0.isNewline }
            rest = rest[open...]
            if rest.hasPrefix("<!--") {
                guard let end = rest.firstRange(of: "-->") else { return found }
                line += rest[..<end.upperBound].count { $0.isNewline }
                rest = rest[end.upperBound...]
                continue
            }
            guard let close = rest.firstIndex(of: ">") else { return found }
            let inside = rest[rest.index(after: open)..<close]
            tag = String(inside.prefix { !$0.isWhitespace && $0 != "/" })
            found += attributes(inside, tag: tag, line: line)
            line += inside.count { $0.isNewline }
            rest = rest[rest.index(after: close)...]
        }
        return found
    }

    private static func attributes(
        _ inside: Substring, tag: String, line: Int
    ) -> [ConfigurationText.Leaf] {
        guard tag.first?.isLetter == true else { return [] }
        let parts = inside.split(separator: "\"", omittingEmptySubsequences: false)
        return stride(from: 0, to: parts.count - 1, by: 2).compactMap { index in
            guard let name = parts[index].split(whereSeparator: \.isWhitespace).last,
                name.hasSuffix("=")
            else { return nil }
            return .init(key: String(name.dropLast()), value: String(parts[index + 1]), line: line)
        }
    }
}
