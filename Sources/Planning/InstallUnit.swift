internal import Knowledge
internal import Vocabulary

/// Environment files, unit files and timers for services that Bedplate's own units run.
extension PlanBuilder {
    func environmentFile(_ service: Service) -> String { "/etc/bedplate/env/\(unit(service)).env" }

    /// Replacements that hold for one service's configuration.
    func rewrites(for service: Service) -> [Derivation.Rewrite] {
        rewrites.filter { $0.subject == service.id }.map(\.rewrite)
            .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    }

    /// Values travel from the running container's own environment into a 0600 file; all of them,
    /// or those that are named.
    mutating func addEnvironment(_ service: Service, only names: [String]? = nil) {
        guard service.isContainer else { return }
        let id = "install/install/env-\(unit(service))"
        let path = environmentFile(service)
        let edits = rewrites(for: service).map { rewrite in
            "s|\(Self.pattern(rewrite.from))|\(Self.replacement(rewrite.to))|g"
        }
        let take =
            SourceText.container(service) + "\n"
            + "docker inspect --format '{{range .Config.Env}}{{println .}}{{end}}' \"$c\" | sed"
            + (names.map {
                " --quiet --regexp-extended '/^(\($0.joined(separator: "|")))=/p' | sed"
            }
                ?? "")
            + " --expression '/^$/d' --expression 's/\\\\/\\\\\\\\/g; s/\"/\\\\\"/g; s/=\\(.*\\)$/=\"\\1\"/'"
        let edit = edits.map { " --expression \(ShellText.quote($0))" }.joined()
        let put =
            "\(OwnFolder.making("env", mode: "0700"))\n"
            + "\(edit.isEmpty ? "cat" : "sed\(edit)") > \(path).new\n"
            + "chmod 0600 \(path).new\nmv \(path).new \(path)"
        let carried = carry(
            Piece(
                kind: "environment", service: service,
                title: "the variables of \(service.name) are taken out", from: service.name,
                take: take, put: put))
        guard let body = carried else { return }
        let derivation = Derivation(
            from: "container:\(Identifiers.group(of: service.id) ?? "")/\(service.name)",
            names: names ?? service.environment, rewrites: rewrites(for: service), to: path,
            script: script(id, body))
        var step = Step(
            id, .install, "\(service.name) gets its variables", subject: service.id,
            place: target.place, action: .derive(derivation),
            verify: [
                Check(
                    "private", .look("stat --format %a \(path)"), .equals("600"),
                    proves: "only root can read the values"),
                Check(
                    "names", .look(namesProbe(names ?? service.environment, path)), .equals("0"),
                    proves: "every variable that is known by name is set"),
            ],
            rollback: removal(path, in: "env"), proven: .runHere)
        step.needs = arrived
        step.effects.writes = ["\(target.place):\(path)"]
        step.evidence =
            service.environmentFrom.map { source in
                Evidence(
                    .declared, rule: "plan.environment",
                    says: "sets \(source.names.count) variables", at: source.file.text)
            } + [PlanFacts.variables(service)]
        add(step, to: .install)
    }

    /// Takes a file away where its step put it, and its folder once nothing is left there.
    func removal(_ path: String, in folder: String) -> Action {
        .look("rm --force \(ShellText.quote(path))\n\(OwnFolder.leaving(folder))")
    }

    private func namesProbe(_ known: [String], _ path: String) -> String {
        let names = known.map(ShellText.quote).joined(separator: " ")
        guard !names.isEmpty else { return "echo 0" }
        return "missing=0; for name in \(names); do grep --quiet \"^$name=\" \(path) "
            + "|| missing=$((missing + 1)); done; echo \"$missing\""
    }

