import Synchronization

/// Lets a host be tidied up for a moment after everything was stopped.
///
/// What is under way when it is stopped ends at once; what is begun right after it has some seconds.
final class Grace: Sendable {
    /// How long, below the patience of whoever stopped it.
    private static let length = Duration.seconds(3)

    private struct State {
        var isNeeded = false
        var until: ContinuousClock.Instant?
    }
    private let state = Mutex(State())

    /// From now on something lies on the host that has to be removed, or no longer.
    func needs(_ isNeeded: Bool) { state.withLock { $0.isNeeded = isNeeded } }

    /// What is to be told to whoever asks whether it is stopped, where it is.
    func isOver() -> Bool {
        state.withLock { state in
            guard state.isNeeded else { return true }
            guard let until = state.until else {
                state.until = .now + Self.length
                return true
            }
            return .now >= until
        }
    }
}
