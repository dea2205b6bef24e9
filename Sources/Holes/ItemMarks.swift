import Knowledge
import Vocabulary

/// What rules ask of an item before they look closer: worked out once, in one pass over all items.
///
/// A mark never misses what its rule would find; the rule itself decides.
struct ItemMarks: OptionSet, Sendable {
    let rawValue: UInt16

    init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// Its verdict is identity.
    static let identity = ItemMarks(rawValue: 1)
    /// A rule that knows selves speaks of it.
    static let selfRule = ItemMarks(rawValue: 1 << 1)
    /// A copy kept aside.
    static let copy = ItemMarks(rawValue: 1 << 2)
    /// A sample or a template.
    static let sample = ItemMarks(rawValue: 1 << 3)
    /// Said to be rebuilt, without a recipe.
    static let unproven = ItemMarks(rawValue: 1 << 4)
    /// Nobody knows what it is.
    static let unknown = ItemMarks(rawValue: 1 << 5)
    /// It is or holds a credential.
    static let secret = ItemMarks(rawValue: 1 << 6)
    /// Identity or state that names places, and no copy.
    static let pinned = ItemMarks(rawValue: 1 << 7)
    /// Git work that is kept nowhere else.
    static let unkept = ItemMarks(rawValue: 1 << 8)
    /// A document that names what is not there.
    static let drift = ItemMarks(rawValue: 1 << 9)
    /// The root of a walk.
    static let root = ItemMarks(rawValue: 1 << 10)
    /// It may be standing text that nothing loads.
    static let standing = ItemMarks(rawValue: 1 << 11)
    /// Named like a file that says what an agent may do.
    static let governing = ItemMarks(rawValue: 1 << 12)
    /// Named like a self that some runtime loads.
    static let selfName = ItemMarks(rawValue: 1 << 13)
    /// Standing text, if its name says so; no item keeps it.
    static let textual = ItemMarks(rawValue: 1 << 14)

    /// The marks of items, one for each.
    static func all(of items: [Item], _ catalogue: Catalogue) -> [ItemMarks] {
        let marking = Marking(catalogue)
        var known: [ObjectIdentifier: ItemMarks] = [:]
        var last: (verdict: ObjectIdentifier, marks: ItemMarks)?
        return items.indices.map { at in
            let verdict = items[at].verdictIdentity
            var marks: ItemMarks
            if let last, last.verdict == verdict {
                marks = last.marks
            } else {
                marks = known[verdict] ?? marking.marks(of: items[at].verdict)
                known[verdict] = marks
                last = (verdict, marks)
            }
            if items[at].path.isEmpty { marks.insert(.root) }
            let isText = marks.remove(.textual) != nil
            guard items[at].type != .folder else { return marks }
            let named = marking.names.marks(of: items[at].path.bytes)
            marks.formUnion(isText ? named : named.subtracting(.standing))
            return marks
        }
    }

    /// What marks are made by: rules and names of selves.
    struct Marking {
        let names: NameMarks
        private let selves: Set<String>

        init(_ catalogue: Catalogue) {
            let known = catalogue.artefacts.filter { $0.itemClass == .identity }
            selves = Set(known.map(\.id))
            names = NameMarks(selves: known.filter(\.isLoaded).flatMap(\.match.names))
        }

        func marks(of verdict: Verdict) -> ItemMarks { ItemMarks(verdict, selves: selves) }
    }

    /// What a verdict alone says.
    private init(_ verdict: Verdict, selves: Set<String>) {
        self = []
        let itemClass = verdict.itemClass
        if itemClass == .identity { insert(.identity) }
        if itemClass == .unknown { insert(.unknown) }
        if [.material, .embedded].contains(verdict.secret) { insert(.secret) }
        if Claim.isUnproven(verdict) { insert(.unproven) }
        var isSettled = false
        for evidence in verdict.evidence {
            let rule = evidence.rule
            if selves.contains(rule) { formUnion([.selfRule, .standing]) }
            if rule == "content.addressed" { insert(.standing) }
            if rule == "copy.archive" { insert(.copy) }
            if rule == "name.sample" { insert(.sample) }
            if rule == "document.drift" { insert(.drift) }
            if GitWork.isUnkept(rule) { insert(.unkept) }
            if StandingText.settles(rule) { isSettled = true }
        }
        if isSettled || ![.state, .config, .unknown].contains(itemClass) {
            remove(.standing)
        } else {
            insert(.textual)
        }
        if !verdict.pins.isEmpty, [.identity, .state].contains(itemClass), !contains(.copy) {
            insert(.pinned)
        }
    }
}
