import Console
import Execution
import Places
import Planning
import Trust
import Vocabulary

/// `bedplate confirm`: a person's signed answer to a step that waits.
enum ConfirmCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let run = try Runs(session: session).find(session.asked.operand(0))
        let step = session.asked.operand(1) ?? ""
        let sealed = try Failure.trusting { () throws(TrustError) in
            try SealedPlan.open(run.keptPlan)
        }
        guard let found = Plan(sealed.document)?.step(step) else {
            throw Failure(.noInput, "the plan has no step \(Voice.escaped(step))")
        }
        let ledger = try Failure.executing { () throws(ExecutionError) in try run.ledger() }
        let key = session.absolute(session.asked.value("key") ?? "")
        guard PersonalFiles.exists(key) else {
            throw Failure(.noInput, "there is no key at \(Voice.escaped(key.text))")
        }
        try Answers(run: run, session: session, pool: PlacePool(session)).give(
            step, isUndo: ledger.isUndoing, as: session.asked.value("as") ?? "", key: key)
        session.tell(
            "answered: \(Voice.escaped(found.title)); 'bedplate "
                + "\(ledger.isGoingBack ? "rollback" : "resume") \(run.id)' goes on")
        return .done
    }
}
