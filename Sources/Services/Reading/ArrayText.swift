/// Reads settings that PHP keeps as an array or as constants: `'host' => 'db'`,
/// `define('DB_HOST', 'db')`.
enum ArrayText {
    /// A leaf for each quoted key with a quoted value or a number; comments are dropped.
    static func leaves(_ bytes: [UInt8]) -> [ConfigurationText.Leaf] {
        var leaves: [ConfigurationText.Leaf] = []
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where !isComment(line) {
            let parts = parts(of: line)
            for at in parts.indices.dropLast(2) where parts[at].isQuoted {
                let joint = parts[at + 1].text.filter { !$0.isWhitespace }
                let value = parts[at + 2]
                guard joint == "=>" || joint == "," && isConstant(parts, at), value.isQuoted
                else { continue }
                leaves.append(
                    .init(key: String(parts[at].text), value: String(value.text), line: index + 1))
            }
        }
        return leaves
    }

    /// What stands inside quotes, and what stands between.
    private struct Part {
        let text: Substring
        let isQuoted: Bool
    }

    private static func parts(of line: Substring) -> [Part] {
        var parts: [Part] = []
        var rest = line
        while let open = rest.firstIndex(where: { $0 == "'" || $0 == "\"" }) {
            let inside = rest[rest.index(after: open)...]
            guard let close = inside.firstIndex(of: rest[open]) else { break }
            parts.append(Part(text: rest[..<open], isQuoted: false))
            parts.append(Part(text: inside[..<close], isQuoted: true))
            rest = inside[inside.index(after: close)...]
        }
        return parts
    }

    private static func isConstant(_ parts: [Part], _ at: Int) -> Bool {
        at > 0 && parts[at - 1].text.lowercased().filter { !$0.isWhitespace }.hasSuffix("define(")
    }

    private static func isComment(_ line: Substring) -> Bool {
        let text = line.drop { $0.isWhitespace }
        return ["//", "#", "*", "/*"].contains { text.hasPrefix($0) }
    }
}
