import Vocabulary

/// Where the newer of two inventories looked: absence is claimed only there.
struct Sight {
    /// Roots that were read completely in the newer inventory.
    private let completeRoots: Set<RootKey>
    /// Places of which every root of the older inventory was read completely in the newer one.
    private let completePlaces: Set<String>
    /// Folders the newer one left out or rolled up, by root.
    private let closed: [RootKey: [PathBytes]]

    struct RootKey: Hashable {
        let place: String
        let root: PathBytes
    }

    init(older: Inventory, newer: Inventory) {
        let complete = Set(
            newer.totals.filter { $0.unread == 0 && $0.isClosed }
                .map { RootKey(place: $0.place, root: $0.root) })
        let incomplete = older.totals.filter {
            !complete.contains(RootKey(place: $0.place, root: $0.root))
        }
        completeRoots = complete
        completePlaces = Set(older.places.map(\.id)).union(older.totals.map(\.place))
            .intersection(newer.places.map(\.id)).subtracting(incomplete.map(\.place))
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

    /// Whether the newer inventory looked at all of the place an id belongs to.
    func coversPlace(of id: String) -> Bool {
        completePlaces.contains { id.hasPrefix($0 + "/") }
    }
}
