import Vocabulary

/// The folder of the project that a program belongs to.
enum ProjectFolder {
    /// The folder above the first `src`, `lib`, `cmd` or the like on the way to a program; nil where
    /// there is none.
    static func of(_ path: PathBytes) -> PathBytes? {
        var folder = path.folder
        var found: PathBytes?
        for _ in 0..<10 where folder.bytes.count > 1 {
            if names.contains(folder.name.text.lowercased()) { found = folder.folder }
            folder = folder.folder
        }
        return found
    }

    private static let names: Set<String> = ["src", "lib", "cmd", "internal", "pkg", "source"]
}
