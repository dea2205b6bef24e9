import Console
import Execution
import Places
import Planning
import Trust
import Vocabulary

/// `bedplate migrate`: begins a run of an approved plan.
enum MigrateCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let (sealed, plan) = try session.sealedPlan()
        let stages = try StageRange(until: session.asked.value("until")).stages
        if session.asked.has("dry-run") { return try rehearse(plan, sealed, stages, session) }
        for open in try Runs(session: session).open() where open.plan == sealed.id {
            throw Failure(
                .busy, "a run of this plan is open: \(open.id)",
                hint: "'bedplate resume \(open.id)' goes on, 'bedplate rollback' takes it back")
        }
        try DrillRecords(session).look(sealed, plan)
        let pool = PlacePool(session)
        let places = ChangedPlaces.all(plan, stages)
        let granted = try Authority(session: session, pool: pool).judge(
            sealed, stages: stages, places: places)
        try Freshness.demand(plan, sealed, session)
        let record = try begin(sealed, granted, places, session)
        let run = try OpenRun(record, session, pool: pool)
        return try run.go { conductor throws(ExecutionError) in
            try granted.consume(pool)
            try run.journal.append(
                JournalEntry(
                    .begin, .ok, step: "", says: "approved by \(granted.principal)",
                    at: session.now))
            return try run.carry(conductor, stages)
        }
    }

    private static func begin(
        _ sealed: SealedPlan, _ granted: Authority.Granted, _ places: [String], _ session: Session
    ) throws(Failure) -> RunRecord {
        var record = RunRecord(
            plan: sealed.id, planFolder: sealed.folder, places: places, at: session.now,
            below: Runs(session: session).folder)
        record.principal = granted.principal
        record.nonce = granted.grant.approval.nonce
        do {
            var files: [String: [UInt8]] = [:]
            for path in sealed.digests.keys { files[path] = try sealed.bytes(of: path) }
            files["MANIFEST"] = try sealed.manifest()
            try record.create(files: files, approval: granted.files)
        } catch let error as TrustError {
            throw Failure(error)
        } catch let error as ExecutionError {
            throw Failure(error)
        } catch {
            throw Failure(.internalError, "\(error)")
        }
        return record
    }

    /// What would be done, in order; nothing is connected to.
    private static func rehearse(
        _ plan: Plan, _ sealed: SealedPlan, _ stages: Set<Stage>, _ session: Session
    ) throws(Failure) -> ExitStatus {
        var lines = ["plan \(sealed.id.prefix(12)), nothing is done:"]
        for (stage, step) in plan.steps where stages.contains(stage) {
            let who = step.needsPerson ? "a person" : step.place
            lines.append("  \(Voice.escaped(step.id)) (\(Voice.escaped(who)))")
        }
        try session.print(lines.joined(separator: "\n") + "\n")
        return .done
    }
}

/// The stages up to one.
struct StageRange {
    /// All but the last, which has a command of its own.
    static let whole = StageRange(stages: Set(Stage.allCases).subtracting([.retire]))

    let stages: Set<Stage>

    private init(stages: Set<Stage>) {
        self.stages = stages
    }

    init(until word: String?) throws(Failure) {
        guard let word else {
            self = .whole
            return
        }
        guard let last = Stage(rawValue: word) else {
            throw Failure(.usage, "there is no stage '\(word)'")
        }
        stages = Set(Stage.allCases.filter { $0 <= last && $0 != .retire })
    }
}
