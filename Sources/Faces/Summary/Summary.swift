public import Vocabulary

/// What a scan has to say in short.
///
/// It can be made of an inventory without the items that `names` says no of, where their numbers are
/// given.
public struct Summary: Equatable, Sendable {
    /// How much there is of one class.
    public struct Count: Equatable, Sendable {
        /// The class.
        public let itemClass: ItemClass
        /// Items, those rolled up included.
        public var items = 0
        /// Bytes of their files.
        public var bytes: UInt64 = 0

        /// Nothing counted yet, or what was counted elsewhere.
        public init(_ itemClass: ItemClass, items: Int = 0, bytes: UInt64 = 0) {
            self.itemClass = itemClass
            self.items = items
            self.bytes = bytes
        }
    }

    /// Something that cannot be replaced, and why.
    public struct Line: Equatable, Sendable {
        /// Its id.
        public let subject: String
        /// Its path below the root.
        public let path: PathBytes
        /// Its class.
        public let itemClass: ItemClass
        /// Why, with where to look.
        public let says: String
    }

    /// Data that goes with its container.
    public struct Fleeting: Equatable, Sendable {
        /// The store.
        public let store: Store
        /// Names and ids of the services that hold it, sorted by id.
        public let owners: [Service]
    }

    /// Something a place would not show.
    public struct Gap: Equatable, Sendable {
        /// Id of the place.
        public let place: String
        /// `files`, `containers`, ….
        public let scope: String
        /// What, why, and what would change it.
        public let gap: Place.Coverage.Gap
    }

    /// When and in what scope.
    public let snapshot: Inventory.Occasion
    /// Identity, state, config, unknown, convenience.
    public let counts: [Count]
    /// Services of the places, sorted by id.
    public let services: [Service]
    /// External endpoints, sorted by id.
    public let external: [Service]
    /// Stores, sorted by id.
    public let stores: [Store]
    /// How many edges.
    public let dependencies: Int
    /// What cannot be replaced, the dearest first.
    public let loadBearing: [Line]
    /// What would be lost if the containers were made anew today, sorted.
    public let fleeting: [Fleeting]
    /// Rolled-up trees.
    public let rollups: [Rollup]
    /// Open holes, the worst first; nil where nobody has looked for them.
    public let holes: [HoleEntry]?
    /// Places on which our own probe was put to look, sorted.
    public let probed: [String]
    /// What could not be looked at, sorted.
    public let gaps: [Gap]
    /// What went wrong, sorted.
    public let problems: [Problem]
    /// Whether everything that was walked is accounted for and nothing was left unread.
    public let isAccounted: Bool

    /// Whether nothing is missing.
    public var isComplete: Bool { isAccounted && gaps.isEmpty && problems.isEmpty }

    /// Whether a summary names items of that verdict; the others it only counts.
    public static func names(itemsOf verdict: Verdict) -> Bool { LoadBearing.rank(verdict) != nil }

    /// The summary of an inventory.
    ///
    /// `unlisted` counts the items that `inventory.items` leaves out, by class.
    public init(
        _ inventory: Inventory, unlisted: [Count] = [], holes: [HoleEntry]? = nil
    ) {
        snapshot = inventory.snapshot
        counts = SummaryCounts.counts(of: inventory, unlisted: unlisted)
        let sorted = inventory.services.sorted { $0.id < $1.id }
        services = sorted.filter { !$0.isExternal }
        external = sorted.filter(\.isExternal)
        stores = inventory.stores.sorted { $0.id < $1.id }
        dependencies = inventory.dependencies.count
        loadBearing = LoadBearing.lines(of: inventory)
        fleeting = SummaryCounts.fleeting(stores: stores, services: sorted)
        rollups = inventory.rollups
        self.holes = holes.map { HolesDocument($0.filter { $0.status == "open" }).holes }
        probed = inventory.places.filter { $0.facts["probe"] != nil }.map(\.id).sorted()
        gaps = Self.gaps(of: inventory.places)
        problems = inventory.problems.sorted()
        isAccounted = inventory.totals.allSatisfy { $0.isClosed && $0.unread == 0 }
    }

    private static func gaps(of places: [Place]) -> [Gap] {
        let all = places.flatMap { place in
            place.coverage.flatMap { area in
                area.missing.map { Gap(place: place.id, scope: area.scope, gap: $0) }
            }
        }
        return all.sorted {
            ($0.place, $0.scope, $0.gap.what, $0.gap.why) < (
                $1.place, $1.scope, $1.gap.what, $1.gap.why
            )
        }
    }
}
