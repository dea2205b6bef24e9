extension Grammar {
    /// bash(1), *Programmable Completion*.
    var bashCompletions: String {
        let names = commands.map(\.name).joined(separator: " ")
        let valued = (globals + commands.flatMap(\.options)).filter { $0.value != nil }
        var seen: Set<String> = []
        let cases = valued.filter { seen.insert($0.name).inserted }.map(bashCase)
        let perCommand = commands.map { command in
            let words = options(of: command).map { "--\($0.name)" }
            let choices = command.operands.flatMap(\.value.choices)
            return
                "        \(command.name)) words=\"\((words + choices).joined(separator: " "))\" ;;"
        }
        return """
            _\(program)() {
                local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
                local command="" words="" word
                COMPREPLY=()
                case "$previous" in
            \(cases.joined(separator: "\n"))
                esac
                for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                    case " \(names) " in *" $word "*) command="$word"; break ;; esac
                done
                case "$command" in
            \(perCommand.joined(separator: "\n"))
                    *) words="\(names) \(globals.map { "--\($0.name)" }.joined(separator: " "))" ;;
                esac
                if [[ "$command" == help ]]; then words="$words \(names)"; fi
                COMPREPLY=($(compgen -W "$words" -- "$current"))
                if [[ -n "$command" && "$current" != -* ]]; then
                    COMPREPLY+=($(compgen -f -- "$current"))
                fi
            }
            complete -o filenames -F _\(program) \(program)

            """
    }

    private func bashCase(_ option: Option) -> String {
        let action =
            switch option.value {
            case .choice(_, let words): "-W \"\(words.joined(separator: " "))\""
            case .folder: "-d"
            case .file: "-f"
            case .text, nil: "-W \"\""
            }
        return
            "        --\(option.name)) COMPREPLY=($(compgen \(action) -- \"$current\")); return ;;"
    }
}
