internal import Knowledge
internal import Vocabulary

/// Watches, and much later takes the old away: the only stage that destroys.
extension PlanBuilder {
    mutating func buildObserve() {
        let running = ids(.cutover) + ids(.import).filter { $0.contains("/start/") }
        for service in kept.sorted(by: { $0.id < $1.id }) {
            addObservation(service, running)
        }
        addExposureLook(running)
        var soak = Step(
            "observe/observe/soak", .observe, "a day goes by", subject: target.place,
            place: target.place,
            action: .wait(seconds: 86_400, until: "a day of use, schedules included, has passed"),
            verify: [
                Check(
                    "failed", .look(failedText), .equals("0"), level: 3,
                    proves: "no unit has failed that did not fail before")
            ],
            rollback: .nothing(because: "it only waits"), timeout: 172_800)
        soak.needs = ids(.observe)
        soak.estimateSeconds = 86_400
        add(soak, to: .observe)
    }

    /// Counts failed units but those that failed on the source too.
    private var failedText: String {
        let known = kept.filter(\.hasFailed).map { ShellText.quote(targetUnit($0)) }.sorted()
        let list = "systemctl list-units --state=failed --plain --no-legend | cut --delimiter=' ' "
        guard !known.isEmpty else { return list + "--fields=1 | wc --lines" }
        return list + "--fields=1 | { grep --invert-match --line-regexp --fixed-strings "
            + known.map { "--regexp=\($0)" }.joined(separator: " ") + " || true; } | wc --lines"
    }

    private mutating func addObservation(_ service: Service, _ running: [String]) {
        let name = targetUnit(service)
        var checks = startChecks(service)
        if strategy(service) != "stays-in-container" && !isByHand(service) {
            checks.append(
                Check(
                    "steady",
                    .look(
                        "\(ActionText.control(manager(service))) show --property=NRestarts --value "
                            + ShellText.quote(name)),
                    .matches("0?"), level: 3, proves: "\(name) was never restarted by systemd",
                    doesNotProve: "that its answers are right"))
        }
        if let nextRun = nextRunCheck(service) { checks.append(nextRun) }
        if checks.isEmpty {
            checks = [
                Check(
                    "told", .ask(question: "Does \(service.name) do its work?"), level: 3,
                    proves: "a person has looked")
            ]
        }
        var step = Step(
            "observe/observe/\(unit(service))", .observe, "\(service.name) does its work",
            subject: service.id, place: target.place, action: checks[0].probe, verify: checks,
            rollback: .nothing(because: "it only looks"))
        step.needs = running
        step.evidence = facts(service)
        add(step, to: .observe)
    }

    /// The step that a person signs before anything is removed for good; its id.
    mutating func addRetirementGate(_ place: String, _ question: String) -> String {
        let gate = "retire/alert/go"
        var ask = Step(
            gate, .alert, "a person signs again: what follows cannot be undone",
            subject: place, place: place, action: .ask(question: question),
            verify: [
                Check(
                    "told",
                    .ask(question: "Is there a backup of the target that was restored once?"),
                    level: 2, proves: "a person vouches for a backup of the target")
            ],
            rollback: .nothing(because: "nothing was removed yet"), timeout: 604_800)
        ask.needs = ids(.observe)
        ask.needsPerson = true
        add(ask, to: .retire)
        return gate
    }

    mutating func buildRetire() {
        let gate = addRetirementGate(
            sources.first ?? target.place,
            "Has the target been in use long enough? Retire the source?")
        for service in order.stop.compactMap({ service($0) }) where isRetired(service) {
            addContainerRemoval(service, gate)
        }
        for carriage in carriages where carriage.store.kind == .volume {
            addVolumeRemoval(carriage, gate)
        }
        addExportRemoval(gate)
        addKeptRemoval(gate)
    }

    /// Containers whose every byte is accounted for elsewhere.
    private func isRetired(_ service: Service) -> Bool {
        guard service.isContainer, !(isInPlace && strategy(service) == "stays-in-container"),
            strategy(service) != "drop"
        else { return false }
        return !carriages.contains { carriage in
            carriage.holders.contains { $0.id == service.id } && carriage.store.kind == .layer
                && carriage.store.itemClass.isLoadBearing && carriage.method != .withImage
        }
    }

    /// The volumes without a name that go with a container: all of them, where each has arrived.
    private func nameless(_ service: Service) -> [Carriage] {
        let own = carriages.filter { carriage in
            carriage.store.kind == .anonymous
                && carriage.holders.contains { $0.id == service.id }
        }
        let haveArrived = own.allSatisfy { carriage in
            carriage.isCarried && !isKeptOnly(carriage) && carriage.holders.count == 1
        }
        return haveArrived ? own : []
    }

