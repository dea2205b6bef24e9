internal import Vocabulary

/// Which steps of a plan a rehearsal takes: what a program can do and take back on a scratch host.
struct RehearsalSelection {
    private let schedules: Set<String>
    private let failed: Set<String>
    private(set) var leftOut: [Rehearsal.LeftOut]

    private static let ofMove = [
        Rehearsal.LeftOut(
            step: "safeguard", because: "the copies are those that export makes again"),
        Rehearsal.LeftOut(step: "freeze", because: "the source is not stopped for a drill"),
        Rehearsal.LeftOut(step: "observe", because: "nothing is left running to be watched"),
        Rehearsal.LeftOut(step: "retire", because: "the source stays"),
    ]

    private static let ofRecovery = [
        Rehearsal.LeftOut(step: "freeze", because: "nothing is gone yet for a person to say so"),
        Rehearsal.LeftOut(step: "observe", because: "nothing is left running to be watched"),
        Rehearsal.LeftOut(step: "retire", because: "what is kept stays"),
    ]

    init(_ builder: PlanBuilder) {
        schedules = Set(builder.services.filter(\.isSchedule).map(\.id))
        leftOut = builder.recovery == nil ? Self.ofMove : Self.ofRecovery
        failed = Set(builder.services.filter(\.hasFailed).map(\.id))
    }

    /// The plan with those steps, none of which needs a step that is not among them.
    mutating func selected(_ plan: Plan) -> Plan {
        var out = plan
        out.questions = []
        for index in out.stages.indices {
            let steps = out.stages[index].steps
            out.stages[index].steps = steps.compactMap { selected($0) }
        }
        let kept = Set(out.steps.map(\.step.id))
        for stage in out.stages.indices {
            for step in out.stages[stage].steps.indices {
                out.stages[stage].steps[step].needs.removeAll { !kept.contains($0) }
            }
        }
        return out
    }

    private mutating func selected(_ step: Step) -> Step? {
        if let because = reason(against: step) {
            leftOut.append(Rehearsal.LeftOut(step: step.id, because: because))
            return nil
        }
        var step = step
        step.verify.removeAll { Self.isPersons($0.probe) }
        step.precondition.removeAll { Self.isPersons($0.probe) }
        guard !step.verify.isEmpty else {
            leftOut.append(Rehearsal.LeftOut(step: step.id, because: "only a person can check it"))
            return nil
        }
        if step.purpose == .start, let sign = step.doneWhen {
            // Asked again and again by whoever carries it out, so it need not wait by itself.
            step.verify[0] = sign
            step.verify[0].id = "runs"
        }
        return step
    }

    private func reason(against step: Step) -> String? {
        if step.needsPerson || Self.isPersons(step.action) { return "a person does it" }
        if Self.isPersons(step.rollback) { return "a person would have to take it back" }
        if step.purpose == .start, schedules.contains(step.subject) {
            return "a schedule is not let loose in a drill"
        }
        if step.purpose == .start, failed.contains(step.subject) {
            return "it fails on the source too"
        }
        if step.id == "cutover/switch/enable" { return "a scratch host is not to come back" }
        return nil
    }

    private static func isPersons(_ action: Action) -> Bool {
        switch action {
        case .ask, .alert, .wait: true
        case .run, .install, .derive, .unit, .container, .dump, .load, .copy: false
        case .nothing, .impossible: false
        }
    }
}
