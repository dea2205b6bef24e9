/// How far a run got when it came to rest.
public enum Outcome: Equatable, Sendable {
    /// Everything that was asked for is done.
    case done
    /// Everything is taken back, but for what the plan said cannot be, by step.
    case takenBack(left: [String])
    /// The exports are whole and kept, and the source goes on as before: where they lie.
    case exported(at: [String])
    /// A check or an action failed; nothing after it was begun.
    case stopped(step: String, why: String)
    /// A person must answer, or do something, before it goes on.
    case waiting(step: String, question: String)
    /// Carrying the step out would take down whoever carries it out: a person does it, from
    /// elsewhere.
    case alert(step: String, why: String, run: String)
    /// Time must pass; nanoseconds since 1970.
    case resting(step: String, until: Int64)
    /// What would have been run is not what was signed.
    case changed(step: String, why: String)
    /// A place stopped answering; nobody knows how the step ended.
    case lost(step: String, why: String)
    /// An undo failed: a person is needed now.
    case stuck(step: String, why: String)
    /// Somebody asked it to end.
    case interrupted(step: String)
}

/// What a run tells while it goes on.
public enum Tiding: Equatable, Sendable {
    /// A step begins; counted from 1.
    case begins(step: String, title: String, number: Int, of: Int)
    /// It was done already.
    case skipped(step: String, why: String)
    /// It is done and its checks hold.
    case holds(step: String)
    /// A line that a failing program printed, nothing secret in it.
    case complained(step: String, line: String)
    /// A step is being undone.
    case undoes(step: String, title: String)
    /// Trying again after a while.
    case again(step: String, afterSeconds: Int)
}
