import Vocabulary

/// Where the newer of two inventories looked: absence is claimed only there.
struct Sight {
    /// Roots that were read completely in the newer inventory.
    private let completeRoots: Set<RootKey>
    /// Places of which every root of the older inventory was read completely in the newer one.
    private let completePlaces: Set<String>
    /// Roots and places that the older one was looking at when it was told to end.
    private let halfKnown: (roots: Set<RootKey>, places: Set<String>)
    /// Folders the newer one left out or rolled up, by root.
    private let closed: [RootKey: [PathBytes]]

    /// The roots and places of an inventory that were being looked at when the scan was told to end.
    private static func stopped(
        _ inventory: Inventory
    ) -> (roots: Set<RootKey>, places: Set<String>) {
        let problems = inventory.problems.filter { $0.code == "interrupted" }
        let roots = problems.compactMap { problem in
            problem.path.map { RootKey(place: problem.place, root: $0) }
        }
        return (Set(roots), Set(problems.map(\.place)))
    }

    struct RootKey: Hashable {
        let place: String
        let root: PathBytes
    }

    init(older: Inventory, newer: Inventory) {
        let stopped = Self.stopped(newer)
        halfKnown = Self.stopped(older)
        let complete = Set(
            newer.totals.filter { $0.unread == 0 && $0.isClosed }
                .map { RootKey(place: $0.place, root: $0.root) }
        ).subtracting(stopped.roots)
        let incomplete = older.totals.filter {
            !complete.contains(RootKey(place: $0.place, root: $0.root))
        }
        completeRoots = complete
        completePlaces = Set(older.places.map(\.id)).union(older.totals.map(\.place))
            .intersection(newer.places.map(\.id)).subtracting(incomplete.map(\.place))
            .subtracting(stopped.places)
        var closed: [RootKey: [PathBytes]] = [:]
        for left in newer.excluded {
            closed[RootKey(place: left.place, root: left.root), default: []].append(left.path)
        }
        for rolled in newer.rollups {
            closed[RootKey(place: rolled.place, root: rolled.root), default: []].append(rolled.path)
        }
        self.closed = closed
    }

    /// Whether the newer inventory would list something at that path if it were there.
    func covers(_ key: PathKey) -> Bool {
        let root = RootKey(place: key.place, root: key.root)
        guard completeRoots.contains(root) else { return false }
        return !(closed[root] ?? []).contains { key.path.isWithin($0) }
    }

    /// Whether the older inventory may just not have come to what lies at that path.
    func isHalfKnown(_ key: PathKey) -> Bool {
        halfKnown.roots.contains(RootKey(place: key.place, root: key.root))
    }

    /// Whether the older inventory may just not have come to what has that id.
    func isHalfKnownPlace(of id: String) -> Bool {
        halfKnown.places.contains { id.hasPrefix($0 + "/") }
    }

    /// Whether the newer inventory looked at all of the place an id belongs to.
    func coversPlace(of id: String) -> Bool {
        completePlaces.contains { id.hasPrefix($0 + "/") }
    }
}
