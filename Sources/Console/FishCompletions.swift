extension Grammar {
    /// fish's `complete` builtin.
    var fishCompletions: String {
        var lines = ["complete -c \(program) -f"]
        for command in commands {
            lines.append(
                "complete -c \(program) -n __fish_use_subcommand -a \(command.name)"
                    + " -d \(fishQuoted(command.summary))")
        }
        lines += globals.map { fishOption($0, condition: nil) }
        for command in commands {
            let condition = "__fish_seen_subcommand_from \(command.name)"
            lines += command.options.map { fishOption($0, condition: condition) }
            lines += command.operands.compactMap { fishOperand($0, condition: condition) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func fishOption(_ option: Option, condition: String?) -> String {
        var words = ["complete -c \(program)"]
        if let condition { words.append("-n \(fishQuoted(condition))") }
        words.append("-l \(option.name)")
        if let letter = option.letter { words.append("-s \(letter)") }
        words.append(contentsOf: option.value.map { ["-r", fishAction($0)] } ?? [])
        words.append("-d \(fishQuoted(option.summary))")
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func fishOperand(_ operand: Operand, condition: String) -> String? {
        let names = commands.map(\.name).joined(separator: " ")
        let action =
            operand.value.placeholder == "COMMAND"
            ? "-a \(fishQuoted(names))"
            : fishAction(operand.value)
        guard !action.isEmpty else { return nil }
        return "complete -c \(program) -n \(fishQuoted(condition)) \(action)"
    }

    private func fishAction(_ kind: ValueKind) -> String {
        switch kind {
        case .choice(_, let words): "-a \(fishQuoted(words.joined(separator: " ")))"
        case .file: "-F"
        case .folder: "-a '(__fish_complete_directories)'"
        case .text: ""
        }
    }

    private func fishQuoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
