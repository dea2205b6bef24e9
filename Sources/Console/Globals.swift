extension Grammar {
    /// Bedplate's command line.
    public static let bedplate = Grammar(
        program: "bedplate",
        summary: "take stock of an agent's system and plan its move",
        description: [
            "Bedplate looks at a workspace or a host without changing it, says what each thing "
                + "there is and what breaks without it, asks the questions nobody has written the "
                + "answer to, and writes a migration plan that a person can follow.",
            "Data goes to standard output, everything else to standard error. Nothing it looks at "
                + "is changed, and no secret value is ever printed or kept.",
        ],
        globals: [
            Option("json", summary: "print the data as a JSON document"),
            Option("quiet", letter: "q", summary: "say nothing but errors on standard error"),
            Option(
                "color", value: .choice("WHEN", ["auto", "always", "never"]),
                summary: "use colour: auto, always or never; NO_COLOR is respected"),
            Option(
                "history", value: .file("FILE"),
                summary: "keep and look for snapshots in this file"),
            Option("policy", value: .file("FILE"), summary: "read people's answers from this file"),
            Option(
                "scope", value: .text("NAME"),
                summary: "work on the snapshots of this scope: a root, or a name given to one"),
            Option("help", letter: "h", summary: "explain the command"),
            Option("version", summary: "print the version"),
        ],
        commands: looking + understanding + trusting + acting + remembering + upkeep)
}

/// Pieces that several commands share.
enum Shared {
    static let snapshot = Operand(
        .text("SNAPSHOT"), .optional,
        summary: "latest, latest~1, a name, the start of an id, or an inventory document; latest "
            + "where none is given")

    static let from = Option(
        "snapshot", value: .text("SNAPSHOT"), summary: "read this snapshot instead of the latest")

    static func classes(_ summary: String) -> Option {
        Option(
            "class",
            value: .choice("CLASS", ["identity", "state", "config", "convenience", "unknown"]),
            isRepeatable: true, summary: summary)
    }

    static let needsInput: [(status: ExitStatus, meaning: String)] = [
        (.noInput, "there is no such snapshot"),
        (.badData, "the snapshot or document cannot be read"),
    ]

    static let needsPolicy: [(status: ExitStatus, meaning: String)] =
        needsInput + [(.badPolicy, "the policy cannot be read; every fault is listed")]
}
