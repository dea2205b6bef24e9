/// One inventory at one moment: everything that crosses from looking to thinking.
public struct Inventory: Equatable, Sendable {
    /// The occasion of an inventory; it does not count towards its id.
    public struct Occasion: Hashable, Sendable {
        /// `sha256:…` over the document without `snapshot`, `tool` and fingerprints.
        public var id = ""
        /// A name a person gave.
        public var name: String?
        /// When, nanoseconds since 1970 UTC.
        public var taken: Int64 = 0
        /// Id of the snapshot before it in its scope.
        public var parent: String?
        /// The roots, PLACE`:`ROOT, sorted.
        public var scope: [String] = []
        /// Counts occasions of the scope from 1.
        public var sequence = 0

        /// An occasion not yet kept.
        public init() {}
    }

    /// When and in what scope.
    public var snapshot = Occasion()
    /// Places, sorted by id.
    public var places: [Place] = []
    /// Listed items, sorted by place, root, path.
    public var items: [Item] = []
    /// Regenerable trees, sorted likewise.
    public var rollups: [Rollup] = []
    /// What was left out, sorted likewise.
    public var excluded: [Exclusion] = []
    /// Closed accounting per root.
    public var totals: [Totals] = []
    /// Services, sorted by id.
    public var services: [Service] = []
    /// Stores, sorted by id.
    public var stores: [Store] = []
    /// Dependencies, sorted by from, to, kind.
    public var dependencies: [Dependency] = []
    /// What went wrong, sorted.
    public var problems: [Problem] = []

    /// An inventory of nothing.
    public init() {}

    /// Puts every array into the contract's order, so that equal content is equal bytes.
    public mutating func sort() {
        places.sort { $0.id < $1.id }
        items.sort { ($0.place, $0.root, $0.path) < ($1.place, $1.root, $1.path) }
        rollups.sort { ($0.place, $0.root, $0.path) < ($1.place, $1.root, $1.path) }
        excluded.sort {
            ($0.place, $0.root, $0.path, $0.reason) < ($1.place, $1.root, $1.path, $1.reason)
        }
        totals.sort { ($0.place, $0.root) < ($1.place, $1.root) }
        services.sort { $0.id < $1.id }
        stores.sort { $0.id < $1.id }
        dependencies.sort {
            ($0.from, $0.to, $0.kind.rawValue) < ($1.from, $1.to, $1.kind.rawValue)
        }
        problems = Set(problems).sorted()
    }
}
