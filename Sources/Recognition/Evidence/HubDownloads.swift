import Vocabulary

/// Models that a hub's program fetched into a folder: it notes the revision of each file in
/// `.cache/huggingface/download` there (huggingface_hub, *Download files to a local folder*).
enum HubDownloads {
    /// Records that such a note pins, with the recipe: each file that has one, and those that
    /// every model of a hub is made of.
    static func located(_ table: FileTable) -> [Int: Regenerable] {
        var found: [Int: Regenerable] = [:]
        for folder in table.folders.indices where isDownload(folder, table) {
            let cache = Int(table.folders[Int(table.folders[folder].parent)].parent)
            let model = Int(table.folders[cache].parent)
            let notes = table.entries(ofFolder: folder).filter {
                table.records[$0].type == .file && table.name($0).hasSuffix(".metadata")
            }
            guard let first = notes.first else { continue }
            let named = Set(notes.map { String(table.name($0).dropLast(".metadata".count)) })
            let recipe = Regenerable(
                from: "hub", recipe: table.path(ofRecord: first).text, proof: .located)
            for entry in table.entries(ofFolder: model) where table.records[entry].type == .file {
                let name = table.name(entry)
                if named.contains(name) || isOfEveryModel(name) { found[entry] = recipe }
            }
        }
        return found
    }

    private static func isDownload(_ folder: Int, _ table: FileTable) -> Bool {
        guard folder != 0, table.name(ofFolder: folder).elementsEqual("download".utf8) else {
            return false
        }
        let above = Int(table.folders[folder].parent)
        guard above != 0, table.name(ofFolder: above).elementsEqual("huggingface".utf8) else {
            return false
        }
        let cache = Int(table.folders[above].parent)
        return cache != 0 && table.name(ofFolder: cache).elementsEqual(".cache".utf8)
    }

    private static func isOfEveryModel(_ name: String) -> Bool {
        name.hasSuffix(".safetensors.index.json")
            || name.hasPrefix("model-") && name.hasSuffix(".safetensors")
            || [
                "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json",
                "special_tokens_map.json", "added_tokens.json", "preprocessor_config.json",
                "vocab.json", "merges.txt", "model.safetensors",
            ].contains(name)
    }
}

extension FileTable {
    /// The name of a record as text.
    fileprivate func name(_ index: Int) -> String {
        String(decoding: name(records[index]), as: UTF8.self)
    }
}
