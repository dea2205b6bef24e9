/// `from` needs `to`.
public struct Dependency: Hashable, Sendable, JSONWritable {
    /// In what way it is needed.
    public enum Kind: String, Sendable, CaseIterable {
        /// To be started first.
        case startOrder = "start-order"
        /// To be reached over a network or a socket.
        case network
        /// For its data.
        case data
        /// For a key or a credential.
        case secret
        /// For how it is set up.
        case config
        /// Runs it at a time.
        case schedule
        /// Keeps it running, starts, stops or restarts it.
        case supervises
    }

    /// How badly.
    public enum Strength: String, Sendable, CaseIterable {
        /// Without it, `from` does not work.
        case hard
        /// Without it, `from` works less well.
        case soft
    }

    /// Id of a service.
    public var from: String
    /// Id of a service or a store.
    public var to: String
    /// In what way.
    public var kind: Kind
    /// How badly.
    public var strength: Strength
    /// What must hold before `from` starts: `started`, `healthy`, `completed`; nil where order does not matter.
    public var condition: String?
    /// Why, sorted; several sources of one edge are several pieces.
    public var evidence: [Evidence]

    /// A dependency.
    public init(
        from: String, to: String, kind: Kind, strength: Strength = .hard,
        condition: String? = nil, evidence: [Evidence] = []
    ) {
        self.from = from
        self.to = to
        self.kind = kind
        self.strength = strength
        self.condition = condition
        self.evidence = evidence
    }

    /// Writes the contract's dependency.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("from", from)
            out.field("to", to)
            out.field("kind", kind.rawValue)
            out.field("strength", strength.rawValue)
            out.field("condition", condition)
            out.list("evidence", evidence)
        }
    }

    /// Reads the contract's dependency; nil when an end or the kind is missing.
    public init?(_ json: JSONValue) {
        guard let from = json["from"]?.string, let to = json["to"]?.string,
            let kind = json["kind"]?.string.flatMap(Kind.init)
        else { return nil }
        self.init(
            from: from, to: to, kind: kind,
            strength: json["strength"]?.string.flatMap(Strength.init) ?? .hard,
            condition: json["condition"]?.string,
            evidence: json["evidence"]?.elements.compactMap(Evidence.init) ?? [])
    }
}
