/// How far each step of a run is, as its journal tells.
public struct Ledger: Sendable {
    /// How far a step is.
    public enum State: String, Sendable, CaseIterable {
        /// Nothing was attempted, or what was is taken back.
        case untouched
        /// It was begun, and nobody knows how that ended.
        case unknown
        /// Its action or one of its checks failed.
        case failed
        /// It is done, and its checks held.
        case done
        /// Its undo was begun, and nobody knows how that ended.
        case undoing
        /// Its undo failed.
        case stuck
        /// It is taken back.
        case undone
    }

    /// Whether the run goes back rather than forward.
    public private(set) var isGoingBack = false
    /// Whether it lets the source go on, and keeps what was taken out.
    public private(set) var isThawing = false
    /// How the run ended; nil while it is open.
    public private(set) var ending: JournalEntry?
    private var states: [String: State] = [:]
    private var order: [String] = []
    private var attempts: [String: [Int64]] = [:]
    private var pauses: [String: Int64] = [:]
    private var latest: [String: Int64] = [:]

    /// What a journal tells.
    public init(_ entries: [JournalEntry]) {
        for entry in entries { take(entry) }
    }

    /// How far a step is.
    public func state(of step: String) -> State { states[step] ?? .untouched }

    /// Whether what a person answers now is about undoing.
    public var isUndoing: Bool { isGoingBack || isThawing }

    /// Ids of the steps that may have changed something, the last one begun first.
    public var toUndo: [String] {
        order.reversed().filter {
            ![.untouched, .undone].contains(state(of: $0))
        }
    }

    /// When a step failed, nanoseconds since 1970.
    public func failures(of step: String) -> [Int64] { attempts[step] ?? [] }

    /// When a step was last begun or seen to end, nanoseconds since 1970; nil where it never was.
    public func attempted(_ step: String) -> Int64? { latest[step] }

    /// Since when a step waits; nil where it does not.
    public func waiting(_ step: String) -> Int64? { pauses[step] }

    /// How many steps are in each state.
    public var counts: [State: Int] {
        states.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// Takes one more entry in.
    public mutating func take(_ entry: JournalEntry) {
        let step = entry.step
        if [.intent, .outcome, .verify].contains(entry.phase) { latest[step] = entry.at }
        switch entry.phase {
        case .begin: (isGoingBack, isThawing, ending) = (false, false, nil)
        case .rollback: (isGoingBack, ending) = (true, nil)
        case .thaw: (isThawing, ending) = (true, nil)
        case .end: ending = entry
        case .pause: if pauses[step] == nil { pauses[step] = entry.at }
        case .intent: begin(step)
        case .outcome: if entry.result != .ok { end(step, entry) }
        case .verify: end(step, entry)
        case .probe: end(step, entry)
        case .skip: states[step] = .done
        case .undoIntent: states[step] = .undoing
        case .undoOutcome:
            states[step] = entry.result == .ok ? .undone : .stuck
            pauses[step] = nil
        }
    }

    private mutating func begin(_ step: String) {
        states[step] = .unknown
        order.removeAll { $0 == step }
        order.append(step)
    }

    private mutating func end(_ step: String, _ entry: JournalEntry) {
        switch entry.result {
        case .ok: states[step] = .done
        case .unknown: states[step] = .unknown
        case .failed:
            states[step] = .failed
            if entry.phase != .probe { attempts[step, default: []].append(entry.at) }
        }
    }
}
