internal import Knowledge
internal import Vocabulary

/// Scripts, units and schedules that call the container engine: on the target there is none, or no
/// such container. Each is put to a person, with a way that calls the program itself where its
/// engine's playbook knows the program.
extension PlanBuilder {
    /// A call, where it stands on the target, and what shall stand there.
    struct Rewriting {
        let call: EngineCall
        let path: String
        /// The line counted from 1; nil for every line.
        let line: Int?
        let owner: Service
        let playbook: Playbook
        let program: String
        let tries: [String]
        let connect: [String]
    }

    /// The calls that a service makes and that will fail on the target.
    func failingCalls(_ service: Service) -> [(call: EngineCall, to: [Service])] {
        guard !service.isContainer else { return [] }
        let isSupervisor = Self.supervised(services, inventory.dependencies)[service.id] != nil
        return service.evidence.compactMap(EngineCall.init).compactMap { call in
            let others = called(by: service, call)
            let isControl = !["exec", "cp", "run", "logs"].contains(
                call.verb.split(separator: " ").last.map(String.init) ?? "")
            if isSupervisor && isControl { return nil }
            let stay = others.filter { strategy($0) == "stays-in-container" }
            if !others.isEmpty && stay.count == others.count { return nil }
            return (call, others)
        }
    }

    /// The services that a call reaches, as the edges of the same line say.
    private func called(by service: Service, _ call: EngineCall) -> [Service] {
        inventory.dependencies.filter { edge in
            edge.from == service.id && edge.evidence.contains { $0.at == call.at }
        }.compactMap { self.service($0.to) }.filter(\.isContainer)
    }

    /// Asks about every call, and writes the steps that rewrite those which can be.
    mutating func addCalls(_ service: Service, needs gate: String) {
        for (index, found) in failingCalls(service).enumerated() {
            let at = found.call.at ?? service.name
            guard let rewriting = rewriting(service, found.call, found.to) else {
                ask(
                    service.id,
                    "What does \(service.name) do instead of \(Self.told(found.call)) at \(at)?",
                    because: "it asks a container engine, and on the target "
                        + (found.to.isEmpty ? "there may be none" : "there is no such container"))
                continue
            }
            let id = "cutover/switch/call-\(unit(service))" + (index > 0 ? "-\(index + 1)" : "")
            ask(
                service.id,
                "May \(service.name) call \(rewriting.words) on the target itself, instead of "
                    + "\(Self.told(found.call)), at \(at)?",
                because: "the container will be gone; the step \(id) changes these words and no "
                    + "others, and whoever runs it there must be let in by \(rewriting.owner.name)")
            addRewriting(service, rewriting, id, gate)
        }
    }

    private static func told(_ call: EngineCall) -> String {
        let whom = call.container.isEmpty ? "" : " \(call.container)"
        return "docker \(call.verb)\(whom)" + (call.program.isEmpty ? "" : " \(call.program)")
    }

    private func rewriting(
        _ service: Service, _ call: EngineCall, _ others: [Service]
    ) -> Rewriting? {
        guard call.verb.hasSuffix("exec"), others.count == 1, !call.program.isEmpty,
            ["package", "upstream-apt"].contains(strategy(others[0])),
            let playbook = playbook(others[0]), let tries = playbook.clients[call.program],
            let (path, line) = standsAt(service, call)
        else { return nil }
        var context = hostContext(playbook, alone: false)
        if let listener = listeners.of(others[0].id).first {
            context.values["port"] = String(listener.bound)
            context.values["address"] = listener.address == "*" ? "127.0.0.1" : listener.address
        }
        let text = CommandText(playbook.procedures, context)
        return Rewriting(
            call: call, path: path, line: line, owner: others[0], playbook: playbook,
            program: call.program, tries: tries, connect: context.connect.map(text.word))
    }

    /// Where the line of a call lies on the target; nil for a file that does not move.
    private func standsAt(_ service: Service, _ call: EngineCall) -> (String, Int?)? {
        guard let at = call.at, let colon = at.lastIndex(of: ":"),
            let line = Int(at[at.index(after: colon)...])
        else { return nil }
        let path = String(at[..<colon])
        let isItsOwn = service.definedIn.map { $0.text == path || $0.text.hasSuffix("/" + path) }
        if isItsOwn ?? false {
            if crontabLine(service) != nil { return (jobFile(service), nil) }
            guard isHostUnit(service), !isInPlace, let file = service.definedIn else { return nil }
            let travels = roots.contains { $0.place == service.place && file.isWithin($0.path) }
            return travels ? nil : ("/etc/systemd/system/\(file.name.text)", line)
        }
        let items = roots.filter { $0.place == service.place }.flatMap(\.items).filter {
            $0.type == .file && ($0.path.text == path || $0.absolutePath.text == path)
        }
        return items.count == 1 ? (items[0].absolutePath.text, line) : nil
    }

