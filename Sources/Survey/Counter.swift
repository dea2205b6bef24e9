import Synchronization

/// Counts what several threads do.
final class Counter: Sendable {
    private let total = Atomic<Int>(0)

    /// Adds to the count, and gives what it is then.
    func add(_ number: Int) -> Int {
        total.add(number, ordering: .relaxed).newValue
    }
}
