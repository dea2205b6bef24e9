import Formats

/// Folders of which a program says any text to a model whose name it is given:
/// `"content": (ASKS / f"{hour}.txt").read_text()`.
enum HandedTexts {
    /// The folders, by their last name, and the ending that their texts have.
    static func folders(_ bytes: [UInt8]) -> [(folder: String, ending: String)] {
        guard endings.contains(where: { bytes.holds(Array(("}" + $0).utf8)) }) else { return [] }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.enumerated().flatMap { index, line in
            let found = endings.filter { line.contains("}" + $0) }
            guard !found.isEmpty, isSaid(lines, at: index) else {
                return [(folder: String, ending: String)]()
            }
            return quoted(line).flatMap { folder in found.map { (folder, $0) } }
        }
    }

    private static let endings = [".md", ".txt", ".prompt", ".j2", ".jinja"]

    /// Whether the line, or the function that it begins, says something to a model, and writes nothing.
    private static func isSaid(_ lines: [Substring], at index: Int) -> Bool {
        let line = lines[index].lowercased()
        guard !["write", "append", "\"a\"", "\"w\"", "'a'", "'w'"].contains(where: line.contains)
        else { return false }
        if ["\"role\"", "'role'", "role:", "system="].contains(where: line.contains) {
            return true
        }
        let above = lines[..<index].suffix(6).last { line in
            ["def ", "func ", "fn ", "function "].contains { line.contains($0) }
        }
        return above.map {
            let name = $0.prefix { $0 != "(" }.lowercased()
            return ["prompt", "system", "persona"].contains { name.contains($0) }
        } ?? false
    }

    /// Words in quotes that could name a folder: letters, and no dot.
    private static func quoted(_ line: Substring) -> [String] {
        let parts = line.split(omittingEmptySubsequences: false) { "\"'`".contains($0) }
        return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }.filter { word in
            word.count > 2 && word.allSatisfy { $0.isLetter || "-_".contains($0) }
        }
    }
}
