import Formats

/// Prompts among the rows that a program puts into its database when it starts: who the personas
/// are, whom they speak to and how.
enum PromptSeeds {
    /// Without one of these, in any case, no such rows stand in SQL.
    static let words = WordFinder(roots.map { "into " + $0 }, ignoringCase: true)

    /// The line of the first statement that puts a prompt into a table, counted from 1; nil where
    /// there is none.
    static func line(in bytes: [UInt8]) -> Int? {
        guard words.isFound(in: bytes) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            guard let table = table(line.lowercased()) else { continue }
            let statement = lines[index...].prefix(40).joined(separator: "\n")
            let said = values(String(statement.prefix { $0 != ";" })).filter(TextSigns.isProse)
            let isOfPrompts = table.split(separator: "_").contains { part in
                ownRoots.contains { part.hasPrefix($0) }
            }
            if said.contains(where: { isOfPrompts || TextSigns.isStandingText($0) }) {
                return index + 1
            }
        }
        return nil
    }

    /// How the names of tables begin in which a party's own texts are kept.
    private static let ownRoots = ["persona", "prompt", "system_prompt", "soul", "instruction"]
    /// And those whose rows may say how somebody is to be treated.
    private static let roots =
        ownRoots + ["agent", "character", "people", "person", "memory_block", "block"]

    /// The table that a line puts rows into.
    private static func table(_ line: String) -> String? {
        guard line.contains("insert"), let at = line.firstRange(of: "into ") else { return nil }
        let name = line[at.upperBound...].drop { $0 == " " }.prefix {
            $0.isLetter || $0.isNumber || $0 == "_"
        }
        return roots.contains { name.hasPrefix($0) } ? String(name) : nil
    }

    /// What stands between single quotes; two of them are one within a value.
    private static func values(_ text: String) -> [String] {
        let parts = text.replacing("''", with: "\u{2019}").split(
            separator: "'", omittingEmptySubsequences: false)
        return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
    }
}
