/// What the recogniser concluded about an item: its class, its attributes, and why.
///
/// Thousands of items share one verdict, so a scan keeps each verdict once and items point to it.
public struct Verdict: Hashable, Sendable {
    /// The class.
    public var itemClass: ItemClass
    /// What kind of secret it holds.
    public var secret: Secret = .none
    /// The credentials found, sorted.
    public var secrets: [SecretFinding] = []
    /// What to do with it on the target.
    public var restore: Restore = .normal
    /// Whether two live copies may exist.
    public var exclusivity: Exclusivity = .shareable
    /// How its bytes may be taken.
    public var export: Export = .hotCopy
    /// Ids of the stores this item unlocks: it is their keystone.
    public var unlocks: [String] = []
    /// What it could be rebuilt from.
    public var regenerable: Regenerable?
    /// What of the old place is baked into it, sorted.
    public var pins: [Pin] = []
    /// How it changes.
    public var volatility: Volatility = .static
    /// Why, sorted; never empty in a finished verdict.
    public var evidence: [Evidence] = []

    /// A verdict with its first piece of evidence.
    public init(_ itemClass: ItemClass, evidence: [Evidence] = []) {
        self.itemClass = itemClass
        self.evidence = evidence
    }

    /// Writes the verdict's fields into the object of its item; defaults are omitted.
    public func writeFields(to out: inout JSONWriter) {
        out.field("class", itemClass.rawValue)
        if secret != .none { out.field("secret", secret.rawValue) }
        out.field("secrets", secrets)
        if restore != .normal { out.field("restore", restore.rawValue) }
        if exclusivity != .shareable { out.field("exclusivity", exclusivity.rawValue) }
        if export != .hotCopy { out.field("export", export.rawValue) }
        out.field("unlocks", unlocks)
        out.field("regenerable", regenerable)
        out.field("pins", pins)
        if volatility != .static { out.field("volatility", volatility.rawValue) }
        out.list("evidence", evidence)
    }

    /// Reads the verdict's fields out of an item's object; nil without a class.
    public init?(_ json: JSONValue) {
        guard let itemClass = json["class"]?.string.flatMap(ItemClass.init) else { return nil }
        self.itemClass = itemClass
        secret = json["secret"]?.string.flatMap(Secret.init) ?? .none
        secrets = json["secrets"]?.elements.compactMap(SecretFinding.init) ?? []
        restore = json["restore"]?.string.flatMap(Restore.init) ?? .normal
        exclusivity = json["exclusivity"]?.string.flatMap(Exclusivity.init) ?? .shareable
        export = json["export"]?.string.flatMap(Export.init) ?? .hotCopy
        unlocks = json["unlocks"]?.strings ?? []
        regenerable = json["regenerable"].flatMap(Regenerable.init)
        pins = json["pins"]?.elements.compactMap(Pin.init) ?? []
        volatility = json["volatility"]?.string.flatMap(Volatility.init) ?? .static
        evidence = json["evidence"]?.elements.compactMap(Evidence.init) ?? []
    }
}

extension Verdict: JSONWritable {
    /// Writes the verdict as an object of its own, as a history keeps it.
    public func write(to out: inout JSONWriter) {
        out.object { writeFields(to: &$0) }
    }
}
