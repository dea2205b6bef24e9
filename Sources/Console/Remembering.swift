extension Grammar {
    /// Commands about time.
    static let remembering = [diff, log, history]

    private static let diff = Command(
        "diff", summary: "say what changed between two snapshots",
        description: [
            "Lists what appeared, vanished, changed, moved or was reclassified: identity first, "
                + "convenience only counted. Something counts as vanished only where both "
                + "snapshots looked; otherwise it was not seen.",
            "With --quiet nothing is printed where nothing changed. Where a scope has one snapshot "
                + "only, there is nothing to compare, and nothing has changed.",
        ],
        operands: [
            Operand(.text("A"), .optional, summary: "the older snapshot; latest~1 by default"),
            Operand(.text("B"), .optional, summary: "the newer snapshot; latest by default"),
        ],
        options: [
            Shared.classes("only changes of this class, and 1 only where there are some")
        ],
        examples: [
            ("bedplate diff latest~7 latest", "what changed over the last seven scans"),
            ("bedplate diff --quiet --class identity", "a line for a nightly job"),
        ],
        exits: [(.no, "they differ")] + Shared.needsInput)

    private static let log = Command(
        "log", summary: "say what changed over time",
        description: ["Lists the kept snapshots, newest first, each with what it changed."],
        options: [
            Option(
                "since", value: .text("AGE"),
                summary: "only the last 24h, 7d or 2w, or since a date such as 2026-03-04")
        ],
        examples: [("bedplate log --since 24h", "what changed since yesterday")],
        exits: Shared.needsInput)

    private static let history = Command(
        "history", summary: "look after the kept snapshots",
        description: [
            "list names what is kept. prune forgets old snapshots. import takes in an inventory "
                + "document."
        ],
        operands: [
            Operand(
                .choice("ACTION", ["list", "prune", "import"]), .one,
                summary: "list, prune or import"),
            Operand(.file("FILE"), .optional, summary: "the document to import"),
        ],
        options: [
            Option(
                "keep", value: .text("N"),
                summary: "how many snapshots of each scope prune leaves; 30 by default")
        ],
        exits: [
            (.noInput, "there is no such document"),
            (.badData, "the document or the history cannot be read"),
            (.busy, "the history is in use by another run"),
            (.cannotCreate, "the history cannot be made"),
        ])
}
