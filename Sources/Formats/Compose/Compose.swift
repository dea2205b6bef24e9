public import Vocabulary

/// Reads compose projects as compose does: interpolation, `extends`, `include`, merging, all forms.
///
/// Source: the compose specification, and what compose v5 prints with `config`. The environment of
/// this process is never looked at; a variable that no `.env` sets becomes nothing, and is told.
public enum Compose {
    /// The project of those files, each laid over the one before.
    ///
    /// Relative paths start from `folder`, the first file's folder unless given. `name` is what
    /// `-p` would say. `home` is what `~` and `HOME` mean. `start` is the folder compose is run in
    /// (`PWD`), where its `.env` named the files. Faults are in `problems`; nothing is thrown.
    public static func load(
        _ files: [PathBytes], in documents: any Documents, folder: PathBytes? = nil,
        name: String? = nil, home: PathBytes? = nil, start: PathBytes? = nil
    ) -> ComposeProject {
        let folder = folder ?? files.first?.folder ?? PathBytes("/")
        var loader = ComposeLoader(documents)
        var scope = ComposeScope(folder: folder, home: home)
        var around = ["PWD": (start ?? folder).text]
        if let home { around["HOME"] = home.text }
        let settings = [folder] + (start.map { $0 == folder ? [] : [$0] } ?? [])
        scope.variables = loader.variables(
            from: settings.map { $0.appending(".env") }, known: around)
        let own = scope.variables.keys.filter { around[$0] == nil }.sorted()
        let called = self.name(of: files, name: name, in: scope, &loader)
        scope.variables["COMPOSE_PROJECT_NAME"] = called
        let model = loader.model(of: files, in: scope)
        var builder = ComposeBuilder(scope: scope, loader: loader)
        var project = ComposeProject(name: called, folder: folder, files: files)
        project.variables = own
        builder.fill(&project, from: ComposeMerge.settled(model) ?? model)
        return project
    }

    /// `-p`, then COMPOSE_PROJECT_NAME, then the last `name:`, then the folder.
    private static func name(
        of files: [PathBytes], name: String?, in scope: ComposeScope, _ loader: inout ComposeLoader
    ) -> String {
        let variable = scope.variables["COMPOSE_PROJECT_NAME"] ?? ""
        var written = name ?? variable
        var origin = ComposeOrigin(file: scope.folder.appending(".env"), line: 1, column: 1)
        for file in files where (name ?? variable).isEmpty {
            let start = ComposeOrigin(file: file, line: 1, column: 1)
            for source in loader.sources(file, at: start) {
                guard let node = source["name"], let text = node.string else { continue }
                written = Interpolation.resolve(text) { scope.variables[$0] }.text
                origin = node.origin
            }
        }
        let normalised = ComposeName.normalised(written)
        if normalised != written {
            loader.tell("a project name may hold a-z, 0-9, _ and - only", at: origin)
        }
        return normalised.isEmpty ? ComposeName.ofFolder(scope.folder) : normalised
    }
}
