extension Grammar {
    /// The manual page in roff, macro package man(7).
    public func manualPage(version: String) -> String {
        var lines = [
            ".TH \(program.uppercased()) 1 \"\" \"\(program) \(version)\" \"User Commands\""
        ]
        lines += [".SH NAME", Roff.text("\(program) - \(summary)")]
        lines += [".SH SYNOPSIS", ".B \(program)", Roff.text("COMMAND [OPTION]... [OPERAND]...")]
        lines += [".SH DESCRIPTION"] + description.flatMap { [".PP", Roff.text($0)] }
        lines += [".SH COMMANDS"] + commands.flatMap(manual(of:))
        lines += [".SH OPTIONS OF EVERY COMMAND"]
        lines += globals.flatMap { Roff.item($0.synopsis, $0.summary) }
        lines += [".SH EXIT STATUS"]
        lines += ExitStatus.allCases.flatMap { Roff.item(String($0.rawValue), $0.meaning) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func manual(of command: Command) -> [String] {
        var lines = [".SS \(Roff.text(program + " " + command.synopsis))"]
        lines += command.description.flatMap { [".PP", Roff.text($0)] }
        lines += command.operands.flatMap { Roff.item($0.value.placeholder, $0.summary) }
        lines += command.options.flatMap { Roff.item($0.synopsis, $0.summary) }
        if !command.examples.isEmpty { lines += [".PP", "Examples:"] }
        for example in command.examples {
            lines += [".PP", Roff.text(example.purpose + ":"), ".PP", ".RS 4", ".nf"]
            lines += [Roff.text(example.line), ".fi", ".RE"]
        }
        let own = command.exits.map { "\($0.status.rawValue) (\($0.meaning))" }
        if !own.isEmpty {
            lines += [
                ".PP",
                Roff.text(
                    "Exit status beside the common ones: " + own.joined(separator: "; ") + "."),
            ]
        }
        return lines
    }
}

/// The few things roff gives a meaning to.
enum Roff {
    /// Text in which nothing is an order to the formatter.
    static func text(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            .replacing("'", with: "\\(aq").replacing("~", with: "\\(ti")
        return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }

    /// A term and what it means.
    static func item(_ term: String, _ meaning: String) -> [String] {
        [".TP", ".B \(text(term))", text(meaning)]
    }
}
