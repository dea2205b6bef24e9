internal import Knowledge
internal import Vocabulary

/// How far the commands that move a store are proven: as far as the weakest of them, and of what
/// carries them.
extension PlanBuilder {
    /// The mark of taking a store out.
    func provenDump(_ carriage: Carriage) -> Proof {
        mark(carriage, through: throughEngine(carriage)) { procedures in
            let isWoken = carriage.method == .logical && !procedures.takesAsleep
            let woken = isWoken ? procedures.ready : []
            let alone =
                woken.isEmpty || isInContainer(carriage) ? [] : procedures.wake + procedures.rest
            return procedures.dump + procedures.compare + woken + alone
        }
    }

    /// The mark of looking at what was taken.
    func provenExport(_ carriage: Carriage) -> Proof {
        mark(carriage, through: throughEngine(carriage)) { $0.verify }
    }

    /// The mark of putting a store in, which happens on the target's own ground.
    func provenLoad(_ carriage: Carriage) -> Proof {
        mark(carriage, through: .runHere) { $0.before + $0.load }
    }

    /// The mark of comparing what arrived.
    func provenArrival(_ carriage: Carriage) -> Proof {
        mark(carriage, through: .runHere) { $0.compare + $0.check }
    }

    /// Nobody approves unseen that a service is moved by what nobody has tried.
    mutating func askWhatIsUntried(_ service: Service) {
        guard let playbook = playbook(service), playbook.proven < .runHere,
            strategy(service) != "stays-in-container", !service.isSchedule
        else { return }
        let isData = playbook.engine.map { $0 != "sqlite" } ?? false
        guard isData || !playbook.procedures.all.isEmpty || !playbook.unproven.isEmpty else {
            return
        }
        ask(
            service.id,
            "May \(service.name) be moved although nobody has moved a \(playbook.title) here?",
            because: playbook.unproven.isEmpty
                ? "its commands are \(playbook.proven.rawValue), and were never run here"
                : playbook.unproven)
    }

    private func isInContainer(_ carriage: Carriage) -> Bool {
        carriage.method == .logical && (carriage.owner?.isContainer ?? false)
    }

    /// Playbooks whose servers the lab has woken through a container engine (scenario 20).
    private static let wokenInLab: Set<String> = ["postgres", "redis"]

    private func throughEngine(_ carriage: Carriage) -> Proof {
        guard isInContainer(carriage) else { return .runHere }
        return Self.wokenInLab.contains(carriagePlaybook(carriage)?.id ?? "") ? .runHere : .claimed
    }

    private func mark(
        _ carriage: Carriage, through carrier: Proof,
        _ commands: (PlaybookProcedures) -> [PlaybookProcedures.Command]
    ) -> Proof {
        guard carriage.method != .tree, let procedures = carriagePlaybook(carriage)?.procedures
        else { return .documented }
        let weakest = commands(procedures).map(\.proven).min() ?? .claimed
        return min(weakest, carrier)
    }
}
