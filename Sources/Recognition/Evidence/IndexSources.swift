import Formats
import Vocabulary

/// Search indexes that can be built again: a program beside them names the index, the texts it is
/// built from, and the model at a fixed revision; and the texts are here.
enum IndexSources {
    private static let indexes = [".faiss", ".hnsw", ".annoy", ".ann", ".usearch"]
    private static let mayBe = NameEndings(indexes)
    private static let programs = [".py", ".js", ".ts", ".mjs", ".go", ".rs", ".rb", ".sh"]

    /// The indexes whose builder and inputs were located.
    static func located(_ table: FileTable, _ documents: any Documents) -> [Int: Regenerable] {
        var found: [Int: Regenerable] = [:]
        for index in table.records.indices
        where table.records[index].type == .file && mayBe.mayEnd(table.name(table.records[index])) {
            let name = String(decoding: table.name(table.records[index]), as: UTF8.self)
            guard indexes.contains(where: { name.lowercased().hasSuffix($0) }),
                let builder = builder(of: name, Int(table.records[index].folder), table, documents)
            else { continue }
            found[index] = Regenerable(from: "derivation", recipe: builder.text, proof: .located)
        }
        return found
    }

    /// A program in the index's folder or up to two above.
    private static func builder(
        of name: String, _ folder: Int, _ table: FileTable, _ documents: any Documents
    ) -> PathBytes? {
        var current = folder
        for _ in 0..<3 {
            for entry in table.entries(ofFolder: current) {
                let record = table.records[entry]
                let own = String(decoding: table.name(record), as: UTF8.self)
                guard record.type == .file, record.size < 64 << 10,
                    programs.contains(where: { own.hasSuffix($0) })
                else { continue }
                let path = table.path(ofRecord: entry)
                guard let bytes = documents.bytes(of: table.root.appending(path)),
                    bytes.holds(Array(name.utf8)), isPinned(bytes),
                    hasInputs(bytes, current, table, besides: folder)
                else { continue }
                return path
            }
            guard current != 0 else { return nil }
            current = Int(table.folders[current].parent)
        }
        return nil
    }

    /// Whether a program names a model that embeds, at a revision.
    private static func isPinned(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.lowercased().contains("embed") || text.contains("SentenceTransformer") else {
            return false
        }
        return text.split { !$0.isHexDigit }.contains { word in
            word.count >= 12 && word.contains(where: \.isNumber)
        }
    }

    /// Whether a folder that the program goes through is here and holds files.
    private static func hasInputs(
        _ bytes: [UInt8], _ folder: Int, _ table: FileTable, besides index: Int
    ) -> Bool {
        table.entries(ofFolder: folder).contains { entry in
            guard table.records[entry].type == .folder,
                let child = table.folderIndex(ofRecord: entry), child != index,
                table.entries(ofFolder: child).contains(where: { table.records[$0].type == .file })
            else { return false }
            let name = String(decoding: table.name(table.records[entry]), as: UTF8.self)
            return ["\"\(name)/*", "'\(name)/*", "\"\(name)\"", "'\(name)'"].contains {
                bytes.holds(Array($0.utf8))
            }
        }
    }
}
