internal import Places
internal import Planning
internal import Vocabulary

/// Takes a run back: the same conductor, the same vocabulary, the last step first.
extension Conductor {
    /// Undoes everything that may have changed something. An undo that fails ends it: what would
    /// be started after it could live twice.
    public func takeBack() throws(ExecutionError) -> Outcome {
        if !ledger.isGoingBack {
            let entry = JournalEntry(.rollback, .ok, step: "", says: "", at: world.now())
            try journal.append(entry)
            ledger.take(entry)
        }
        for id in ledger.toUndo {
            guard let step = plan.step(id) else {
                throw .unfit(why: "the plan has no step \(id)")
            }
            if world.isInterrupted() { return .interrupted(step: id) }
            if let end = try undo(step) { return end }
        }
        let left = plan.steps.map(\.step).filter { step in
            if case .impossible = step.rollback { return ledger.state(of: step.id) == .undone }
            return false
        }
        return .takenBack(left: left.map(\.id))
    }

    func undo(_ step: Step) throws(ExecutionError) -> Outcome? {
        switch step.rollback {
        case .nothing(let because):
            try record(.undoOutcome, .ok, step, because)
            return nil
        case .impossible(let because):
            try record(.undoOutcome, .ok, step, "cannot be undone: \(because)")
            return nil
        default: break
        }
        world.tell(.undoes(step: step.id, title: step.title))
        try waitForQuiet(step)
        if try callOffEarlier(step) != nil { return nil }
        if let end = try callOffEarlier(step, isUndo: true) { return end }
        if let end = try person(step, step.rollback, isUndo: true) { return end }
        guard let command = try command(step, step.rollback, world.keptOperand) else {
            try record(.undoIntent, .ok, step, "by a person")
            try record(.undoOutcome, .ok, step, "a person says it is done")
            return nil
        }
        if let end = try carryUndo(command, step) { return end }
        if let why = try stillThere(step) {
            try record(.undoOutcome, .failed, step, why)
            return .stuck(step: step.id, why: why)
        }
        try record(.undoOutcome, .ok, step, "")
        return nil
    }

    /// Runs an undo, watched where it may cut the way in; nil where it ended well.
    private func carryUndo(_ command: Command, _ step: Step) throws(ExecutionError) -> Outcome? {
        let guardian = try arm(step, isUndo: true)
        try record(.undoIntent, .ok, step, guardian == nil ? "" : "a dead man watches")
        let why = try runUndo(command, step, guardian)
        if let guardian, let end = try callOff(guardian, step) { return end }
        guard let why else { return nil }
        try record(.undoOutcome, .failed, step, why)
        return .stuck(step: step.id, why: why)
    }

    /// As `run`, but an unknown end leaves the undo unknown, and not the step.
    private func runUndo(
        _ command: Command, _ step: Step, _ guardian: DeadMan?
    ) throws(ExecutionError) -> String? {
        let result = try ended(command, step, guardian, isUndo: true)
        if result.isSuccess { return nil }
        if case .exited(let status) = result.ending { return "its undo ended with \(status)" }
        return "its undo was ended from outside"
    }

    /// What a stop or a start is undone into must be seen: what was stopped runs again, what was
    /// started does not. A start whose first check tells nothing of running (a unit that waits for
    /// its timer, or fails as it always did) tells nothing of its undo either.
    ///
    /// A check may wait for what it looks for: here it gets a few seconds, and then it is not there.
    private func stillThere(_ step: Step) throws(ExecutionError) -> String? {
        guard [.stop, .start].contains(step.purpose), step.action.isLasting,
            let sign = step.verify.first, case .run = sign.probe,
            step.purpose == .stop || sign.level == 3
        else { return nil }
        for _ in 0..<15 {
            if try fault([sign], of: step, within: 3) != nil { return nil }
            world.sleep(2)
        }
        return "after its undo everything looks as if it had not been undone"
    }
}
