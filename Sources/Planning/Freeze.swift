internal import Knowledge
internal import Vocabulary

/// Stops everything on the source, whoever needs others first.
extension PlanBuilder {
    mutating func buildFreeze() {
        let id = "freeze/alert/go"
        let before = ids(.preflight) + ids(.prepare) + ids(.safeguard)
        let tars = roots.map { "\(Self.exports)/safeguard-\($0.slug).tar.sha256" }
        let present = ids(.safeguard).contains { $0.hasPrefix("safeguard/copy/") }
        let probe =
            present
            ? "cd \(Self.exports) && for sum in safeguard-*.sha256; do "
                + "sha256sum --check --quiet \"$sum\"; done"
            : "test -d \(Self.exports)"
        var gate = Step(
            id, .alert, "a person says go: from here on the system is down",
            subject: sources.first ?? target.place, place: sources.first ?? target.place,
            action: .ask(
                question: "Everything so far changed nothing that runs. "
                    + "The next step stops the first service. Go?"),
            verify: [
                Check(
                    "safe", .look(probe),
                    proves: tars.isEmpty
                        ? "the exports folder is there"
                        : "the copies of identity and keystones are whole")
            ],
            rollback: .nothing(because: "nothing has been stopped yet"), timeout: 86_400)
        gate.needs = before
        gate.evidence = [PlanFacts.services(services)]
        gate.needsPerson = true
        add(gate, to: .freeze)
        for service in order.stop.compactMap({ service($0) }) { addStop(service, after: id) }
    }

    /// Id of the step that stops a service.
    func stopID(_ service: Service) -> String { "freeze/stop/\(unit(service))" }

    private mutating func addStop(_ service: Service, after gate: String) {
        let supervisor = Supervisor(service, isServer: playbook(service)?.engine != nil)
        let id = stopID(service)
        let stop = supervisor.stop
        var step = Step(
            id, .stop, "stop \(service.name)\(service.isVariant ? " (if it runs at all)" : "")",
            subject: service.id, place: service.place, action: stop.action(self: &self, id),
            verify: [
                Check(
                    "stopped", .look(supervisor.stopped), proves: "\(service.name) does not run",
                    doesNotProve: "that nobody starts it again by hand")
            ],
            rollback: supervisor.restart.action(self: &self, id + "-undo"))
        let dependents = services.filter { order.needs[$0.id]?.contains(service.id) ?? false }
        step.needs = [gate] + dependents.map(stopID)
        step.effects.stops = [service.id]
        step.destabilizesSelf = isLifeline(service)
        step.evidence = facts(service)
        step.timeoutSeconds = 180
        step.estimateSeconds = 10
        add(step, to: .freeze)
    }

    /// Whether an agent that carries the plan out may live in it: it holds identity.
    func isLifeline(_ service: Service) -> Bool {
        let keeps = playbook(service)?.stores ?? []
        if keeps.contains(where: { $0.itemClass == .identity && $0.role == "data" }) {
            return true
        }
        let paths = carriages.filter { carriage in
            carriage.holders.contains { $0.id == service.id }
        }.compactMap(\.store.path)
        return roots.flatMap(\.items).contains { item in
            item.verdict.itemClass == .identity && item.verdict.secret != .material
                && paths.contains { item.absolutePath.isWithin($0) }
        }
    }

    /// The facts of a service that its steps rest on.
    func facts(_ service: Service) -> [Evidence] {
        var out = PlanFacts.service(service)
        if service.image != nil { out.append(PlanFacts.image(service)) }
        for needed in order.needs[service.id] ?? [] {
            out.append(PlanFacts.needs(service.id, needed))
        }
        return out
    }
}
