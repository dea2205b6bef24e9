internal import Vocabulary

extension ComposeLoader {
    /// The models of the files that a document includes, each read in its own folder.
    mutating func included(
        by document: ComposeNode, in scope: ComposeScope, chain: [PathBytes]
    ) -> [ComposeNode] {
        guard let include = document["include"], !include.isNull else { return [] }
        guard include.isList else {
            tell("include: expected a list", at: include.origin)
            return []
        }
        guard chain.count < Self.depthLimit else {
            tell("include: a chain longer than \(Self.depthLimit)", at: include.origin)
            return []
        }
        var models: [ComposeNode] = []
        for element in include.elements {
            if let model = included(element, in: scope, chain: chain) { models.append(model) }
        }
        return models
    }

    private mutating func included(
        _ element: ComposeNode, in scope: ComposeScope, chain: [PathBytes]
    ) -> ComposeNode? {
        let written = element.isMap ? element["path"] : element
        let paths = (written.map { $0.isList ? $0.elements : [$0] } ?? []).compactMap(\.string)
        guard let first = paths.first else {
            tell("include: expected a path", at: element.origin)
            return nil
        }
        let list = paths.map { scope.absolute($0) }
        if let again = list.first(where: { chain.contains($0) }) {
            tell("include: \(again.name.text) includes itself in the end", at: element.origin)
            return nil
        }
        if list.contains(where: { documents.type(of: $0) == nil }) {
            tell("include: no such file", at: element.origin)
            return nil
        }
        let folder = element["project_directory"]?.string.map { scope.absolute($0) }
        var around = scope.at(folder ?? scope.absolute(first).folder)
        around.variables = variables(of: element, in: around, outer: scope)
        return model(of: list, in: around, including: chain)
    }

    /// Variables of an include: the including file's win over those of its own files.
    private mutating func variables(
        of element: ComposeNode, in scope: ComposeScope, outer: ComposeScope
    ) -> [String: String] {
        let written = element["env_file"].map { $0.isList ? $0.elements : [$0] } ?? []
        let named = written.compactMap(\.string).map { outer.absolute($0) }
        let files = element["env_file"] == nil ? [scope.folder.appending(".env")] : named
        return variables(from: files, known: outer.variables)
    }

    /// The variables of files of variables, what is known winning over them, later over earlier.
    mutating func variables(
        from files: [PathBytes], known: [String: String] = [:]
    ) -> [String: String] {
        var found: [String: String] = [:]
        for file in files {
            guard let bytes = documents.bytes(of: file) else { continue }
            let reading = Dotenv.read(bytes) { known[$0] }
            self.files.append(file)
            note(reading, of: file)
            found.merge(reading.values) { $1 }
        }
        return found.merging(known) { $1 }
    }

    /// Tells what in a file of variables could not be read.
    mutating func note(_ reading: Dotenv.Reading, of file: PathBytes) {
        for error in reading.errors {
            tell(
                error.message,
                at: ComposeOrigin(file: file, line: error.line, column: error.column))
        }
    }
}
