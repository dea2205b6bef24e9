import Console
import Execution
import Places
import Planning
import Trust
import Vocabulary

/// A run that this process holds, ready to go forward or back.
struct OpenRun {
    let session: Session
    let run: RunRecord
    let plan: Plan
    let journal: Journal
    let pool: PlacePool
    let kept: SealedPlan

    /// Claims a run; `busy` where another process has it.
    init(_ run: RunRecord, _ session: Session, pool: PlacePool? = nil) throws(Failure) {
        self.run = run
        self.session = session
        self.pool = pool ?? PlacePool(session)
        do {
            kept = try SealedPlan.open(run.keptPlan)
        } catch {
            throw Failure(error)
        }
        guard kept.id == run.plan, let plan = Plan(kept.document) else {
            throw Failure(.badData, "the run's own copy of the plan is not what was signed")
        }
        self.plan = plan
        journal = try Failure.executing { () throws(ExecutionError) in
            try Journal(in: run.folder)
        }
    }

    /// Claims the hosts, and goes on with `work`; whatever stops answering ends it.
    func go(
        _ work: (Conductor) throws(ExecutionError) -> Outcome
    ) throws(Failure) -> ExitStatus {
        Interruption.note()
        let telling = RunTelling(session: session, run: run)
        let outcome = try Failure.executing { () throws(ExecutionError) in
            try claimOrEnd()
            let conductor = try conductor(telling)
            let outcome = try rested(conductor, work)
            if outcome == .done { stateContinuity(conductor) }
            return outcome
        }
        return try telling.end(outcome, ledger: Ledger(journal.entries))
    }

    /// Work with a conductor; a place that stops answering is an outcome.
    func rested(
        _ conductor: Conductor, _ work: (Conductor) throws(ExecutionError) -> Outcome
    ) throws(ExecutionError) -> Outcome {
        do throws(ExecutionError) {
            return try work(conductor)
        } catch {
            guard case .unreachable(let place, let why) = error else { throw error }
            let last = journal.entries.last { !$0.step.isEmpty }?.step ?? ""
            return .lost(step: last, why: "\(place): \(why)")
        }
    }

    /// Gives the hosts back and notes how the run ended: in this order, so that a run that ended
    /// holds nothing.
    func end(_ says: String) throws(ExecutionError) {
        for place in try pool.places(run.places) { try Lease(run: run.id).give(place) }
        try journal.append(JournalEntry(.end, .ok, step: "", says: says, at: session.now))
    }

    /// A run that has not begun and cannot have its hosts is over, and holds none of them.
    private func claimOrEnd() throws(ExecutionError) {
        do throws(ExecutionError) {
            try claim()
        } catch {
            if journal.entries.isEmpty { try? end("not begun: \(error.message)") }
            throw error
        }
    }

    /// Claims every host of the run.
    func claim() throws(ExecutionError) {
        let user = Surroundings.userName(Surroundings.userID) ?? "uid \(Surroundings.userID)"
        let host = LocalPlace().facts()["hostname"] ?? "somewhere"
        let who = "\(user) at \(host), \(Timestamp.text(nanoseconds: session.now))"
        for place in try pool.places(run.places) { try Lease(run: run.id).take(place, who: who) }
    }

    /// A conductor that goes on from what the journal holds now.
    func conductor(
        _ telling: RunTelling, isInterrupted: @escaping () -> Bool = { Interruption.came }
    ) throws(ExecutionError) -> Conductor {
        let reached = try pool.places(run.places)
        let (run, kept, session, pool) = (run, kept, session, pool)
        let answers = Answers(run: run, session: session, pool: pool)
        let world = Conductor.World(
            place: { id throws(ExecutionError) in try pool.place(id) },
            renew: { pool.forget($0) },
            operand: { path throws(ExecutionError) in
                try Self.operand(path, in: run.planFolder, signed: kept)
            },
            keptOperand: { path throws(ExecutionError) in
                if let bytes = try? Self.operand(path, in: run.planFolder, signed: kept) {
                    return bytes
                }
                session.tell(
                    session.voice.note(
                        "\(path) is not what was signed; the run's own copy is used to undo"))
                return try Self.operand(path, in: run.keptPlan, signed: kept)
            },
            answered: { step, isUndo throws(ExecutionError) in
                try answers.given(step, isUndo: isUndo)
            },
            now: { Surroundings.now },
            sleep: { seconds in
                for _ in 0..<seconds where !isInterrupted() { Surroundings.sleep(seconds: 1) }
            },
            isInterrupted: isInterrupted, tell: telling.hear)
        return Conductor(
            plan, journal, selfSet: Own.set(reached), planFolder: run.keptPlan, world: world)
    }

    /// Bytes of a file of the plan that are still those that were signed.
    private static func operand(
        _ path: String, in folder: PathBytes, signed: SealedPlan
    ) throws(ExecutionError) -> [UInt8] {
        do {
            return try signed.bytes(of: path, in: folder)
        } catch {
            throw .refused(
                why: error.message, hint: "put the file back, or take the run back")
        }
    }
}
