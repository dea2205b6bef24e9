extension Grammar {
    /// zshcompsys(1), `_arguments`.
    var zshCompletions: String {
        let list = commands.map { "        \(Completions.quoted("\($0.name):\($0.summary)"))" }
        let cases = commands.map { command in
            let specs = command.options.map(zshOption) + command.operands.map(zshOperand)
            let lines = (["                _arguments"] + specs.map { "                    " + $0 })
            return "            \(command.name))\n"
                + (lines + ["                    $globals"]).joined(separator: " \\\n") + " ;;"
        }
        return """
            #compdef \(program)
            _\(program)() {
                local -a commands globals
                commands=(
            \(list.joined(separator: "\n"))
                )
                globals=(
            \(globals.map { "        " + zshOption($0) }.joined(separator: "\n"))
                )
                local context state line
                _arguments -C $globals '1:command:->command' '*::operand:->operand'
                case $state in
                    command) _describe command commands ;;
                    operand)
                        case $line[1] in
            \(cases.joined(separator: "\n"))
                        esac ;;
                esac
            }
            _\(program) "$@"

            """
    }

    private func zshOption(_ option: Option) -> String {
        let star = option.isRepeatable ? "*" : ""
        let summary = option.summary.replacing("[", with: "\\[").replacing("]", with: "\\]")
            .replacing(":", with: "\\:")
        let value = option.value.map { ":\($0.placeholder):\(zshAction($0))" } ?? ""
        return Completions.quoted("\(star)--\(option.name)[\(summary)]\(value)")
    }

    private func zshOperand(_ operand: Operand) -> String {
        let name = operand.value.placeholder
        let lead =
            switch operand.count {
            case .one: ":"
            case .optional: "::"
            case .any: "*:"
            }
        let action =
            name == "COMMAND"
            ? "(\(commands.map(\.name).joined(separator: " ")))" : zshAction(operand.value)
        return Completions.quoted("\(lead)\(name):\(action)")
    }

    private func zshAction(_ kind: ValueKind) -> String {
        switch kind {
        case .choice(_, let words): "(\(words.joined(separator: " ")))"
        case .file: "_files"
        case .folder: "_files -/"
        case .text: ""
        }
    }
}
