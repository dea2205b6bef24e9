import Console
import Execution
import Places
import Planning
import Trust
import Vocabulary

/// `bedplate retire`: the last stage of a run, under an approval of its own.
enum RetireCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let record = try Runs(session: session).find(session.asked.operand(0))
        let run = try OpenRun(record, session)
        try run.demandOpen()
        let before = run.plan.steps.filter { $0.stage != .retire }.map(\.step)
        let ledger = Ledger(run.journal.entries)
        if let open = before.first(where: { ledger.state(of: $0.id) != .done }) {
            throw Failure(
                .waiting, "\(Voice.escaped(open.id)) is not done yet",
                hint: "'bedplate resume \(record.id)' goes on")
        }
        let granted = try run.retirementGrant()
        return try run.go { conductor throws(ExecutionError) in
            if let granted { try run.beginRetirement(granted) }
            let outcome = try conductor.carry([.retire])
            if outcome == .done { try run.end("retired") }
            return outcome
        }
    }
}

extension OpenRun {
    /// Where the run keeps the approval of its last stage.
    private static let retirement = "retirement"

    /// What lets the last stage begin; nil where it has begun, under an approval that stands.
    fileprivate func retirementGrant() throws(Failure) -> Authority.Granted? {
        if let begun = Retirement.begun(journal.entries) {
            try standing(in: Self.retirement, for: [.retire], since: begun)
            return nil
        }
        let sealed = try Failure.trusting { () throws(TrustError) in
            try SealedPlan.open(run.planFolder)
        }
        guard sealed.id == run.plan else {
            throw Failure(.badData, "the plan's folder holds another plan by now")
        }
        return try Authority(session: session, pool: pool).judge(
            sealed, stages: [.retire], places: ChangedPlaces.all(plan, [.retire]))
    }

    /// Keeps the approval, uses it up, and notes that the last stage begins.
    fileprivate func beginRetirement(_ granted: Authority.Granted) throws(ExecutionError) {
        let folder = run.folder.appending(Self.retirement)
        do {
            try PersonalFiles.createFolder(folder, mode: 0o700)
            for (name, bytes) in granted.files.sorted(by: { $0.key < $1.key }) {
                let kept = "approval" + (name.hasSuffix(".json") ? ".json" : ".sig")
                try PersonalFiles.replace(folder.appending(kept), with: bytes, mode: 0o600)
            }
        } catch {
            throw .file(path: folder, why: error.message)
        }
        try granted.consume(pool)
        try journal.append(
            JournalEntry(
                .begin, .ok, step: "", says: "its retirement approved by \(granted.principal)",
                at: session.now))
    }
}
