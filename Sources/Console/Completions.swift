extension Grammar {
    /// The script that completes the command line in a shell; nil for a shell there is none for.
    public func completions(for shell: String) -> String? {
        switch shell {
        case "bash": bashCompletions
        case "zsh": zshCompletions
        case "fish": fishCompletions
        default: nil
        }
    }
}

/// What the three scripts share.
enum Completions {
    /// Shells there is a script for.
    static let shells = ["bash", "zsh", "fish"]

    /// Text inside single quotes of a POSIX shell.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
