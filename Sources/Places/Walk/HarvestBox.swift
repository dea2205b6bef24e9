import Synchronization

/// Where lanes put what they bring home.
final class HarvestBox: Sendable {
    private let harvests: Mutex<[Harvest?]>

    init(lanes: Int) {
        harvests = Mutex(Array(repeating: nil, count: lanes))
    }

    /// Keeps the harvest of a lane.
    func put(_ harvest: Harvest, lane: Int) {
        harvests.withLock { $0[lane] = harvest }
    }

    /// All harvests, by lane.
    var all: [Harvest] { harvests.withLock { $0.compactMap { $0 } } }
}
