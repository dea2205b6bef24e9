internal import Vocabulary

/// P6 of a plan whose source is gone: nobody runs on both sides, and nothing is asked of the dead.
extension PlanProof {
    /// Every start comes after a person has said that the old place is gone, no step has to do
    /// with that place, and every way back ends on the target.
    func departed() -> [Violation] {
        guard plan.isRecovery else { return [] }
        // `local` is by now the machine that recovers.
        let gone = Set(services.map(\.place))
            .subtracting([plan.target.place, Identifiers.local])
        var out: [Violation] = []
        for (index, entry) in steps.enumerated() {
            let step = entry.step
            let places = Set([step.place] + step.verify.compactMap(\.place))
            let changed = (step.effects.writes + step.effects.deletes).filter { path in
                gone.contains { path.hasPrefix($0 + ":") }
            }
            if !places.isDisjoint(with: gone) || !changed.isEmpty {
                out.append(violation("P6", step.id, "has to do with what is gone"))
            }
            guard step.purpose == .start, let service = services.first(where: isSubject(of: step))
            else { continue }
            let isAsked = before[index].contains { at in
                let gate = steps[at].step
                return gate.purpose == .alert && gate.needsPerson && gate.subject == service.place
                    && steps[at].stage == .freeze
            }
            if !isAsked { out.append(violation("P6", service.id, "may live twice")) }
        }
        return out
    }

    private func isSubject(of step: Step) -> (Service) -> Bool { { $0.id == step.subject } }
}
