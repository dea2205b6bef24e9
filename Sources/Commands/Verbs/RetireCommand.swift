import Console
import Execution
import Planning
import Trust

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
        let sealed = try Failure.trusting { () throws(TrustError) in
            try SealedPlan.open(record.planFolder)
        }
        guard sealed.id == record.plan else {
            throw Failure(.badData, "the plan's folder holds another plan by now")
        }
        let granted = try Authority(session: session, pool: run.pool).judge(
            sealed, stages: [.retire], places: ChangedPlaces.all(run.plan, [.retire]))
        return try run.go { conductor throws(ExecutionError) in
            try granted.consume(run.pool)
            let outcome = try conductor.carry([.retire])
            if outcome == .done { try run.end("retired") }
            return outcome
        }
    }
}
