public import Planning

/// The end of the way back: once the last stage has begun to remove things, nothing is undone.
public enum Retirement {
    /// Ids of the steps of the last stage that have removed something, or may have, in the plan's
    /// order.
    public static func removals(_ plan: Plan, _ ledger: Ledger) -> [String] {
        plan.steps.filter { stage, step in
            stage == .retire && step.isDestructive
                && ![.untouched, .undone].contains(ledger.state(of: step.id))
        }.map(\.step.id)
    }

    /// When an owner let the last stage begin, nanoseconds since 1970; nil where none has: the
    /// second beginning that a journal tells of.
    public static func begun(_ entries: [JournalEntry]) -> Int64? {
        entries.filter { $0.phase == .begin }.dropFirst().first?.at
    }
}
