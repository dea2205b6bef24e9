extension Grammar {
    /// Commands by which a person lets something happen.
    static let trusting = [approve, trust]

    private static let approve = Command(
        "approve", summary: "sign a plan",
        description: [
            "Signs a plan's id with an owner's key, through ssh-keygen, and lays the approval into "
                + "the plan's folder. It covers the stages and hosts that are named, until it "
                + "expires, and begins one run. A file that calls itself approved counts for "
                + "nothing.",
            "While a hole that blocks approval, or a question of the plan, is open, or a step of "
                + "those stages cannot be undone, nothing is signed: settle it and plan again, or "
                + "accept it by its id with a reason. retire is approved later, by itself.",
        ],
        operands: [Operand(.folder("PLAN"), .one, summary: "a plan's folder")],
        options: [
            Option(
                "as", value: .text("PRINCIPAL"), isRequired: true,
                summary: "the name that the owners of the hosts list you under"),
            Option(
                "key", value: .file("KEY"), isRequired: true,
                summary: "your private key file, or the public key of one in an agent"),
            Option(
                "stages", value: .text("STAGES"),
                summary: "only these, comma-separated; all but retire by default"),
            Option(
                "hosts", value: .text("HOSTS"),
                summary: "only these places, comma-separated; all that the stages touch by default"
            ),
            Option(
                "expires", value: .text("WHEN"),
                summary: "72h, 7d, or a moment such as 2027-01-01T00:00:00Z; 72h by default"),
            Option(
                "accept", value: .text("ID=REASON"), isRepeatable: true,
                summary: "live with an open hole, a question, or a step that cannot be undone"),
        ],
        examples: [
            ("bedplate approve move --as ada@example.org --key ~/.ssh/id_ed25519_sk", "sign"),
            ("bedplate approve move --as ada --key ada.pub --stages retire", "let the old go"),
        ],
        exits: [
            (.noInput, "there is no such plan or key"),
            (.badData, "plan.json is none that this version knows"),
            (.waiting, "matters are open; they are listed with their ids"),
            (.notApproved, "the plan is not what its MANIFEST says, or the key did not sign"),
            (.cannotCreate, "the approval cannot be written"),
        ])

    private static let trust = Command(
        "trust", summary: "print what lets a person approve on a host",
        description: [
            "Prints the commands that a person runs once, as root, on a host, to say who may "
                + "approve what changes it: one line of /etc/bedplate/owners. It never runs them."
        ],
        options: [
            Option("print", isRequired: true, summary: "print the commands"),
            Option(
                "as", value: .text("PRINCIPAL"), isRequired: true,
                summary: "the name to approve under, such as an address"),
            Option(
                "key", value: .file("KEY.pub"), isRequired: true,
                summary: "the public key to approve with"),
        ],
        examples: [
            (
                "bedplate trust --print --as ada@example.org --key ~/.ssh/id_ed25519_sk.pub",
                "read it, then run it on the host"
            )
        ],
        exits: [(.noInput, "there is no such key")])
}
