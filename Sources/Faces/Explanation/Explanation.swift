public import Vocabulary

/// Why something is judged or known as it is: every piece of evidence, and what stands beside it.
public struct Explanation: Equatable, Sendable {
    /// What is explained.
    public enum Subject: String, Sendable, CaseIterable {
        /// A listed item.
        case item
        /// A tree told as one line.
        case rollup
        /// Something that was left out.
        case excluded
        /// A service.
        case service
        /// A store.
        case store
        /// What needs what.
        case dependency
    }

    /// A fact in a word and a value.
    public struct Fact: Equatable, Sendable {
        /// The contract's word for it.
        public let name: String
        /// The value, fit to be shown.
        public let value: String
    }

    /// Something that stands in a relation to what is explained, with its own evidence.
    public struct Neighbour: Equatable, Sendable {
        /// `needs (network)`, `needed by (data)`, `unlocks`, `holds`, `held by`, `lies within`.
        public let relation: String
        /// Its id.
        public let subject: String
        /// Why.
        public let evidence: [Evidence]
    }

    /// The id.
    public let subject: String
    /// What it is.
    public let of: Subject
    /// One sentence.
    public let says: String
    /// Its class, where it has one.
    public let itemClass: ItemClass?
    /// What else is known.
    public let facts: [Fact]
    /// Why, sorted.
    public let evidence: [Evidence]
    /// What stands beside it, sorted by relation and id.
    public let beside: [Neighbour]

    init(
        _ subject: String, _ of: Subject, says: String, itemClass: ItemClass? = nil,
        facts: [Fact] = [], evidence: [Evidence], beside: [Neighbour] = []
    ) {
        self.subject = subject
        self.of = of
        self.says = says
        self.itemClass = itemClass
        self.facts = facts
        self.evidence = evidence.sorted()
        self.beside = beside.sorted {
            ($0.relation, $0.subject, $0.evidence.first?.says ?? "") < (
                $1.relation, $1.subject, $1.evidence.first?.says ?? ""
            )
        }
    }
}
