extension Grammar {
    /// Commands that take and show an inventory.
    static let looking = [scan, show, explain]

    private static let scan = Command(
        "scan", summary: "take an inventory and keep it as a snapshot",
        description: [
            "Walks every root, reads what it finds there, decides what each item is and what "
                + "breaks without it, finds the services and what they need, keeps the result as a "
                + "snapshot and prints a summary.",
            "Every path that was walked is listed, rolled up or excluded with a reason. Where the "
                + "numbers do not add up, or something could not be read, the exit status is 3 and "
                + "the gaps are listed.",
        ],
        operands: [
            Operand(
                .folder("ROOT"), .any,
                summary: "folders to look at, here or as DEST:PATH; the current one by default")
        ],
        options: [
            Option("name", value: .text("NAME"), summary: "give the snapshot a name"),
            Option(
                "host", value: .text("DEST"), isRepeatable: true,
                summary: "look at the home of [user@]host[:port], over SSH"),
            Option(
                "hosts", value: .file("FILE"),
                summary: "look at every DEST or DEST:PATH that stands in a file, one a line"),
            Option(
                "transport", value: .choice("HOW", ["auto", "libssh2", "ssh"]),
                summary: "carry bytes by the library or by the system's ssh"),
            Option(
                "accept-new-hosts",
                summary: "let in hosts whose key is not known, and keep their key"),
            Option(
                "ssh-config", value: .file("FILE"),
                summary: "read this configuration in place of ~/.ssh/config"),
            Option(
                "deploy",
                summary: "put our probe on each host for as long as it looks: this writes there"),
            Option("no-history", summary: "keep nothing; keyed digests are left out"),
            Option(
                "running",
                summary: "look at containers, units, sockets and schedules of the place too"),
            Option("deep", summary: "list the contents of regenerable trees too"),
            Option("paranoid", summary: "read every file again, changed or not"),
            Option("cross-mounts", summary: "go into other file systems mounted below a root"),
            Option(
                "exclude", value: .text("PATTERN"), isRepeatable: true,
                summary: "leave out what matches; what it hides is counted and listed"),
        ],
        examples: [
            ("bedplate scan", "look at the current folder"),
            ("bedplate scan --name before-upgrade /srv/agent", "keep a snapshot under a name"),
            ("bedplate scan web-2:/srv/agent", "look at a folder of another machine"),
            ("bedplate scan --deploy web-2:/srv/agent", "the same, by a program put there for it"),
        ],
        exits: [
            (.incomplete, "something could not be read; the gaps are listed"),
            (.noInput, "a root does not exist"),
            (.unreachable, "no place could be reached; where some were, the status is 3"),
            (.busy, "the history is in use by another run"),
            (.cannotCreate, "the history cannot be made"),
            (.badPolicy, "the policy cannot be read; every fault is listed"),
        ])

    private static let show = Command(
        "show", summary: "print a snapshot",
        description: [
            "Prints what a snapshot holds, or the part of it that the options ask for."
        ],
        operands: [Shared.snapshot],
        options: [
            Shared.classes("only items of this class"),
            Option("service", value: .text("ID"), summary: "only this service, by id or name"),
            Option("holding-secrets", summary: "only items that hold secrets"),
            Option("redact", summary: "make a copy fit to mail"),
        ],
        examples: [
            ("bedplate show --class identity", "what makes the agent itself"),
            ("bedplate show --json > inventory.json", "a document to keep or mail"),
        ],
        exits: Shared.needsInput)

    private static let explain = Command(
        "explain", summary: "say why: every piece of evidence",
        description: [
            "Says what an item, service or store was judged to be, and every piece of evidence "
                + "for it with the file and line it comes from."
        ],
        operands: [
            Operand(
                .file("PATH|ID"), .one, summary: "a path, an id, or the unique name of a service")
        ],
        options: [Shared.from],
        examples: [("bedplate explain SOUL.md", "why this file is what it is said to be")],
        exits: [
            (.noInput, "nothing of that name is in the snapshot"),
            (.badData, "the snapshot or document cannot be read"),
        ])
}
