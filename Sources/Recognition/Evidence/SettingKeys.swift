/// What keys of settings say of the texts that stand behind them.
enum SettingKeys {
    /// Whether a line or the head of a section, lower case, says that a text is the agent's own:
    /// `persona_file: lead.md`.
    static func askForSelf(_ line: String) -> Bool {
        let key = line.prefix { $0 != ":" && $0 != "=" }
        return selves.contains { key.contains($0) }
    }

    /// Whether a line, lower case, with the keys it lies below, asks for a text at all: settings name
    /// many files, and only such a key loads one.
    static func askForText(_ line: String) -> Bool { texts.contains { line.contains($0) } }

    private static let selves = [
        "persona", "prompt", "soul", "character", "personality", "system_message", "prefill",
    ]
    private static let texts = [
        "prompt", "system", "persona", "instruction", "soul", "character", "memory", "rules",
        "context", "bootstrap", "guideline", "convention", "sessionstart", "fileselector",
    ]
}