    private mutating func addContainerRemoval(_ service: Service, _ gate: String) {
        let id = "retire/retire/\(unit(service))"
        let find = SourceText.container(service)
        let nameless = nameless(service)
        let remove = nameless.isEmpty ? "docker rm" : "docker rm --volumes"
        var step = Step(
            id, .retire, "remove the container of \(service.name)", subject: service.id,
            place: service.place, action: run(id, "\(find)\n\(remove) \"$c\""),
            verify: [
                Check(
                    "gone", .look(SourceText.containerIsGone(service)),
                    proves: "the container is gone",
                    doesNotProve: "that its named volumes are; they go by steps of their own")
            ],
            rollback: .impossible(because: "a removed container's writable layer is gone"))
        step.needs =
            [gate, "observe/observe/\(unit(service))"]
            + nameless.map { "verify-import/check/\($0.slug)" }
        step.effects.deletes = [service.id] + nameless.map(\.store.id)
        step.isDestructive = true
        step.needsPerson = true
        step.evidence = facts(service)
        add(step, to: .retire)
    }

    private mutating func addVolumeRemoval(_ carriage: Carriage, _ gate: String) {
        let stays = carriage.holders.contains { isInPlace && strategy($0) == "stays-in-container" }
        guard carriage.isCarried, !isKeptOnly(carriage), !stays else { return }
        let id = "retire/retire/\(carriage.slug)"
        let name = ShellText.quote(carriage.store.name)
        var step = Step(
            id, .retire, "remove the volume \(carriage.store.name)", subject: carriage.store.id,
            place: place(carriage),
            action: .run(argv: ["docker", "volume", "rm", carriage.store.name]),
            verify: [
                Check(
                    "gone", .look("! docker volume inspect \(name) > /dev/null 2>&1"),
                    proves: "the volume is gone")
            ],
            rollback: .impossible(because: "a removed volume is gone; its export is the last copy"))
        step.needs =
            [gate, "verify-import/check/\(carriage.slug)"]
            + carriage.holders.map { "retire/retire/\(unit($0))" }.filter { wanted in
                ids(.retire).contains(wanted)
            }
        step.effects.deletes = [carriage.store.id]
        step.isDestructive = true
        step.needsPerson = true
        step.evidence = storeFacts(carriage)
        add(step, to: .retire)
    }

    mutating func addExportRemoval(_ gate: String) {
        for place in Set(sources + [target.place]).sorted() {
            let id = "retire/retire/exports-\(slug(place))"
            var step = Step(
                id, .retire, "delete the exports: they hold every secret of the system",
                subject: place, place: place,
                action: .run(
                    argv: ["rm", "--recursive", "--force", "--one-file-system"]
                        + [Self.exports, Plan.setAside]),
                verify: [
                    Check(
                        "gone", .look("test ! -e \(Self.exports) && test ! -e \(Plan.setAside)"),
                        proves: "no export is left in the open",
                        doesNotProve: "that the disk does not hold its blocks")
                ],
                rollback: .impossible(because: "deleted exports are gone"))
            step.needs =
                [gate] + ids(.verifyImport) + ids(.retire).filter { !$0.contains("/exports-") }
            step.effects.deletes = ["\(place):\(Self.exports)", "\(place):\(Plan.setAside)"]
            step.isDestructive = true
            step.needsPerson = true
            add(step, to: .retire)
        }
    }

    /// What a rollback keeps and what it loses.
    mutating func buildConsequences() {
        for place in sources {
            survives.append(
                Consequence(
                    subject: place,
                    says: "every container, volume, unit and file of the source: stopped, untouched"
                ))
        }
        if isInPlace, !packages.isEmpty {
            survives.append(
                Consequence(
                    subject: target.place,
                    says: "a user or group that a package brought, where a file is still its own"))
        }
        for carriage in carriages where carriage.isCarried {
            survives.append(
                Consequence(
                    subject: carriage.store.id, says: "the source's copy, as it was at the freeze"))
            guard !isKeptOnly(carriage) else { continue }
            let shared = isShared(carriage)
            lost.append(
                Consequence(
                    subject: carriage.store.id,
                    says: shared
                        ? "nothing at once: both sides use one folder; its export holds the freeze"
                        : "whatever the target writes between cutover and rollback"))
        }
        for service in kept where playbook(service)?.exclusivity == .ratchet {
            lost.append(
                Consequence(
                    subject: service.id,
                    says: "once it has run on the target its registration may not go back in time"))
        }
    }
}
