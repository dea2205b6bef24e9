public import Planning

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
        var sealed: Set<String> = []
        var equal: Set<String> = []
        let exports = rehearsal.whole.stages.first { $0.stage == .export }?.steps ?? []
        var subjects = Set(exports.map(\.subject))
        var started: Set<String> = []
        for (stage, step) in rehearsal.plan.steps {
            let isDone = times.nanoseconds[step.id] != nil
            if step.purpose == .start { subjects.insert(step.subject) }
            guard isDone else { continue }
            switch (stage, step.purpose) {
            case (.verifyExport, _): sealed.insert(step.subject)
            case (.verifyImport, _): equal.insert(step.subject)
            case (_, .start) where times.begun[step.id] != nil:
                if step.verify.contains(where: { $0.level == 3 }) { started.insert(step.subject) }
            default: continue
            }
        }
        let served = Set(started.flatMap { rehearsal.holdings[$0] ?? [] })
        return subjects.sorted().map { subject in
            if started.contains(subject) { return AssetLevel(subject: subject, level: 3) }
            guard sealed.contains(subject) else { return AssetLevel(subject: subject, level: 0) }
            guard equal.contains(subject) else { return AssetLevel(subject: subject, level: 1) }
            return AssetLevel(subject: subject, level: served.contains(subject) ? 3 : 2)
        }
    }
}
