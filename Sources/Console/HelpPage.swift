extension Grammar {
    /// The page that answers a `help` invocation: the version, the manual, one command, or all.
    ///
    /// Throws a usage error for a command that there is not.
    public func page(
        for invocation: Invocation, version: String, width: Int = 80
    ) throws(UsageError) -> String {
        if invocation.has("version") { return "\(program) \(version)\n" }
        if invocation.has("man") { return manualPage(version: version) }
        guard let name = invocation.operand(0) else { return overview(width: width) }
        guard let command = command(name) else {
            let near = Suggestion.nearest(to: name, among: commands.map(\.name))
            throw UsageError(
                "there is no command '\(name)'", hint: near.map { "did you mean '\($0)'?" })
        }
        return page(of: command, width: width)
    }

    /// The list of commands.
    func overview(width: Int) -> String {
        var lines = ["\(program): \(summary)", ""]
        for paragraph in description { lines += Wrapping.lines(paragraph, width: width) + [""] }
        lines += ["USAGE", "  \(program) COMMAND [OPTION]... [OPERAND]...", "", "COMMANDS"]
        lines += Wrapping.definitions(commands.map { ($0.name, $0.summary) }, width: width)
        lines += ["", "OPTIONS OF EVERY COMMAND"]
        lines += Wrapping.definitions(globals.map { ($0.synopsis, $0.summary) }, width: width)
        lines += ["", "EXIT STATUS"]
        let statuses = ExitStatus.allCases.map { (String($0.rawValue), $0.meaning) }
        lines += Wrapping.definitions(statuses, width: width)
        lines += ["", "'\(program) help COMMAND' explains one."]
        return lines.joined(separator: "\n") + "\n"
    }

    /// One command.
    func page(of command: Command, width: Int) -> String {
        var lines = ["\(program) \(command.name): \(command.summary)", "", "USAGE"]
        lines += ["  \(program) \(command.synopsis)", ""]
        for paragraph in command.description {
            lines += Wrapping.lines(paragraph, width: width) + [""]
        }
        lines += section(
            "OPERANDS", command.operands.map { ($0.value.placeholder, $0.summary) }, width)
        lines += section("OPTIONS", command.options.map { ($0.synopsis, $0.summary) }, width)
        lines += section(
            "OPTIONS OF EVERY COMMAND", globals.map { ($0.synopsis, $0.summary) }, width)
        if !command.examples.isEmpty {
            lines += ["EXAMPLES"]
            for example in command.examples {
                lines += ["  # \(example.purpose)", "  \(example.line)"]
            }
            lines += [""]
        }
        let statuses = command.exitTable.map { (String($0.status.rawValue), $0.meaning) }
        lines += section("EXIT STATUS", statuses, width).dropLast()
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(
        _ title: String, _ pairs: [(term: String, text: String)], _ width: Int
    ) -> [String] {
        pairs.isEmpty ? [] : [title] + Wrapping.definitions(pairs, width: width) + [""]
    }
}
