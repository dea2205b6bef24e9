internal import Vocabulary

/// What surrounds a compose file while it is read: the folder its relative paths start from and
/// the variables of that folder's `.env`.
struct ComposeScope {
    /// Absolute folder.
    let folder: PathBytes
    /// Variables by name. Never the process's own environment: looking is not running.
    var variables: [String: String] = [:]
    /// Home of the user who would run compose, for `~`; nil where unknown.
    let home: PathBytes?

    /// A path as written, made absolute; `~` is the home.
    func absolute(_ path: String) -> PathBytes {
        if path == "~" || path.hasPrefix("~/"), let home {
            return home.appending(String(path.dropFirst(2))).normalised
        }
        if path.hasPrefix("/") || path.dropFirst().first == ":" {
            return PathBytes(path).normalised
        }
        return folder.appending(path).normalised
    }

    /// The same variables around another folder.
    func at(_ folder: PathBytes) -> ComposeScope {
        ComposeScope(folder: folder, variables: variables, home: home)
    }
}
