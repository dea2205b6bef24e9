public import Vocabulary

/// What changed between two inventories.
///
/// `apply` of it to the older one gives the newer one, whatever changed.
public struct Difference: Equatable, Sendable {
    /// What changed among the elements of one array.
    public struct Part<Element: Equatable & Sendable>: Equatable, Sendable {
        /// In the newer one only.
        public var appeared: [Element] = []
        /// In the newer one only, and the older one was told to end while it looked there.
        public var firstSeen: [Element] = []
        /// In the older one only, and the newer one looked where it was.
        public var vanished: [Element] = []
        /// In the older one only, but the newer one did not look where it was.
        public var notSeen: [Element] = []
        /// In both, different in the named fields.
        public var changed: [Change<Element>] = []
        /// Under another name, the same content.
        public var moved: [Change<Element>] = []
        /// The same content, judged differently.
        public var reclassified: [Change<Element>] = []
        /// The same as far as both can tell: times with more digits, other evidence, a digest that
        /// only one of them has.
        public var refined: [Change<Element>] = []

        /// Nothing changed.
        public init() {}

        /// Whether nothing changed that both could tell.
        public var isEmpty: Bool {
            appeared.isEmpty && firstSeen.isEmpty && vanished.isEmpty && notSeen.isEmpty
                && changed.isEmpty && moved.isEmpty && reclassified.isEmpty
        }
    }

    /// One element before and after.
    public struct Change<Element: Equatable & Sendable>: Equatable, Sendable {
        /// As it was.
        public let before: Element
        /// As it is.
        public let after: Element
        /// The contract's names of the fields that differ, sorted.
        public let fields: [String]
    }

    /// The parts of an inventory that have no elements with an identity of their own.
    public struct Ledger: Equatable, Sendable {
        /// When and in what scope.
        public let snapshot: Inventory.Occasion
        /// Places with their coverage.
        public let places: [Place]
        /// What was left out.
        public let excluded: [Exclusion]
        /// The accounting.
        public let totals: [Totals]
        /// What went wrong.
        public let problems: [Problem]

        init(_ inventory: Inventory) {
            snapshot = inventory.snapshot
            places = inventory.places
            excluded = inventory.excluded
            totals = inventory.totals
            problems = inventory.problems
        }
    }

    /// The older ledger.
    public let before: Ledger
    /// The newer ledger.
    public let after: Ledger
    /// Items.
    public let items: Part<Item>
    /// Regenerable trees.
    public let rollups: Part<Rollup>
    /// Services.
    public let services: Part<Service>
    /// Stores.
    public let stores: Part<Store>
    /// Dependencies.
    public let dependencies: Part<Dependency>

    /// What changed from `older` to `newer`.
    public init(from older: Inventory, to newer: Inventory) {
        let seen = Sight(older: older, newer: newer)
        before = Ledger(older)
        after = Ledger(newer)
        items = Moves.found(in: Comparison.compare(older.items, newer.items, seen))
        rollups = Comparison.compare(older.rollups, newer.rollups, seen)
        services = Comparison.compare(older.services, newer.services, seen)
        stores = Comparison.compare(older.stores, newer.stores, seen)
        dependencies = Comparison.compare(older.dependencies, newer.dependencies, seen)
    }

    /// Whether nothing changed that both could tell.
    public var isEmpty: Bool {
        items.isEmpty && rollups.isEmpty && services.isEmpty && stores.isEmpty
            && dependencies.isEmpty
    }

    /// The newer inventory, made of the older one and this difference.
    public func apply(to older: Inventory) -> Inventory {
        var newer = Inventory()
        newer.snapshot = after.snapshot
        newer.places = after.places
        newer.excluded = after.excluded
        newer.totals = after.totals
        newer.problems = after.problems
        newer.items = items.apply(to: older.items)
        newer.rollups = rollups.apply(to: older.rollups)
        newer.services = services.apply(to: older.services)
        newer.stores = stores.apply(to: older.stores)
        newer.dependencies = dependencies.apply(to: older.dependencies)
        return newer
    }
}

extension Difference.Part where Element: Identified {
    /// The newer elements, sorted.
    func apply(to older: [Element]) -> [Element] {
        var kept = Dictionary(older.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        for gone in vanished + notSeen { kept[gone.key] = nil }
        for change in moved { kept[change.before.key] = nil }
        for change in changed + moved + reclassified + refined {
            kept[change.after.key] = change.after
        }
        for new in appeared + firstSeen { kept[new.key] = new }
        return kept.values.sorted { $0.key < $1.key }
    }
}
