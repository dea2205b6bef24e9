/// What kind of secret an item holds.
public enum Secret: String, Sendable, CaseIterable {
    /// Nothing secret found.
    case none
    /// The key or token itself.
    case material
    /// A credential inside configuration, a transcript, a database.
    case embedded
    /// Private, but no credential.
    case content
}

/// A kind of credential found in an item: counted and fingerprinted, never shown.
public struct SecretFinding: Hashable, Comparable, Sendable, JSONWritable {
    /// The kind, such as `openssh-private-key` or `api-token`.
    public let kind: String
    /// How many distinct values.
    public let count: Int
    /// Keyed fingerprints, sorted; empty without a key.
    public let fingerprints: [String]

    /// A finding.
    public init(kind: String, count: Int, fingerprints: [String] = []) {
        self.kind = kind
        self.count = count
        self.fingerprints = fingerprints
    }

    /// By kind.
    public static func < (left: SecretFinding, right: SecretFinding) -> Bool {
        (left.kind, left.count) < (right.kind, right.count)
    }

    /// Writes the contract's `secrets` entry.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("kind", kind)
            out.field("count", count)
            out.field("fingerprints", fingerprints)
        }
    }

    /// Reads it back.
    public init?(_ json: JSONValue) {
        guard let kind = json["kind"]?.string, let count = json["count"]?.integer else {
            return nil
        }
        self.init(kind: kind, count: Int(count), fingerprints: json["fingerprints"]?.strings ?? [])
    }
}

/// What to do with an item's bytes on the target.
public enum Restore: String, Sendable, CaseIterable {
    /// Put them there.
    case normal
    /// A person looks first.
    case review
    /// Only where nothing is there yet.
    case freshOnly = "fresh-only"
    /// Drop parts before.
    case sanitize
    /// Never.
    case forbidden
}

/// Whether two live copies may exist.
public enum Exclusivity: String, Sendable, CaseIterable {
    /// Two live copies do no harm.
    case shareable
    /// Two live copies corrupt or conflict.
    case singleActive = "single-active"
    /// It may not even go back in time.
    case ratchet
}

/// How an item's bytes may be taken while the system lives.
public enum Export: String, Sendable, CaseIterable {
    /// Copied as it is, at any moment.
    case hotCopy = "hot-copy"
    /// Through its server's interface.
    case hotAPI = "hot-api"
    /// By its engine's dump tool.
    case hotDump = "hot-dump"
    /// Only with its writer stopped.
    case coldCopy = "cold-copy"
    /// Not at all.
    case doNotCopy = "do-not-copy"
}

/// How an item changes.
public enum Volatility: String, Sendable, CaseIterable {
    /// Written once.
    case `static`
    /// Only grows.
    case append
    /// Written anew.
    case rewrite
    /// Open pages.
    case liveDatabase = "live-database"
}

/// What an item could be rebuilt from, and how well that is known.
public struct Regenerable: Hashable, Sendable, JSONWritable {
    /// How sure the recipe is.
    public enum Proof: String, Sendable, CaseIterable {
        /// The recipe and its inputs were found.
        case located
        /// Something on the place says so.
        case claimed
        /// Nobody has shown it.
        case unproven
    }

    /// `package`, `lock`, `image-digest`, `git`, `hub`, `command`, `derivation`.
    public let from: String
    /// Where the recipe is, or what it is called.
    public let recipe: String
    /// How sure.
    public let proof: Proof

    /// A claim of regenerability.
    public init(from: String, recipe: String, proof: Proof) {
        self.from = from
        self.recipe = recipe
        self.proof = proof
    }

    /// Writes the contract's `regenerable` object.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("from", from)
            out.field("recipe", recipe)
            out.field("proof", proof.rawValue)
        }
    }

    /// Reads it back.
    public init?(_ json: JSONValue) {
        guard let from = json["from"]?.string,
            let proof = json["proof"]?.string.flatMap(Proof.init)
        else { return nil }
        self.init(from: from, recipe: json["recipe"]?.string ?? "", proof: proof)
    }
}

/// Something of the old place baked into an item.
public struct Pin: Hashable, Comparable, Sendable, JSONWritable {
    /// What kind of thing is pinned.
    public enum Kind: String, Sendable, CaseIterable {
        /// An absolute path.
        case path
        /// A numeric user or group.
        case uid
        /// A host's name.
        case hostname
        /// A container network's name.
        case network
        /// A processor architecture.
        case architecture
        /// A device.
        case device
    }

    /// What is pinned.
    public let kind: Kind
    /// The pinned value: a path prefix, a name, a number. Never a secret.
    public let value: String
    /// How often it stands in the item.
    public let count: Int

    /// A pin.
    public init(kind: Kind, value: String, count: Int) {
        self.kind = kind
        self.value = value
        self.count = count
    }

    /// By kind, then value.
    public static func < (left: Pin, right: Pin) -> Bool {
        (left.kind.rawValue, left.value, left.count) < (
            right.kind.rawValue, right.value, right.count
        )
    }

    /// Writes the contract's `pins` entry.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("kind", kind.rawValue)
            out.field("value", value)
            out.field("count", count)
        }
    }

    /// Reads it back.
    public init?(_ json: JSONValue) {
        guard let kind = json["kind"]?.string.flatMap(Kind.init), let value = json["value"]?.string
        else { return nil }
        self.init(kind: kind, value: value, count: Int(json["count"]?.integer ?? 1))
    }
}
