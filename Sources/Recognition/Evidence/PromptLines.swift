/// Lines of programs and scripts that hand a text to a model.
enum PromptLines {
    /// Whether a line, lower case, passes a text under a name that asks for a prompt.
    static func asks(_ line: String) -> Bool {
        flags.contains { line.contains($0) }
    }

    private static let flags = [
        "--prompt", "--system", "--persona", "--instruction", "--soul", "--character", "--role",
        "-prompt ", "-system ", "-persona ", "system_prompt", "system-prompt", "systemprompt",
        "--append-system", "--rules", "--brief", "--voice", "--manner",
    ]

    /// Whether a line, lower case, sends output to the word: `>> word`.
    static func redirects(_ line: String, to word: String) -> Bool {
        guard let at = line.firstRange(of: word.lowercased()) else { return false }
        return line[..<at.lowerBound].suffix(4).contains(">")
    }
}
