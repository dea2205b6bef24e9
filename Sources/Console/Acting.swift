extension Grammar {
    /// Commands that change hosts, each of them within a plan that a person has signed.
    static let acting = [drill, migrate, resume, confirm, rollback, retire, status, unlock]

    private static let plan = Operand(.folder("PLAN"), .one, summary: "a plan's folder")

    private static let run = Operand(
        .text("RUN"), .optional,
        summary: "a run's id or the start of it; the only open run where none is given")

    private static let configuration = Option(
        "ssh-config", value: .file("FILE"),
        summary: "read this configuration in place of ~/.ssh/config")

    private static let transport = Option(
        "transport", value: .choice("HOW", ["auto", "libssh2", "ssh"]),
        summary: "carry bytes by the library or by the system's ssh")

    private static let signer = [
        Option(
            "as", value: .text("PRINCIPAL"), isRequired: true,
            summary: "who answers, as the owners name them"),
        Option(
            "key", value: .file("KEY"), isRequired: true,
            summary: "the key they sign with: a private key's file, or the public half of one that "
                + "the agent holds"),
    ]

    private static let stages = [
        "preflight", "prepare", "safeguard", "freeze", "export", "verify-export", "transfer",
        "install", "import", "verify-import", "cutover", "observe",
    ]

    private static let goesOn: [(status: ExitStatus, meaning: String)] = [
        (.no, "it stopped safely where a check or an action failed"),
        (.noInput, "there is no such plan or run"),
        (.badData, "the plan or the journal is not what it should be"),
        (.unreachable, "a place stopped answering; how its step ended is looked at on resume"),
        (.busy, "another run holds a host, or another process this run"),
        (.waiting, "a person must answer or act; it says who and what"),
        (.notApproved, "nobody who may has approved it, or a file changed since"),
    ]

    private static let drill = Command(
        "drill", summary: "rehearse a plan on a scratch host",
        description: [
            "Carries the plan's steps out on a host that is there to be thrown away, times each of "
                + "them, and takes everything back. The source goes on running: its data is read "
                + "while it is in use, and nothing on it is stopped. Nothing gets out of the "
                + "scratch host, and no schedule fires there. Of a recovery, what is kept is read "
                + "where it lies, and no other place is asked.",
            "Once everything has arrived, each kind of asset is changed for the worse: the checks "
                + "must see it. What was shown is written to drills/ beside the history, and "
                + "counts for 90 days; migrate --demand-drill asks for it.",
            "A scratch host has no owners, no containers, no files below /srv and /opt, and "
                + "nothing but SSH that listens. No approval is needed.",
        ],
        operands: [plan],
        options: [
            Option(
                "on", value: .text("HOST"), isRequired: true,
                summary: "the scratch host: [user@]host[:port]"),
            configuration, transport,
        ],
        examples: [
            ("bedplate drill move --on scratch", "what would the move take, and does it work?")
        ],
        exits: [
            (.no, "a step or a check failed, or a change for the worse was not seen"),
            (.noInput, "there is no such plan, or no snapshot of it in the history"),
            (.badData, "the plan is not the one that its snapshot and policy give"),
            (.unreachable, "a place stopped answering"),
            (.busy, "another run holds a host"),
            (.notApproved, "the host has owners: it is no scratch host"),
            (.interrupted, "it was ended, and everything taken back"),
        ])

    private static let migrate = Command(
        "migrate", summary: "carry out a plan that was approved",
        description: [
            "Carries the plan's steps out in order: looks before, writes down what it is about to "
                + "do, does it, looks after. What fails stops it; nothing after that is begun.",
            "It begins only with an approval that an owner of every host it changes has signed, "
                + "and runs only bytes that were signed. A step that would take this process down "
                + "is never carried out: it says who must do it, and from where.",
            "With --until verify-export it is a backup: once the exports are whole, everything else "
                + "is undone, the source goes on as before, and the run is over. Where the exports "
                + "are kept, and for whom, the policy says (exports: keep, encrypt_to).",
            "The stage retire is never part of it; see retire.",
        ],
        operands: [plan],
        options: [
            Option("dry-run", summary: "say what would be done; change nothing"),
            Option(
                "until", value: .choice("STAGE", stages),
                summary: "end after this stage; resume goes on"),
            Option(
                "demand-drill",
                summary: "begin only where a drill of this plan held within the last 90 days"),
            configuration, transport,
        ],
        examples: [("bedplate migrate move --until verify-export", "a backup that was looked at")],
        exits: goesOn)

    private static let resume = Command(
        "resume", summary: "go on with a run that came to rest",
        description: [
            "Looks at the step whose outcome nobody knows, and goes on from what it sees. An open "
                + "run may go on whatever expired or changed since it began; that is told."
        ],
        operands: [run],
        options: [
            Option("until", value: .choice("STAGE", stages), summary: "end after this stage"),
            configuration, transport,
        ],
        exits: goesOn)

    private static let confirm = Command(
        "confirm", summary: "answer what a run waits for",
        description: [
            "Signs a person's answer to one step of a run: that it may go on, or that they did "
                + "what the step asks of them. Then resume, or rollback, goes on."
        ],
        operands: [
            Operand(.text("RUN"), .one, summary: "a run's id or the start of it"),
            Operand(.text("STEP"), .one, summary: "the step's id"),
        ],
        options: [configuration, transport] + signer,
        exits: [
            (.noInput, "there is no such run, step or key"),
            (.unreachable, "a host could not be reached to read its owners"),
            (.notApproved, "the owners do not let that key answer"),
        ])

    private static let rollback = Command(
        "rollback", summary: "take a run back, data included",
        description: [
            "Undoes every step that may have changed something, the last one first, with the same "
                + "checks. An undo that fails ends it there, because what would start after it "
                + "could live twice."
        ],
        operands: [run], options: [configuration, transport],
        examples: [("bedplate rollback", "the source runs again")],
        exits: goesOn)

    private static let retire = Command(
        "retire", summary: "take the old away, for good",
        description: [
            "Carries out the stage retire of a run whose every other step is done. It cannot be "
                + "undone and needs an approval of its own."
        ],
        operands: [Operand(.text("RUN"), .one, summary: "a run's id or the start of it")],
        options: [configuration, transport], exits: goesOn)

    private static let status = Command(
        "status", summary: "tell how far runs are",
        description: ["Lists the runs, or tells one of them step by step from its journal."],
        operands: [
            Operand(.text("RUN"), .optional, summary: "a run's id or the start of it")
        ],
        exits: [
            (.noInput, "there is no such run"),
            (.badData, "the journal is not what it should be"),
        ])

    private static let unlock = Command(
        "unlock", summary: "end a dead run's claim on a host",
        description: [
            "Says which run holds a host and ends that claim. Use it where the run is gone for "
                + "good; a run that is open is ended by rollback or retire."
        ],
        operands: [Operand(.text("HOST"), .one, summary: "[user@]host[:port], or local")],
        options: [configuration, transport],
        exits: [(.unreachable, "the host could not be reached")])
}
