/// The keys that stand around a line of settings, told by how far lines are set in: a list may be
/// spread over several lines, and its key says what it is for.
struct SettingsOutline {
    private let lines: [Substring]

    /// - Parameter bytes: JSON, YAML or TOML as people lay it out.
    init(_ bytes: [UInt8]) {
        lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// The keys that the line lies below, in lower case, the nearest first, each behind a space.
    ///
    /// - Parameter index: the line's number, counted from 0.
    func keys(above index: Int) -> String {
        guard lines.indices.contains(index) else { return "" }
        var depth = Self.depth(lines[index])
        var keys = ""
        for line in lines[..<index].reversed().prefix(60) where depth > 0 {
            let own = Self.depth(line)
            guard own < depth, line.contains(where: \.isLetter) else { continue }
            depth = own
            keys += " " + line.prefix { $0 != ":" && $0 != "=" }.filter { $0 != " " }.lowercased()
        }
        return keys
    }

    /// The head of the section that the line lies in, in lower case: `[persona]`; empty where there
    /// is none.
    func section(above index: Int) -> String {
        guard lines.indices.contains(index) else { return "" }
        let head = lines[..<index].last { $0.first == "[" && $0.contains("]") }
        return head.map { $0.prefix { $0 != "]" }.lowercased() } ?? ""
    }

    private static func depth(_ line: Substring) -> Int {
        line.prefix { $0 == " " || $0 == "\t" }.count
    }
}
