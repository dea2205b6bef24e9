import Vocabulary

/// The program text of a service: what its image is built from and what it mounts; of that, where
/// its command names a file, that file and those that it draws in.
struct ProgramText {
    private let documents: any Documents

    init(_ documents: any Documents) {
        self.documents = documents
    }

    /// The texts, none where they are not at hand.
    func texts(of draft: ServiceDraft) -> [[UInt8]] {
        let folders = [draft.service.build].compactMap { $0 } + draft.mountedAt.map(\.source)
        let files = Array(Set(folders.flatMap { sources(below: $0) })).sorted()
        let drawn = drawn(in: files, from: entries(of: draft, among: files))
        return (drawn.isEmpty ? files : drawn).prefix(400).compactMap { documents.bytes(of: $0) }
    }

    private func sources(below folder: PathBytes) -> [PathBytes] {
        documents.files(below: folder).filter {
            SourceNames.isSource($0) && !ComposeSources.isForeign($0)
                && !ComposeSources.isNamed($0.name.text)
        }
    }

    /// Files that the command line names: `python api.py`, `node dist/main.js`, `-m shop.worker`.
    private func entries(of draft: ServiceDraft, among files: [PathBytes]) -> [PathBytes] {
        let words = draft.leaves.filter {
            $0.key.hasPrefix("command.") || $0.key.hasPrefix("entrypoint.")
        }.flatMap { $0.value.split(separator: " ").map(String.init) }
        let isModule = words.contains("-m")
        let names = words.flatMap { word -> [String] in
            if word.hasSuffix(".py") || word.hasSuffix(".js") || word.hasSuffix(".ts")
                || word.hasSuffix(".mjs") || word.hasSuffix(".rb")
            {
                return [word.hasPrefix("./") ? String(word.dropFirst(2)) : word]
            }
            guard isModule, word.first?.isLetter == true else { return [] }
            return [word.replacing(".", with: "/") + ".py", word + "/__main__.py"]
        }
        return files.filter { file in
            names.contains { file.text.hasSuffix("/" + $0) }
        }
    }

    /// The entries and, step by step, each file that one of them imports by its name.
    private func drawn(in files: [PathBytes], from entries: [PathBytes]) -> [PathBytes] {
        var found = entries
        var seen = Set(entries)
        var next = 0
        while next < found.count, found.count < 200 {
            let words = imported(by: found[next])
            for file in files where !seen.contains(file) && words.contains(Self.stem(file)) {
                seen.insert(file)
                found.append(file)
            }
            next += 1
        }
        return found
    }

    private func imported(by file: PathBytes) -> Set<Substring> {
        guard let bytes = documents.bytes(of: file) else { return [] }
        var words: Set<Substring> = []
        let text = String(decoding: bytes, as: UTF8.self)
        for line in text.split(whereSeparator: \.isNewline)
        where line.contains("import") || line.contains("require") || line.contains("from ") {
            words.formUnion(line.split { !$0.isLetter && !$0.isNumber && $0 != "_" && $0 != "-" })
        }
        return words
    }

    /// A file's module name: of an index or package file, its folder's.
    private static func stem(_ file: PathBytes) -> Substring {
        let name = file.name.text.prefix { $0 != "." }
        let isPackage = name == "__init__" || name == "index" || name == "mod"
        return isPackage ? file.folder.name.text[...] : name
    }
}
