import Formats
import Vocabulary

/// Texts whose name a program puts together: a folder, a word given elsewhere, an ending.
///
/// `(FOLDER / f"{name}.md").read_text()` names no file; `load("reader")` and the folder's name do.
struct ComposedNames {
    private let documents: any Documents
    private let byFolder: [String: [PathBytes]]

    /// - Parameter candidates: texts whose class would change if somebody loads them.
    init(_ documents: any Documents, candidates: [PathBytes]) {
        self.documents = documents
        byFolder = Dictionary(grouping: candidates) { $0.folder.name.text }
    }

    /// Texts that a program composes the name of and that some program names by its stem; with
    /// the program that does. Only programs that speak to a model count.
    func uses(in programs: [PathBytes]) -> [(path: PathBytes, evidence: Evidence)] {
        let read = programs.filter { Self.isCode($0) }.compactMap { path in
            documents.bytes(of: path).map { (path: path, bytes: $0) }
        }
        .filter { $0.bytes.count < 128 << 10 }
        let open = read.flatMap { composed($0.bytes) }
        var found: [(path: PathBytes, evidence: Evidence)] = []
        let speaking = read.filter { ModelSpeech.isIn($0.bytes) }
        for program in speaking {
            for path in FolderReads.texts(program.bytes, byFolder, near: program.path) {
                found.append(
                    (
                        path,
                        Evidence(
                            .inferred, rule: "loader.folder",
                            says: "\(program.path.name.text) reads every text of its folder",
                            at: documents.locator(program.path))
                    ))
            }
        }
        var chosen: Set<PathBytes> = []
        for path in Set(open).sorted() {
            let stem = path.name.text.split(separator: ".").first.map(String.init) ?? ""
            guard stem.count > 2,
                let loader = speaking.first(where: { Self.quotes(stem, in: $0.bytes) })
            else { continue }
            chosen.insert(path.folder)
            found.append(
                (
                    path,
                    Evidence(
                        .inferred, rule: "loader.composed",
                        says:
                            "\(loader.path.name.text) asks for \(stem), which lies in a folder that is read by name",
                        at: documents.locator(loader.path))
                ))
        }
        return found + companions(of: found.map(\.path), in: Set(open), chosen)
    }

    /// Texts beside those that are asked for, in a folder read by name, that make their reader into
    /// somebody: whoever is asked for at run time.
    private func companions(
        of named: [PathBytes], in open: Set<PathBytes>, _ folders: Set<PathBytes>
    ) -> [(path: PathBytes, evidence: Evidence)] {
        open.subtracting(named).filter { folders.contains($0.folder) }.sorted().compactMap { path in
            guard let bytes = documents.bytes(of: path),
                AddressSigns.opensToReader(
                    AddressSigns.withoutHeading(String(decoding: bytes.prefix(2048), as: UTF8.self))
                )
            else { return nil }
            return (
                path,
                Evidence(
                    .inferred, rule: "loader.companion",
                    says: "it lies beside texts that are read by name", at: nil)
            )
        }
    }

    private static func isCode(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        return [".py", ".js", ".ts", ".mjs", ".cjs", ".rb", ".go", ".rs", ".php", ".sh", ".ex"]
            .contains { name.hasSuffix($0) }
    }

    /// Candidates of the folders that a program names, with an ending that it puts behind a word.
    private func composed(_ bytes: [UInt8]) -> [PathBytes] {
        let endings = Self.endings.filter { ending in
            ["}" + ending, "+ \"" + ending, "+ '" + ending, "%s" + ending, "+\"" + ending]
                .contains { bytes.holds(Array($0.utf8)) }
        }
        guard !endings.isEmpty else { return [] }
        return byFolder.filter { Self.quotes($0.key, in: bytes) || Self.leads($0.key, in: bytes) }
            .flatMap(\.value).filter { path in endings.contains { path.name.text.hasSuffix($0) } }
    }

    private static let endings = [
        ".md", ".txt", ".prompt", ".jinja", ".j2", ".tmpl", ".yaml", ".yml", ".markdown",
    ]

    private static func quotes(_ word: String, in bytes: [UInt8]) -> Bool {
        word.count > 2
            && ["\"\(word)\"", "'\(word)'", "`\(word)`"].contains { bytes.holds(Array($0.utf8)) }
    }

    private static func leads(_ word: String, in bytes: [UInt8]) -> Bool {
        word.count > 2
            && ["/\(word)/", "\"\(word)/", "'\(word)/", "`\(word)/", "/\(word)\""].contains {
                bytes.holds(Array($0.utf8))
            }
    }
}
