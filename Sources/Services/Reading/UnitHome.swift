import Vocabulary

/// Where the folder that a unit's program runs in lies in a copy whose folders are called
/// otherwise: `/srv/app` as a checkout with the unit in it, under whatever name.
enum UnitHome {
    /// The nearest folder above the unit's own file, within a root, in which something lies that
    /// the unit names below the folder it runs in; nil where there is none.
    static func of(_ draft: ServiceDraft, in documents: any Documents) -> PathBytes? {
        guard let file = draft.service.definedIn,
            let root = documents.roots.first(where: { file.isWithin($0) })
        else { return nil }
        let named = named(by: draft)
        guard !named.isEmpty else { return nil }
        var folder = file.folder
        while folder.isWithin(root) {
            if named.contains(where: { documents.type(of: folder.appending($0)) != nil }) {
                return folder
            }
            if folder == root { break }
            folder = folder.folder
        }
        return nil
    }

    /// Paths, below the folder that it runs in, of its variables' files, its programs and modules.
    private static func named(by draft: ServiceDraft) -> [PathBytes] {
        guard let home = draft.service.workingFolder, home.count > 1 else { return [] }
        let below = home.hasSuffix("/") ? home : home + "/"
        let command = draft.leaves.filter { $0.key.hasPrefix("command.") }.map(\.value)
        let absolute = (command + draft.service.environmentFrom.map(\.file.text))
            .filter { $0.hasPrefix(below) }.map { String($0.dropFirst(below.count)) }
        return (absolute + modules(command)).filter { !$0.isEmpty }.map { PathBytes($0) }
    }

    /// Python's modules as files: `-m app.main`, and packages that a runner is given by name.
    private static func modules(_ command: [String]) -> [String] {
        zip(command, command.dropFirst()).flatMap { flag, word -> [String] in
            let path = word.replacing(".", with: "/")
            return switch flag {
            case "-m": [path + ".py", path + "/__main__.py"]
            case "run": [path + "/__init__.py", path + "/__main__.py"]
            default: []
            }
        }
    }
}
