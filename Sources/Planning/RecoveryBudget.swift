internal import Vocabulary

extension Plan {
    /// Seconds that taking everything back takes at the worst, from the first stop to the last
    /// step before the old is taken away: each undo is thought to take what its step takes.
    public var undoSeconds: Int {
        stages.filter { $0.stage >= .freeze && $0.stage < .retire }.flatMap(\.steps)
            .filter { step in
                if case .nothing = step.rollback { return false }
                return true
            }
            .reduce(0) { $0 + max($1.estimateSeconds, 0) }
    }
}

/// Asks a person where the way back is longer than somebody may be without a service.
extension PlanBuilder {
    mutating func askAboutRecovery() {
        let seconds = plan().undoSeconds
        for (service, objective) in answers.objectives.sorted(by: { $0.key < $1.key }) {
            guard let rto = objective.rto, rto < seconds else { continue }
            ask(
                service,
                "May \(Identifiers.name(of: service)) be away longer than its \(rto) s, should "
                    + "everything be taken back at the last step?",
                because: "the undo of all steps is thought to take \(seconds) s")
        }
    }
}

/// P16: the way back.
extension PlanProof {
    /// The undo of any prefix fits every recovery time that was written, or a person is asked.
    func budget() -> [Violation] {
        let seconds = plan.undoSeconds
        return plan.objectives.compactMap { objective in
            guard let rto = objective.rtoSeconds, rto < seconds else { return nil }
            let isAsked = plan.questions.contains {
                $0.subject == objective.subject && $0.question.hasSuffix("at the last step?")
            }
            return isAsked
                ? nil : violation("P16", objective.subject, "\(seconds) s back, \(rto) s allowed")
        }
    }
}
