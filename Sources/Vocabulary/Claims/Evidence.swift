/// Where a claim comes from.
public enum Basis: String, Sendable, CaseIterable, Comparable {
    /// Seen on the place.
    case observed
    /// Concluded by a rule.
    case inferred
    /// A person wrote it.
    case declared
    /// A person signed it.
    case confirmed

    /// From seen to signed.
    public static func < (left: Basis, right: Basis) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// One piece of evidence for a claim: its basis, the rule that made it, and where to look.
public struct Evidence: Hashable, Comparable, Sendable, JSONWritable {
    /// Whether it was seen, concluded, written or signed.
    public let basis: Basis
    /// The id of the declaration or rule, such as `openclaw.soul` or `compose.depends_on`.
    public let rule: String
    /// One short clause in lower case.
    public let says: String
    /// `path:line` within the root, or another locator; nil where the claim is about the item itself.
    public let at: String?

    /// A piece of evidence.
    public init(_ basis: Basis, rule: String, says: String, at: String? = nil) {
        self.basis = basis
        self.rule = rule
        self.says = says
        self.at = at
    }

    /// By rule, then place, then words, then basis.
    public static func < (left: Evidence, right: Evidence) -> Bool {
        (left.rule, left.at ?? "", left.says, left.basis)
            < (right.rule, right.at ?? "", right.says, right.basis)
    }

    /// Writes the contract's evidence object.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("basis", basis.rawValue)
            out.field("rule", rule)
            out.field("says", says)
            out.field("at", at)
        }
    }

    /// Reads the contract's evidence object; nil when it is not one.
    public init?(_ json: JSONValue) {
        guard let basis = json["basis"]?.string.flatMap(Basis.init), let rule = json["rule"]?.string
        else { return nil }
        self.init(basis, rule: rule, says: json["says"]?.string ?? "", at: json["at"]?.string)
    }
}
