public import Planning
internal import Vocabulary

/// How far a drill showed that something can be brought back.
public struct AssetLevel: Equatable, Sendable {
    /// Id of the store, root or service.
    public var subject: String
    /// 0 nothing, 1 integrity, 2 restorable, 3 serves.
    public var level: Int

    /// A level.
    public init(subject: String, level: Int) {
        self.subject = subject
        self.level = level
    }

    /// The levels of everything a rehearsal carries or starts, sorted by subject: each level only
    /// where the ones below it were reached.
    public static func all(_ rehearsal: Rehearsal, _ times: StepTimes) -> [AssetLevel] {
        let exports = exports(of: rehearsal.whole)
        let started = rehearsal.plan.steps.map(\.step).filter { step in
            step.purpose == .start && times.nanoseconds[step.id] != nil
                && times.begun[step.id] != nil && step.verify.contains { $0.level == 3 }
        }
        let serving = Set(started.map(\.subject))
        let starts = rehearsal.plan.steps.map(\.step).filter { $0.purpose == .start }
        let compared = Compared(rehearsal.plan, times)
        let served = Set(serving.flatMap { rehearsal.holdings[$0] ?? [] })
        return Set((exports + starts).map(\.subject)).sorted().map { subject in
            let level = serving.contains(subject) ? 3 : compared.level(subject, served)
            return AssetLevel(subject: subject, level: level)
        }
    }

    /// The levels of every store and root that a plan carries, sorted by subject: it serves where a
    /// service that holds it was seen to serve while it was observed.
    public static func all(_ plan: Plan, _ times: StepTimes) -> [AssetLevel] {
        let exports = exports(of: plan)
        let observed = plan.stages.first { $0.stage == .observe }?.steps ?? []
        let serving = Set(
            observed.filter { times.nanoseconds[$0.id] != nil && showsService($0) }.map(\.subject))
        let compared = Compared(plan, times)
        let holders = plan.steps.flatMap(\.step.evidence).filter {
            $0.rule == Continuity.holderRule && serving.contains($0.says)
        }
        let served = Set(holders.compactMap(\.at))
        // What else is taken out is a service's own: its unit, its environment, its image.
        let services = Set(plan.strategies.map(\.service))
        return Set(exports.map(\.subject)).subtracting(services).sorted().map { subject in
            AssetLevel(subject: subject, level: compared.level(subject, served))
        }
    }

    /// The steps that take something out; of a recovery, those that look at what is kept.
    private static func exports(of plan: Plan) -> [Step] {
        let stage: Stage = plan.isRecovery ? .verifyExport : .export
        return plan.stages.first { $0.stage == stage }?.steps ?? []
    }

    /// Whether a program looked, and not a person alone, that something serves.
    private static func showsService(_ step: Step) -> Bool {
        step.verify.contains { check in
            guard case .run = check.probe else { return false }
            return check.level == 3
        }
    }

    /// What was sealed where it left, and what was equal where it arrived.
    private struct Compared {
        private var sealed: Set<String> = []
        private var equal: Set<String> = []

        init(_ plan: Plan, _ times: StepTimes) {
            for (stage, step) in plan.steps where times.nanoseconds[step.id] != nil {
                if stage == .verifyExport { sealed.insert(step.subject) }
                if stage == .verifyImport { equal.insert(step.subject) }
            }
        }

        func level(_ subject: String, _ served: Set<String>) -> Int {
            guard sealed.contains(subject) else { return 0 }
            guard equal.contains(subject) else { return 1 }
            return served.contains(subject) ? 3 : 2
        }
    }
}
