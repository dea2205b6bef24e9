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
        /// What stands before the program, for flags that gave it a user, a folder, variables.
        var hoists: [Hoist] = []
    }

    /// One flag of a call, and what it becomes.
    enum Hoist: Equatable {
        /// A variable, by name; its value stays as it is written.
        case variable(String)
        /// The user there, and here; nil where it is who calls anyway.
        case user(String, becomes: String?)
        /// The folder there, and here.
        case folder(String, becomes: String)
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
                "May \(service.name) call \(rewriting.shown) on the target itself, instead of "
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
            let (path, line) = standsAt(service, call),
            let hoists = hoists(service, call, others[0], playbook), Self.isPlain(call)
        else { return nil }
        var context = hostContext(playbook, alone: false)
        if let listener = listeners.of(others[0].id).first {
            context.values["port"] = String(listener.bound)
            context.values["address"] = listener.address == "*" ? "127.0.0.1" : listener.address
        }
        let text = CommandText(playbook.procedures, context)
        return Rewriting(
            call: call, path: path, line: line, owner: others[0], playbook: playbook,
            program: call.program, tries: tries, connect: context.connect.map(text.word),
            hoists: hoists)
    }

    /// Whether its words can stand in a command that edits lines without meaning more there.
    private static func isPlain(_ call: EngineCall) -> Bool {
        ([call.container, call.program, call.user, call.folder] + call.variables).allSatisfy {
            $0.unicodeScalars.allSatisfy {
                $0.isASCII && $0.value > 0x20 && $0 != "#" && $0 != "\\"
            }
        }
    }

    /// What the flags of a call become on the target; nil where nobody can say.
    private func hoists(
        _ service: Service, _ call: EngineCall, _ owner: Service, _ playbook: Playbook
    ) -> [Hoist]? {
        var out = call.variables.map(Hoist.variable)
        if !call.user.isEmpty {
            // Only root becomes somebody else unasked.
            guard caller(service) == "root" else { return nil }
            if call.user == "root" {
                out.append(.user("root", becomes: nil))
            } else if call.user == playbook.procedures.user {
                out.append(.user(call.user, becomes: call.user))
            } else {
                return nil
            }
        }
        if !call.folder.isEmpty {
            guard let folder = folder(call.folder, of: owner) else { return nil }
            out.append(.folder(call.folder, becomes: folder))
        }
        return out
    }

    /// Where a folder of a container lies on the target: where every host has it, or below what was
    /// mounted there and moves as it is.
    private func folder(_ path: String, of owner: Service) -> String? {
        if ["/", "/tmp", "/var/tmp"].contains(path) { return path }
        let inside = PathBytes(path)
        let mount = owner.mounts.filter { inside.isWithin(PathBytes($0.at)) }
            .max { $0.at.count < $1.at.count }
        guard let mount, let carriage = carriages.first(where: { $0.store.id == mount.store })
        else { return nil }
        switch carriage.method {
        case .tree, .withRoot: return carriage.targetPath + path.dropFirst(mount.at.count)
        case .logical, .sqlite, .withParent, .withImage, .none: return nil
        }
    }

    private func caller(_ service: Service) -> String {
        hostUser(service) ?? service.user ?? "root"
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
            rewrites: [.init(from: Self.told(rewriting.call), to: rewriting.shown)],
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
        let user = caller(service)
        return [
            said,
            Check(
                "let-in", .look(rewriting.tried(as: user)), level: 3,
                proves: "\(user) is let in with the words of the line",
                doesNotProve: "that what the line does with the answer works"),
        ]
    }
}
