extension Grammar {
    /// Commands that reason about a snapshot.
    static let understanding = [graph, impact, holes, plan, check]

    private static let graph = Command(
        "graph", summary: "draw services, stores and what needs what",
        description: [
            "Prints the graph of services, stores and external endpoints, the order to start and "
                + "stop them in, the cycles, and the things whose loss breaks others."
        ],
        options: [
            Option(
                "format", value: .choice("FORMAT", ["text", "dot", "mermaid", "json", "svg"]),
                summary: "text, dot, mermaid, json or svg; text by default"),
            Shared.from,
        ],
        examples: [("bedplate graph --format dot | dot -Tsvg > graph.svg", "draw it")],
        exits: Shared.needsInput)

    private static let impact = Command(
        "impact", summary: "say what breaks if this goes",
        description: [
            "Lists everything that would break without a service or store, how, and along which "
                + "dependencies."
        ],
        operands: [Operand(.text("ID"), .one, summary: "an id, or a unique name")],
        options: [Shared.from],
        examples: [("bedplate impact postgres", "what needs the database")],
        exits: [
            (.noInput, "nothing of that name is in the snapshot"),
            (.badData, "the snapshot or document cannot be read"),
        ])

    private static let holes = Command(
        "holes", summary: "ask what nobody has written down",
        description: [
            "Lists the questions that the system raises and no document answers, the most "
                + "load-bearing first, each with the line that would answer it.",
            "What people wrote in bedplate.yaml closes them. Every rule is described in "
                + "Docs/holes.md.",
        ],
        options: [
            Option("sarif", summary: "print them as SARIF 2.1.0"),
            Option(
                "fail-on", value: .choice("SEVERITY", ["low", "medium", "high"]),
                summary: "end with 1 where one this severe or worse is open"),
            Shared.from,
        ],
        examples: [("bedplate holes --fail-on high", "a check for a nightly job")],
        exits: [(.no, "--fail-on was reached")] + Shared.needsPolicy)

    private static let plan = Command(
        "plan", summary: "write the migration plan, a folder",
        description: [
            "Writes plan.json, migration-plan.md and every file the plan needs into a folder, from "
                + "a snapshot alone: nothing is connected to and nothing is run.",
            "What is not known of the target is assumed, said so, and checked by the plan's first "
                + "stage. A document that was edited by hand is never overwritten: the new one is "
                + "written beside it.",
        ],
        options: [
            Option(
                "to", value: .text("TARGET"), isRequired: true,
                summary: "[user@]host[:port], an alias of ~/.ssh/config, or local"),
            Option(
                "from", value: .text("SNAPSHOT"),
                summary: "plan from this snapshot instead of the latest"),
            Option("out", value: .folder("DIR"), summary: "write into this folder"),
            Option(
                "recover",
                summary: "the source is gone: restore what --exports holds, and ask it nothing"),
            Option(
                "exports", value: .folder("DIR"),
                summary: "kept exports that a recovery restores from"),
            Option(
                "generation", value: .text("ID"),
                summary: "of several runs' exports there, those of this run, moment or folder"),
            Option(
                "exports-key", value: .file("FILE"),
                summary: "the private key that opens exports which are encrypted"),
            Option(
                "target-profile", value: .choice("PROFILE", ["debian-12"]),
                summary: "what to assume of a target that was never scanned"),
        ],
        examples: [
            ("bedplate plan --to root@new-host --out move", "a plan to read and follow"),
            (
                "bedplate plan --recover --exports /srv/kept/web-1 --to new-host --out back",
                "bring back what is gone"
            ),
        ],
        exits: [
            (.incomplete, "the plan is written; holes that block it are listed"),
            (.cannotCreate, "the folder cannot be written"),
        ] + Shared.needsPolicy)

    private static let check = Command(
        "check", summary: "look again at the facts a plan rests on",
        description: [
            "Compares the facts a plan rests on with a newer snapshot and says which steps are no "
                + "longer true, and why.",
            "With --quiet nothing is printed where every step holds.",
        ],
        operands: [
            Operand(
                .folder("PLAN"), .optional, summary: "a plan's folder; the current one by default")
        ],
        options: [Shared.from],
        exits: [
            (.no, "steps went stale"),
            (.noInput, "there is no such plan or snapshot"),
            (.badData, "the plan is not what its MANIFEST says, or cannot be read"),
            (.badPolicy, "the policy cannot be read; every fault is listed"),
        ])
}
