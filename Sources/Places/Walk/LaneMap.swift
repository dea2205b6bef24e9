import Synchronization

extension Lanes {
    /// What `body` makes of every element, on so many threads of our own; in the elements' order.
    public static func map<Element: Sendable, Outcome: Sendable>(
        _ elements: [Element], lanes: Int, _ body: @escaping @Sendable (Element) -> Outcome
    ) -> [Outcome] {
        guard !elements.isEmpty else { return [] }
        let shelf = Shelf<Outcome>(count: elements.count)
        run(min(lanes, elements.count)) { _ in
            while let index = shelf.next() { shelf.put(body(elements[index]), at: index) }
        }
        return shelf.all
    }
}

/// Numbered places for outcomes, handed out one after the other.
final class Shelf<Outcome: Sendable>: Sendable {
    private struct State {
        var next = 0
        var outcomes: [Outcome?]
    }
    private let state: Mutex<State>

    init(count: Int) {
        state = Mutex(State(outcomes: Array(repeating: nil, count: count)))
    }

    /// The next number; nil once all are handed out.
    func next() -> Int? {
        state.withLock { state in
            guard state.next < state.outcomes.count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    func put(_ outcome: Outcome, at index: Int) {
        state.withLock { $0.outcomes[index] = outcome }
    }

    /// What there is by now.
    var outcomes: [Outcome?] { state.withLock { $0.outcomes } }

    var all: [Outcome] { state.withLock { $0.outcomes.compactMap { $0 } } }
}