    private mutating func addRewriting(
        _ service: Service, _ rewriting: Rewriting, _ id: String, _ gate: String
    ) {
        let path = ShellText.quote(rewriting.path)
        let kept = ShellText.quote(
            "/var/lib/bedplate/before/\(id.split(separator: "/").last ?? "")")
        let derivation = Derivation(
            from: rewriting.path, names: [],
            rewrites: [.init(from: Self.told(rewriting.call), to: rewriting.words)],
            to: rewriting.path,
            script: script(
                id,
                """
                install --directory --mode 0700 /var/lib/bedplate/before
                if [ ! -e \(kept) ]; then cp --preserve=all \(path) \(kept); fi
                cp --preserve=all \(kept) \(kept).new
                \(rewriting.edit) \(kept).new
                touch --reference=\(kept) \(kept).new
                cp --preserve=all \(kept).new \(path)
                rm \(kept).new
                """))
        var step = Step(
            id, .switch, "\(service.name) calls \(rewriting.program) on the target itself",
            subject: service.id, place: target.place, action: .derive(derivation),
            verify: rewritingChecks(service, rewriting),
            rollback: .look(
                """
                if [ -e \(kept) ]; then
                  if [ -e \(path) ]; then cp --preserve=all \(kept) \(path); fi
                  rm --force \(kept)
                fi
                if [ -d /var/lib/bedplate/before ]; then
                  rmdir --ignore-fail-on-non-empty /var/lib/bedplate/before
                fi
                """), proven: .runHere)
        step.needs = [gate, startID(rewriting.owner)]
        step.effects.writes = ["\(target.place):\(rewriting.path)"]
        step.evidence =
            facts(service) + service.evidence.filter { EngineCall($0) == rewriting.call }
        add(step, to: .cutover)
    }

    private func rewritingChecks(_ service: Service, _ rewriting: Rewriting) -> [Check] {
        let said = Check(
            "said", .look(rewriting.said), proves: "the line calls \(rewriting.program) itself",
            doesNotProve: "that it is let in")
        guard !rewriting.tries.isEmpty else { return [said] }
        let user = hostUser(service) ?? service.user ?? "root"
        return [
            said,
            Check(
                "let-in", .look(rewriting.tried(as: user)), level: 3,
                proves: "\(user) is let in with the words of the line",
                doesNotProve: "that what the line does with the answer works"),
        ]
    }
}

extension PlanBuilder.Rewriting {
    /// The words that stand there afterwards.
    var words: String { ([program] + connect).joined(separator: " ") }

    private var range: String { line.map(String.init) ?? "" }

    /// Changes the words, and nothing else of the line.
    var edit: String {
        let name = Self.pattern(call.container)
        let pattern =
            "([^[:space:]|;&(]*/)?(docker|podman)[^|;&]*[[:space:]]exec"
            + "([[:space:]]+-[-A-Za-z]+)*[[:space:]]+[\"']?\(name)[\"']?[[:space:]]+"
            + "([^[:space:]|;&]*/)?\(Self.pattern(program))([[:space:]]|$)"
        let words = PlanBuilder.replacement(self.words)
        return "sed --in-place --regexp-extended "
            + ShellText.quote("\(range)s#\(pattern)#\(words)\\5#")
    }

    /// Exits 0 where the words stand there and the engine is called no more.
    var said: String {
        let file = ShellText.quote(path)
        let part = "sed --quiet '\(range.isEmpty ? "1,$" : range)p' \(file)"
        return "\(part) | grep --quiet --fixed-strings -e \(ShellText.quote(words))\n"
            + "! \(part) | grep --quiet --extended-regexp '(docker|podman).* exec '"
    }

    /// Runs what the line says up to where its answer goes, asked for what harms nobody; what names
    /// variables of the script cannot be run apart from it.
    func tried(as user: String) -> String {
        let file = ShellText.quote(path)
        return """
            words=$(sed --quiet '\(range.isEmpty ? "1,$" : range)p' \(file) \\
              | grep --only-matching --extended-regexp -e \(ShellText.quote(Self.pattern(words) + "[^|;&<>)`]*")) \\
              | head -n 1)
            case $words in *'$'*) exit 0;; esac
            cd /
            runuser --user \(ShellText.quote(user)) -- sh -c "$words \(ShellText.line(tries))" > /dev/null
            """
    }

    /// A text as an extended regular expression that matches only itself.
    private static func pattern(_ text: String) -> String {
        text.map { "\\.*[]^$|(){}+?".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
