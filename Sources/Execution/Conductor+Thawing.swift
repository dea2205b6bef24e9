internal import Planning

/// Lets the source go on once its data is taken out and looked at: a run that ends with verified
/// exports is a backup, and a backup leaves nothing stopped.
extension Conductor {
    /// The stages whose work is what a backup is.
    static let exporting: Set<Stage> = [.safeguard, .export, .verifyExport]

    /// Undoes everything but the exports, the last step first; `done` where that worked.
    public func thaw() throws(ExecutionError) -> Outcome {
        if !ledger.isThawing {
            let entry = JournalEntry(.thaw, .ok, step: "", says: "", at: world.now())
            try journal.append(entry)
            ledger.take(entry)
        }
        let kept = Set(plan.steps.filter { Self.exporting.contains($0.stage) }.map(\.step.id))
        for id in ledger.toUndo where !kept.contains(id) {
            guard let step = plan.step(id) else {
                throw .unfit(why: "the plan has no step \(id)")
            }
            if world.isInterrupted() { return .interrupted(step: id) }
            if let end = try undo(step) { return end }
        }
        return .done
    }
}
