import Formats

extension Policy {
    /// Where the exports of a run are kept once it is over, and for whom.
    public struct Exports: Equatable, Sendable {
        /// Absolute path of a folder on the machine that runs plans.
        public var keep: String
        /// Absolute path of a certificate (X.509, PEM): only who holds its key reads what is kept.
        public var encryptTo: String?
    }
}

extension PolicyReading {
    mutating func exports(_ node: Node?) -> Policy.Exports? {
        guard let node else { return nil }
        let members = members(
            of: node, "exports", keys: ["keep", "encrypt_to"], required: ["keep"])
        let keep = absolute(members["keep"], "keep")
        let encryptTo = absolute(members["encrypt_to"], "encrypt_to")
        return keep.map { Policy.Exports(keep: $0, encryptTo: encryptTo) }
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
