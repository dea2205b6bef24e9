import Console
import Execution
import Places
import Planning
import Vocabulary

/// The statement at the end of a move, kept beside the run.
extension OpenRun {
    /// Writes and tells it, once every step but the last stage's is done; a statement that cannot
    /// be made is told, and takes nothing from what was done.
    func stateContinuity(_ conductor: Conductor) {
        let entries = journal.entries
        let ledger = Ledger(entries)
        guard !ledger.isGoingBack, Retirement.begun(entries) == nil,
            plan.steps.allSatisfy({ $0.stage == .retire || ledger.state(of: $0.step.id) == .done })
        else { return }
        do throws(ExecutionError) {
            let statement = ContinuityStatement(
                run: run.id, id: run.plan, plan, StepTimes(entries), looks: try looks(conductor),
                at: session.now)
            let path = run.folder.appending("continuity.json")
            do {
                try PersonalFiles.replace(path, with: statement.document(), mode: 0o600)
            } catch {
                throw .file(path: path, why: error.message)
            }
            for line in statement.summary { session.tell(Voice.escaped(line)) }
            session.tell("the statement is \(Voice.escaped(path.text))")
        } catch {
            session.tell(
                session.voice.note("no statement of continuity: \(Voice.escaped(error.message))"))
        }
    }

    /// What the plan's looks at identity show: read-only, and signed with the plan.
    private func looks(_ conductor: Conductor) throws(ExecutionError) -> ContinuityStatement.Looks {
        var out: ContinuityStatement.Looks = [:]
        for (_, step) in plan.steps {
            guard let list = Continuity.list(lookedAtBy: step.id) else { continue }
            let bytes = try run.file("plan/" + list) ?? []
            out[step.id] = (bytes, try conductor.seen(Continuity.identity, of: step))
        }
        return out
    }
}