    /// A text as a basic regular expression that matches only itself.
    static func pattern(_ text: String) -> String {
        text.map { "\\.*[]^$|".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    /// A text as the replacement of `s`.
    static func replacement(_ text: String) -> String {
        text.map { "\\&|".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    /// A unit that a host has today is brought over as its file stands, drop-ins included
    /// (systemd.unit(5)).
    mutating func addHostUnit(_ service: Service) {
        guard !isInPlace, let file = service.definedIn else { return }
        let travels = roots.contains { $0.place == service.place && file.isWithin($0.path) }
        if travels { return }
        let id = "install/install/unit-\(unit(service))"
        let name = file.name.text
        let to = "/etc/systemd/system/\(name)"
        let (quoted, over) = (ShellText.quote(name), ShellText.quote(name + ".d"))
        let take = """
            cd \(ShellText.quote(file.folder.text))
            if [ -d \(over) ]; then set -- \(quoted) \(over); else set -- \(quoted); fi
            tar --create --file - --owner=0 --group=0 "$@"
            """
        let put = "tar --extract --file - --directory /etc/systemd/system"
        let carried = carry(
            Piece(
                kind: "unit", service: service,
                title: "the unit \(name) is taken out, with what is laid over it",
                from: file.text, take: take, put: put))
        guard let body = carried else { return }
        let derivation = Derivation(
            from: file.text, names: [], rewrites: [], to: to, script: script(id, body))
        var step = Step(
            id, .install, "the unit \(name) is brought over, with what is laid over it",
            subject: service.id, place: target.place, action: .derive(derivation),
            verify: [
                Check(
                    "there", .look("test -s \(ShellText.quote(to))"),
                    proves: "the unit file is on the target", doesNotProve: "that its user is")
            ],
            rollback: .run(argv: ["rm", "--recursive", "--force", to, to + ".d"]))
        step.needs = arrived
        step.effects.writes = ["\(target.place):\(to)"]
        step.evidence = facts(service)
        add(step, to: .install)
    }

    /// The unit, and the timer of a schedule, as files of the plan.
    mutating func addUnit(_ service: Service) {
        if let line = crontabLine(service) { addJob(service, line) }
        guard let unitText = UnitText(service, in: self) else {
            askForProgram(service)
            return
        }
        if case .problem(let question) = unitText.start {
            ask(service.id, question, because: "its program or schedule could not be read")
        }
        for (name, text) in unitText.files { file("files/systemd/\(name)", text) }
        let id = "install/install/unit-\(unit(service))"
        let names = unitText.files.map(\.name)
        let body = names.map { name in
            "install --mode 0644 \(Self.folder)/files/systemd/\(name) /etc/systemd/system/\(name)"
        }
        let paths = names.map { "/etc/systemd/system/\($0)" }
        var step = Step(
            id, .install, "a unit for \(service.name)", subject: service.id, place: target.place,
            action: run(id, (body + makeFolders(service)).joined(separator: "\n")),
            verify: names.map { name in
                Check(
                    "same-\(TargetNames.clean(name))",
                    .look("cmp \(Self.folder)/files/systemd/\(name) /etc/systemd/system/\(name)"),
                    proves: "\(name) is the plan's")
            },
            rollback: .run(argv: ["rm", "--force"] + paths))
        step.needs = ids(.prepare) + ids(.install).filter { $0.hasSuffix("/users") }
        step.effects.writes = paths.map { "\(target.place):\($0)" }
        step.evidence = facts(service)
        add(step, to: .install)
    }

    private func makeFolders(_ service: Service) -> [String] {
        carriages.filter { $0.owner?.id == service.id && $0.method == .tree }.map {
            "install --directory --mode 0755 \(ShellText.quote($0.targetPath))"
        }
    }

    private mutating func askForProgram(_ service: Service) {
        // An agent's own scheduler carries its jobs with its state: there is no unit to write.
        guard !service.kinds.contains("agent-schedule") else { return }
        ask(
            service.id, "Which program is \(service.name), and with which arguments?",
            because: "the inventory does not show what it runs, so no unit can be written")
    }
}
