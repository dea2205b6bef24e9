public import Planning
internal import Vocabulary

/// How long one service would be away, and how much of what it wrote would be gone, as a drill
/// measured it.
public struct ServiceRecovery: Equatable, Sendable {
    /// Id of the service.
    public var subject: String
    /// Milliseconds along the longest chain of steps to its start; nil where it was not started.
    public var rtoMilliseconds: Int64?
    /// Milliseconds until its start where one step follows the other, as `migrate` does them.
    public var inSequenceMilliseconds: Int64?
    /// Milliseconds between its oldest export, or the seal of what is kept, and the end of the drill:
    /// what a loss of the source at that moment would cost. nil where it holds nothing that was exported.
    public var rpoMilliseconds: Int64?
    /// Seconds that its owner allows it to be away.
    public var rtoObjective: Int?
    /// Seconds of data that its owner allows to be lost.
    public var rpoObjective: Int?

    /// Whether both objectives are met by what `migrate` takes, not by what could be had; nil where there is none or nothing was measured.
    public var isMet: Bool? {
        let pairs = [(inSequenceMilliseconds, rtoObjective), (rpoMilliseconds, rpoObjective)]
        let told = pairs.compactMap { measured, allowed -> Bool? in
            guard let allowed, let measured else { return nil }
            return measured <= Int64(allowed) * 1000
        }
        return told.isEmpty ? nil : told.allSatisfy { $0 }
    }

    /// The services that a rehearsal starts or that have an objective, sorted by id.
    public static func all(
        _ rehearsal: Rehearsal, _ times: StepTimes, ended: Int64
    ) -> [ServiceRecovery] {
        let started = rehearsal.plan.steps.map(\.step).filter { $0.purpose == .start }.map(
            \.subject)
        let objectives = rehearsal.plan.objectives
        let exports = rehearsal.plan.stages.first { $0.stage == .export }?.steps ?? []
        return Set(started + objectives.map(\.subject)).sorted().map { service in
            let objective = objectives.first { $0.subject == service }
            let held = rehearsal.holdings[service] ?? []
            let taken = exports.filter { held.contains($0.subject) }
                .compactMap { times.begun[$0.id] }.min()
            let oldest = held.isEmpty ? taken : rehearsal.sealedAt ?? taken
            let path = CriticalPath(through: rehearsal.whole, times, services: [service])
            return ServiceRecovery(
                subject: service, rtoMilliseconds: path?.milliseconds,
                inSequenceMilliseconds: path == nil
                    ? nil : CriticalPath.inSequence(rehearsal.whole, times, until: service),
                rpoMilliseconds: oldest.map { (ended - $0) / 1_000_000 },
                rtoObjective: objective?.rtoSeconds, rpoObjective: objective?.rpoSeconds)
        }
    }
}
