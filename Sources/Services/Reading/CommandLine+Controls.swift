import Vocabulary

/// What a command line starts, stops, restarts and enters.
extension CommandLine {
    mutating func readControls(_ words: [String]) {
        guard let first = words.first else { return }
        let name = first.split(separator: "/").last.map(String.init) ?? first
        let rest = Array(words.dropFirst())
        switch name {
        case "docker", "podman":
            readCall(rest)
            readEngine(rest)
        case "docker-compose", "podman-compose":
            readCall(["compose"] + rest)
            readCompose(rest)
        case "systemctl": readVerb(rest, tool: "systemctl", verbs: Self.unitVerbs)
        case "service":
            if rest.count > 1 {
                controls.append(
                    Control(verb: rest[1], tool: "systemctl", names: [rest[0]], folder: nil))
            }
        case "pm2", "supervisorctl": readVerb(rest, tool: name, verbs: Self.unitVerbs)
        default: break
        }
    }

    /// Takes note of what is asked of the engine; flags of `exec` that nobody has described leave the
    /// program unsaid.
    private mutating func readCall(_ words: [String]) {
        let isCompose = words.first == "compose"
        let valued = isCompose ? Self.composeValued : ["-H", "--host", "--context", "-l"]
        let rest = isCompose ? Array(words.dropFirst()) : words
        guard let verb = operands(rest, valued: valued).first, Self.askedVerbs.contains(verb),
            let at = rest.firstIndex(of: verb)
        else { return }
        var call = EngineCall(verb: isCompose ? "compose \(verb)" : verb)
        let behind = Array(rest[(at + 1)...])
        let own = operands(behind, valued: ["-u", "--user", "-e", "--env", "-w", "--workdir"])
        if ["exec", "cp", "logs", "run"].contains(verb), let name = own.first {
            call.container = Redaction.name(
                name.split(separator: ":").first.map(String.init) ?? name)
        }
        if verb == "exec", let flags = ExecFlags(behind), flags.operands.count > 1 {
            let path = flags.operands[1]
            call.program = Redaction.name(path.split(separator: "/").last.map(String.init) ?? path)
            (call.user, call.folder, call.variables) = (flags.user, flags.folder, flags.variables)
        }
        calls.append(call)
    }

    /// What an engine and its compose can be asked for; any other word may be a value.
    private static let askedVerbs: Set<String> = [
        "attach", "build", "commit", "config", "container", "cp", "create", "diff", "down",
        "events", "exec", "export", "image", "images", "import", "info", "inspect", "kill", "load",
        "logs",
        "network", "pause", "port", "ps", "pull", "push", "restart", "rm", "run", "save", "start",
        "stats", "stop", "system", "top", "unpause", "up", "update", "volume", "wait",
    ]

    private static let composeValued = [
        "-f", "--file", "-p", "--project-name", "--project-directory", "--env-file", "--profile",
    ]
    private static let unitVerbs = [
        "start", "stop", "restart", "reload", "try-restart", "reload-or-restart", "enable",
        "disable", "kill",
    ]
    private static let engineVerbs = ["start", "stop", "restart", "kill", "rm", "pause", "unpause"]
    private static let composeVerbs = [
        "up", "down", "start", "stop", "restart", "run", "create", "pull", "kill", "rm",
    ]

    private mutating func readEngine(_ words: [String]) {
        guard let verb = words.first(where: { $0.first != "-" }) else { return }
        let rest = Array(words.drop { $0 != verb }.dropFirst())
        switch verb {
        case "compose": readCompose(rest)
        case "exec", "logs", "cp", "attach", "top", "inspect":
            if verb == "exec" || verb == "cp" {
                let operand = operands(
                    rest, valued: ["-u", "--user", "-e", "--env", "-w", "--workdir"]
                ).first
                if let name = operand?.split(separator: ":").first { entered.append(String(name)) }
            }
        case let verb where Self.engineVerbs.contains(verb):
            controls.append(
                Control(
                    verb: verb, tool: "docker",
                    names: operands(rest, valued: ["-t", "--time", "-s"]), folder: folder))
        default: break
        }
    }

    private mutating func readCompose(_ words: [String]) {
        var place = folder
        for (index, word) in words.enumerated()
        where ["-f", "--file", "--project-directory"].contains(word) && index + 1 < words.count {
            place = words[index + 1]
        }
        let plain = operands(words, valued: Self.composeValued)
        guard let verb = plain.first else { return }
        let names = Array(plain.dropFirst())
        if verb == "exec" {
            if let name = operands(names, valued: ["-u", "-e", "-w"]).first {
                entered.append(name)
            }
        } else if Self.composeVerbs.contains(verb) {
            let value = verb == "run" ? Array(names.prefix(1)) : names.filter { Int($0) == nil }
            controls.append(Control(verb: verb, tool: "compose", names: value, folder: place))
        }
    }

    private mutating func readVerb(_ words: [String], tool: String, verbs: [String]) {
        let plain = operands(words, valued: ["-M", "-H", "-c", "-n", "--lines"])
        guard let verb = plain.first, verbs.contains(verb) else { return }
        controls.append(
            Control(verb: verb, tool: tool, names: Array(plain.dropFirst()), folder: folder))
    }

    private func operands(_ words: [String], valued: [String]) -> [String] {
        var found: [String] = []
        var skips = false
        for word in words {
            if skips {
                skips = false
            } else if word.first == "-" {
                skips = valued.contains(word)
            } else {
                found.append(word)
            }
        }
        return found
    }
}
