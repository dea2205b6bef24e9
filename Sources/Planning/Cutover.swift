internal import Knowledge
internal import Vocabulary

/// Hands everything over: paths, services in their order, schedules last.
extension PlanBuilder {
    mutating func buildCutover() {
        let gate = "cutover/alert/go"
        addCutoverGate(gate)
        addOldPaths(gate)
        let servers = importServers
        for service in order.start.compactMap({ service($0) }) where !servers.contains(service.id) {
            guard strategy(service) != "drop" else { continue }
            addCalls(service, needs: gate)
            let before = ids(.cutover).filter {
                $0.contains("/path-") || $0.contains("/call-\(unit(service))")
            }
            addStart(service, to: .cutover, needs: [gate] + before)
        }
        addEnable()
        addOutsideNames()
    }

    private mutating func addCutoverGate(_ id: String) {
        let compared = carriages.filter {
            $0.isCarried && !isKeptOnly($0) && $0.method != .withRoot
        }
        let pairs = compared.map {
            "cmp \(exportFolder($0))/content.source \(exportFolder($0))/content.target"
        }
        var step = Step(
            id, .alert, "a person says go: after this, new data is written on the target",
            subject: target.place, place: target.place,
            action: .ask(
                question: "Everything has arrived and is equal. Undoing is free until now; "
                    + "from here on it loses what the target writes. Go?"),
            verify: [
                Check(
                    "equal", .look((["set -e"] + pairs).joined(separator: "\n")), level: 2,
                    proves: "every store on the target equals its source")
            ],
            rollback: .nothing(because: "nothing was handed over yet"), timeout: 86_400)
        step.needs = ids(.verifyImport) + ids(.import) + ids(.install)
        step.needsPerson = true
        step.verify += gone.compactMap { place in
            silence(of: place).map { silence in
                Check(
                    "silent-\(slug(place))", .look(silence),
                    proves: "\(place) still does not answer from here",
                    doesNotProve: "that it is off", place: Identifiers.local)
            }
        }
        add(step, to: .cutover)
    }

    /// Paths that identity text names stay true on the target, for people and programs alike.
    private mutating func addOldPaths(_ gate: String) {
        var wanted: [String: String] = [:]
        for item in roots.flatMap(\.items) where item.verdict.itemClass == .identity {
            for pin in item.verdict.pins where pin.kind == .path {
                notePin(pin.value, item, &wanted)
            }
        }
        for (at, to) in wanted.sorted(by: { $0.key < $1.key }) where at != to {
            let id = "cutover/switch/path-\(slug(at))"
            let (link, goal) = (ShellText.quote(at), ShellText.quote(to))
            var step = Step(
                id, .switch, "\(at) still means \(to)", subject: target.place,
                place: target.place,
                action: run(
                    id,
                    "install --directory \"$(dirname \(link))\"\nln --symbolic --force --no-dereference \(goal) \(link)"
                ),
                verify: [
                    Check(
                        "leads", .look("readlink --canonicalize \(link)"), .equals(to),
                        proves: "a text that names \(at) is still true")
                ],
                rollback: .look("if [ -L \(link) ]; then rm --force \(link); fi"))
            step.precondition = [
                Check(
                    "free", .look("test ! -e \(link) || test -L \(link)"),
                    proves: "nothing but a link lies at \(at)")
            ]
            step.needs = [gate]
            step.effects.writes = ["\(target.place):\(at)"]
            add(step, to: .cutover)
        }
    }

    private mutating func notePin(_ path: String, _ item: Item, _ wanted: inout [String: String]) {
        let pinned = PathBytes(path)
        if roots.contains(where: { pinned.isWithin($0.path) }) { return }
        let mount = services.flatMap { service in service.mounts.map { (service, $0) } }
            .first { pinned.isWithin(PathBytes($0.1.at)) || PathBytes($0.1.at).isWithin(pinned) }
        guard let mount, let carriage = carriages.first(where: { $0.store.id == mount.1.store })
        else {
            ask(
                item.id, "What is \(path) on the target?",
                because: "standing text names it, and no root or mount brings it over")
            return
        }
        let at = mount.1.at
        let free = !["/", "/etc", "/usr", "/var", "/home", "/root", "/tmp", "/data"].contains(at)
        if free { wanted[at] = carriage.targetPath }
    }

