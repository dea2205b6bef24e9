public import Topology
public import Vocabulary

/// What changed between two snapshots, as it is told: what matters most first, and what is only
/// convenience counted.
public struct Changes: Equatable, Sendable {
    /// What happened to a thing.
    public enum Kind: String, Sendable, CaseIterable {
        /// It is new.
        case appeared
        /// It is new to us: the scan before was told to end while it looked there.
        case firstSeen = "first-seen"
        /// It is gone, and the newer snapshot looked where it was.
        case vanished
        /// It was there, but the newer snapshot did not look.
        case notSeen = "not-seen"
        /// Its content or attributes differ.
        case changed
        /// It has another name.
        case moved
        /// It is judged differently.
        case reclassified
    }

    /// One change.
    public struct Line: Equatable, Sendable {
        /// What happened.
        public let kind: Kind
        /// What it happened to.
        public let of: Explanation.Subject
        /// Its id; for a dependency the id of the one that needs.
        public let subject: String
        /// For a dependency the id of what is needed.
        public var to: String?
        /// For a dependency its kind.
        public var edge: String?
        /// Its class, where it has one.
        public var itemClass: ItemClass?
        /// Its id before it moved.
        public var was: String?
        /// Its class before it was judged differently.
        public var wasClass: ItemClass?
        /// The contract's names of the fields that differ, sorted.
        public var fields: [String] = []

        init(_ kind: Kind, _ of: Explanation.Subject, _ subject: String) {
            self.kind = kind
            self.of = of
            self.subject = subject
        }
    }

    /// Changes of everything but convenience, the dearest first.
    public let lines: [Line]
    /// How many changes of each kind among convenience.
    public let convenience: [Kind: Int]

    /// Whether nothing changed.
    public var isEmpty: Bool { lines.isEmpty && convenience.isEmpty }

    /// The changes of a difference.
    public init(_ difference: Difference) {
        var all = ChangeLines.lines(of: difference.items)
        all += ChangeLines.lines(of: difference.rollups)
        all += ChangeLines.lines(of: difference.services)
        all += ChangeLines.lines(of: difference.stores)
        all += ChangeLines.lines(of: difference.dependencies)
        var counted: [Kind: Int] = [:]
        for line in all where line.isConvenience { counted[line.kind, default: 0] += 1 }
        convenience = counted
        lines = all.filter { !$0.isConvenience }.sorted()
    }

    private init(lines: [Line], convenience: [Kind: Int]) {
        self.lines = lines
        self.convenience = convenience
    }

    /// The changes of what is or was of one of these classes.
    public func only(_ classes: Set<ItemClass>) -> Changes {
        let kept = lines.filter { line in
            [line.itemClass, line.wasClass].compactMap(\.self).contains(where: classes.contains)
        }
        return Changes(
            lines: kept, convenience: classes.contains(.convenience) ? convenience : [:])
    }
}

extension Changes.Line: Comparable {
    /// Whether it is about convenience, before and after.
    var isConvenience: Bool {
        itemClass == .convenience && (wasClass ?? .convenience) == .convenience
    }

    /// How much it matters: the class, and for what has none what it is.
    private var weight: Int {
        let classes = [itemClass, wasClass].compactMap(\.self).map(\.weight)
        return classes.max() ?? (of == .service ? 3 : 1)
    }

    /// The dearest first, then by what it is, id and kind.
    public static func < (left: Changes.Line, right: Changes.Line) -> Bool {
        if left.weight != right.weight { return left.weight > right.weight }
        return (left.of.order, left.subject, left.to ?? "", left.edge ?? "", left.kind.rawValue)
            < (right.of.order, right.subject, right.to ?? "", right.edge ?? "", right.kind.rawValue)
    }
}

extension Explanation.Subject {
    /// Its place among those of equal weight.
    var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
