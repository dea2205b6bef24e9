extension Grammar {
    /// Commands about the program itself.
    static let upkeep = [doctor, completions, help]

    private static let doctor = Command(
        "doctor", summary: "check that the program itself is well",
        description: [
            "Looks at the libraries, the history and its permissions, the policy, and what this "
                + "user may and may not see here."
        ],
        exits: [
            (.incomplete, "something is missing; it is listed"),
            (.badPolicy, "the policy cannot be read; every fault is listed"),
        ])

    private static let completions = Command(
        "completions", summary: "print completions for a shell",
        description: ["Prints a script that completes commands, options and their values."],
        operands: [
            Operand(
                .choice("SHELL", Completions.shells), .one,
                summary: Completions.shells.joined(separator: ", "))
        ],
        examples: [
            (
                "bedplate completions bash > ~/.local/share/bash-completion/completions/bedplate",
                "install them"
            )
        ])

    private static let help = Command(
        "help", summary: "explain a command",
        description: ["Explains a command, or lists them all. With --man it prints a manual page."],
        operands: [Operand(.text("COMMAND"), .optional, summary: "the command to explain")],
        options: [Option("man", summary: "print the manual page (roff)")],
        examples: [("bedplate help --man | man -l -", "read the manual")])
}
