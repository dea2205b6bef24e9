/// Lines of programs and scripts that hand a text to a model.
enum PromptLines {
    /// Whether a line, lower case, passes a text under a name that asks for a prompt.
    static func asks(_ line: String) -> Bool {
        ["system_prompt", "system-prompt", "systemprompt"].contains { line.contains($0) }
            || line.split(separator: " ").contains { word in
                word.first == "-" && words.contains { word.contains($0) }
            }
    }

    private static let words = [
        "prompt", "system", "persona", "instruction", "soul", "character", "consign", "anweisung",
        "istruzion", "polecen", "voice", "voix", "stimme", "brief", "manner", "rules", "regle",
        "regeln", "tone", "charter",
    ]

    /// Whether a line, lower case, sends output to the word: `>> word`.
    static func redirects(_ line: String, to word: String) -> Bool {
        guard let at = line.firstRange(of: word.lowercased()) else { return false }
        return line[..<at.lowerBound].suffix(4).contains(">")
    }
}
