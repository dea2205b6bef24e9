public import Vocabulary

/// Services that need each other in a ring, so that no order satisfies all of them.
public struct Cycle: Equatable, Sendable {
    /// One way around it: each id needs the next, the last needs the first. Begins with the
    /// smallest id.
    public let ring: [String]
    /// The edges that were set aside so that there is an order, weakest first.
    public let cuts: [Dependency]

    /// A cycle.
    public init(ring: [String], cuts: [Dependency]) {
        self.ring = ring
        self.cuts = cuts
    }
}

extension Dependency {
    /// How firmly an edge asks for an order: the weakest on a ring is set aside first.
    ///
    /// An edge that says when to start outweighs one that only says who talks to whom; then hard
    /// outweighs soft, then the kinds in the order of how well a client usually copes, then what a
    /// person wrote outweighs what a rule concluded.
    var firmness: [Int] {
        let asksForOrder = condition != nil || kind == .startOrder
        let kinds: [Kind] = [
            .schedule, .supervises, .network, .config, .secret, .data, .startOrder,
        ]
        let isWritten = evidence.contains { $0.basis == .declared || $0.basis == .confirmed }
        return [
            asksForOrder ? 1 : 0, strength == .hard ? 1 : 0, kinds.firstIndex(of: kind) ?? 0,
            isWritten ? 1 : 0,
        ]
    }
}
