import Console
import Execution
import Planning

/// `bedplate resume`: goes on with a run that came to rest, forward or back.
enum ResumeCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let record = try Runs(session: session).find(session.asked.operand(0))
        let run = try OpenRun(record, session)
        try run.demandOpen()
        let asked = try StageRange(until: session.asked.value("until")).stages
        let stages = run.allowed(asked, by: try run.approval())
        return try run.go { conductor throws(ExecutionError) in
            if Ledger(run.journal.entries).isGoingBack { return try run.takeBack(conductor) }
            return try run.carry(conductor, stages)
        }
    }
}

/// `bedplate rollback`: takes a run back.
enum RollbackCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let record = try Runs(session: session).find(session.asked.operand(0))
        let run = try OpenRun(record, session)
        try run.demandOpen()
        try run.demandWayBack()
        do throws(Failure) {
            try run.approval()
        } catch {
            // Going back is never refused: it is what makes things as they were.
            session.tell(session.voice.note(error.message))
        }
        return try run.go { conductor throws(ExecutionError) in try run.takeBack(conductor) }
    }
}

extension OpenRun {
    /// A run that ended stays ended.
    func demandOpen() throws(Failure) {
        guard let ending = Ledger(journal.entries).ending else { return }
        throw Failure(
            .noInput, "the run \(run.id) has ended: \(Voice.escaped(ending.says))",
            hint: Retirement.removals(plan, Ledger(journal.entries)).isEmpty
                ? "what it did can be done again by a new approval and 'bedplate migrate'"
                : "what it removed is gone; a backup of the target is what brings data back")
    }

    /// Once the last stage has removed something there is nothing to go back to.
    func demandWayBack() throws(Failure) {
        let removals = Retirement.removals(plan, Ledger(journal.entries))
        guard let first = removals.first else { return }
        let others = removals.count > 1 ? " and \(removals.count - 1) more" : ""
        throw Failure(
            .no,
            "the run \(run.id) cannot be taken back: \(Voice.escaped(first))\(others) removed "
                + "what the source needs to start",
            hint: "everything runs on the target; 'bedplate retire \(run.id)' goes on")
    }

    /// Takes everything back, and ends the run where that worked.
    func takeBack(_ conductor: Conductor) throws(ExecutionError) -> Outcome {
        let outcome = try conductor.takeBack()
        if case .takenBack = outcome { try end("taken back") }
        return outcome
    }
}
