import Vocabulary

/// Model weights whose origin somebody noted: with a hub and a revision they can be fetched again.
enum ModelSources {
    private static let weights = [
        ".safetensors", ".gguf", ".onnx", ".pt", ".pth", ".bin", ".h5", ".ckpt", ".tflite",
    ]
    private static let mayBe = NameEndings(weights)
    private static let marks = [
        "huggingface", "hf.co", "revision", "sha256", "commit", "hub", "ollama",
    ]

    /// Weights, and what lies beside them, whose folder or name a note of origin names.
    static func located(_ table: FileTable, _ documents: any Documents) -> [Int: Regenerable] {
        var found: [Int: Regenerable] = [:]
        var folders: Set<Int> = []
        for index in table.records.indices
        where table.records[index].type == .file && mayBe.mayEnd(table.name(table.records[index])) {
            let name = String(decoding: table.name(table.records[index]), as: UTF8.self)
                .lowercased()
            if weights.contains(where: { name.hasSuffix($0) }) && table.records[index].size > 0 {
                folders.insert(Int(table.records[index].folder))
            }
        }
        for folder in folders.sorted() {
            guard let note = note(for: folder, table, documents) else { continue }
            for entry in table.entries(ofFolder: folder)
            where table.records[entry].type == .file && table.path(ofRecord: entry) != note {
                found[entry] = Regenerable(from: "hub", recipe: note.text, proof: .located)
            }
        }
        return found
    }

    /// A note in the folder itself or up to two above that speaks of a revision, and names the folder where it is not its own.
    private static func note(for folder: Int, _ table: FileTable, _ documents: any Documents)
        -> PathBytes?
    {
        let own = String(decoding: table.name(ofFolder: folder), as: UTF8.self)
        var current = folder
        for level in 0..<3 {
            for entry in table.entries(ofFolder: current) {
                let record = table.records[entry]
                guard record.type == .file, record.size > 0, record.size < 64 << 10,
                    table.findings[Int(record.finding)].isText
                else { continue }
                let name = String(decoding: table.name(record), as: UTF8.self).lowercased()
                guard !name.hasSuffix(".py"),
                    ![
                        "config.json", "tokenizer.json", "tokenizer_config.json",
                        "adapter_config.json", "trainer_state.json", "generation_config.json",
                    ].contains(name)
                else { continue }
                let path = table.path(ofRecord: entry)
                guard let bytes = documents.bytes(of: table.root.appending(path)) else { continue }
                let text = String(decoding: bytes, as: UTF8.self)
                let lower = text.lowercased()
                if marks.count(where: { lower.contains($0) }) >= 1,
                    level == 0
                        ? isOrigin(name)
                        : text.contains(own)
                            && (isOrigin(name) || lower.contains("revision")
                                || lower.contains("sha256"))
                {
                    return path
                }
            }
            guard current != 0 else { return nil }
            current = Int(table.folders[current].parent)
        }
        return nil
    }

    private static func isOrigin(_ name: String) -> Bool {
        [
            "source", "origin", "provenance", "procedencia", "herkunft", "readme", "model",
            "download", "fetch", "hub", "revision", "provenienza", "manifest",
        ].contains { name.contains($0) }
    }
}
