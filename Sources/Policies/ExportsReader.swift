import Formats

extension Policy {
    /// Where the exports of a run are kept once it is over, and for whom.
    public struct Exports: Equatable, Sendable {
        /// Absolute path of a folder on the machine that runs plans.
        public var keep: String
        /// Absolute path of a certificate (X.509, PEM): only who holds its key reads what is kept.
        public var encryptTo: String?
        /// How many exports of a place are kept, the newest among them; nil for all.
        public var generations: Int?
        /// Seconds after which an earlier export of a place is not kept; nil for ever.
        public var lifetime: Int?
    }
}

extension PolicyReading {
    mutating func exports(_ node: Node?) -> Policy.Exports? {
        guard let node else { return nil }
        let members = members(
            of: node, "exports", keys: ["keep", "encrypt_to", "generations", "lifetime"],
            required: ["keep"])
        let keep = absolute(members["keep"], "keep")
        let encryptTo = absolute(members["encrypt_to"], "encrypt_to")
        let generations = integer(members["generations"], "generations")
        if let node = members["generations"], let generations, generations < 1 {
            fault("generations is at least 1: the newest is always kept", at: node)
        }
        let lifetime = seconds(members["lifetime"], "lifetime")
        return keep.map {
            Policy.Exports(
                keep: $0, encryptTo: encryptTo, generations: generations, lifetime: lifetime)
        }
    }

    private mutating func absolute(_ node: Node?, _ what: String) -> String? {
        guard let node, let path = text(node, what) else { return nil }
        guard path.hasPrefix("/"), path.utf8.count > 1, !path.hasSuffix("/") else {
            fault("\(what) is an absolute path that does not end with '/'", at: node)
            return nil
        }
        return path
    }
}
