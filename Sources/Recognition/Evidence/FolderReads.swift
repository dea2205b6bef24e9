import Formats
import Vocabulary

/// Folders whose every text a program reads: `ALMA.glob("*.txt")`, where `ALMA` is a folder.
enum FolderReads {
    /// The texts of the folders that a program goes through by their ending.
    static func texts(
        _ bytes: [UInt8], _ byFolder: [String: [PathBytes]], near program: PathBytes
    ) -> [PathBytes] {
        guard marks.contains(where: { bytes.holds(Array($0.utf8)) }) else { return [] }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        var found: Set<PathBytes> = []
        for line in lines where marks.contains(where: { line.contains($0) }) {
            let endings = endings.filter { line.contains($0) }
            guard !endings.isEmpty else { continue }
            let words = Set(identifiers(line))
            let told = lines.filter { isAssigned($0, words) } + [line]
            for (folder, texts) in byFolder where told.contains(where: { names($0, folder) }) {
                found.formUnion(
                    texts.filter { path in
                        endings.contains { path.name.text.hasSuffix($0) }
                            && isNear(path, program)
                    })
            }
        }
        return found.sorted()
    }

    private static let marks = [
        "glob", "iterdir", "listdir", "readdir", "scandir", "Dir[", "walk", "ReadDir", "read_dir",
        "endsWith", "endswith",
    ]
    private static let endings = [".md", ".txt", ".prompt", ".jinja", ".j2", ".tmpl", ".markdown"]

    /// Whether a line gives one of these names a value.
    private static func isAssigned(_ line: Substring, _ names: Set<Substring>) -> Bool {
        guard let sign = line.firstIndex(of: "=") else { return false }
        return identifiers(line[..<sign]).contains { names.contains($0) }
    }

    private static func names(_ line: Substring, _ folder: String) -> Bool {
        guard folder.count > 2 else { return false }
        return ["\"", "'", "`", "/"].contains { open in
            ["\"", "'", "`", "/"].contains { close in line.contains(open + folder + close) }
        }
    }

    private static func identifiers(_ line: Substring) -> [Substring] {
        line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.filter { $0.count > 2 }
    }

    /// Whether the text lies below the program's folder, or below the one or two above it.
    private static func isNear(_ path: PathBytes, _ program: PathBytes) -> Bool {
        path.isWithin(program.folder.folder) || path.isWithin(program.folder.folder.folder)
    }
}