    mutating func addStart(_ service: Service, to stage: Stage, needs: [String]) {
        let id = startID(service)
        let name = targetUnit(service)
        var checks = runningChecks(service) + startChecks(service)
        if checks.isEmpty {
            checks = [
                Check(
                    "told", .ask(question: "Does \(service.name) work?"), level: 3,
                    proves: "a person has looked")
            ]
        }
        var step = Step(
            id, .start, "start \(service.name)", subject: service.id, place: target.place,
            action: startAction(service, name), verify: checks,
            rollback: stopAction(service, name))
        step.needs =
            needs + [standsStill(service)]
            + (order.needs[service.id] ?? []).compactMap { self.service($0) }
            .filter { strategy($0) != "drop" }.map(startID)
        step.doneWhen = runningCheck(service, patience: 0)
        step.effects.starts = [service.id]
        step.effects.listens = listeners.of(service.id).map(\.text)
        step.destabilizesSelf = isLifeline(service)
        step.evidence = facts(service)
        step.estimateSeconds = 15
        add(step, to: stage)
    }

    /// What shows that a started service serves.
    func startChecks(_ service: Service) -> [Check] {
        guard !service.isSchedule, !isByHand(service) else { return [] }
        var out = listeners.of(service.id).filter { $0.protocolName == "tcp" }.map { listener in
            Check(
                "listens-\(listener.bound)",
                .patient(
                    "ss --no-header --listening --numeric --tcp 'sport = :\(listener.bound)' "
                        + "| grep --quiet ."), level: 3,
                proves: "something listens on port \(listener.bound)",
                doesNotProve: "that it is \(service.name)")
        }
        guard let playbook = playbook(service) else { return out }
        var context = hostContext(playbook, alone: false)
        if let listener = listeners.of(service.id).first {
            context.values["port"] = String(listener.bound)
            context.values["address"] = listener.address == "*" ? "127.0.0.1" : listener.address
        }
        guard
            ["package", "upstream-apt"].contains(strategy(service))
                || playbook.procedures.check.allSatisfy({ $0.run[0].first == "@host" })
        else { return out }
        let text = CommandText(playbook.procedures, context)
        out += playbook.procedures.check.map { check($0, Action.patiently(text.text($0))) }
        return out + settingsChecks(service, context)
    }

    /// Units come back after a reboot only once all of them run.
    private mutating func addEnable() {
        let units = kept.filter { service in
            strategy(service) != "stays-in-container" && !isByHand(service)
                && (!isHostUnit(service) || service.isEnabled == true)
        }
        guard !units.isEmpty else { return }
        func lines(_ text: (_ control: String, _ units: String) -> String) -> String {
            let managers = Set(units.map { manager($0) ?? "" }).sorted()
            return managers.map { user in
                let names = Set(units.filter { (manager($0) ?? "") == user }.map(targetUnit))
                let control = ActionText.control(user.isEmpty ? nil : user)
                return text(control, names.sorted().map(ShellText.quote).joined(separator: " "))
            }.joined(separator: "\n")
        }
        let id = "cutover/switch/enable"
        // A host's own unit is put back as it was where it was stopped.
        let brought = units.filter { !(isInPlace && isHostUnit($0)) }
        let disable = brought.map { service in
            let name = ShellText.quote(targetUnit(service))
            return ifThere(service) + "; then \(control(service)) disable \(name); fi"
        }
        .sorted().joined(separator: "\n")
        var step = Step(
            id, .switch, "everything comes back after a reboot", subject: target.place,
            place: target.place, action: run(id, lines { "\($0) enable \($1)" }),
            verify: [
                Check(
                    "enabled",
                    .look(
                        lines {
                            "for unit in \($1); do \($0) --quiet is-enabled \"$unit\"; done"
                        }), proves: "every one of the units is enabled",
                    doesNotProve: "that a reboot works")
            ],
            rollback: disable.isEmpty
                ? .nothing(because: "the host's own units are put back where they were stopped")
                : run(id + "-undo", disable))
        step.needs = ids(.import).filter { $0.contains("/start/") } + ids(.cutover)
        add(step, to: .cutover)
    }

    /// Names, webhooks and certificates that point at the source are not files.
    private mutating func addOutsideNames() {
        let published = listeners.all.filter { $0.wasPublished && $0.address != "127.0.0.1" }
        guard !isInPlace, !published.isEmpty else { return }
        let ports = Set(published.map(\.port)).sorted().map(String.init).joined(separator: ", ")
        let id = "cutover/switch/outside-names"
        var step = Step(
            id, .switch, "names, webhooks and redirects outside lead to the target",
            subject: target.place, place: target.place,
            action: .ask(
                question: "Point DNS names, webhooks, redirect URIs and firewall rules for the "
                    + "ports \(ports) at the target. Done?"),
            verify: [
                Check(
                    "told", .ask(question: "Does a request from outside reach the target?"),
                    level: 3, proves: "a person has tried it from outside")
            ],
            rollback: .ask(question: "Point them at the source again. Done?"))
        step.needsPerson = true
        step.needs = ids(.cutover)
        add(step, to: .cutover)
    }
}
