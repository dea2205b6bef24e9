/// Chains of a packet filter with how many rules they have; what the rules say stays there.
public enum PacketFilter {
    /// A chain.
    public struct Chain: Hashable, Sendable {
        /// `ip`, `ip6`, `inet`, ….
        public let family: String
        /// Its table.
        public let table: String
        /// Its name.
        public let name: String
        /// `accept` or `drop`; nil for a chain that others jump to.
        public var policy: String?
        /// How many rules it has.
        public var rules = 0
    }

    /// The answer of `nft --json list ruleset` (libnftables-json(5)).
    public static func read(_ answer: Node) -> [Chain] {
        var chains: [[String]: Chain] = [:]
        let entries = answer["nftables"]?.elements ?? []
        for chain in entries.compactMap({ $0["chain"] }) {
            guard let key = key(chain, "name") else { continue }
            chains[key] = Chain(
                family: key[0], table: key[1], name: key[2], policy: chain["policy"]?.string)
        }
        for rule in entries.compactMap({ $0["rule"] }) {
            guard let key = key(rule, "chain") else { continue }
            chains[key]?.rules += 1
        }
        return sorted(Array(chains.values))
    }

    private static func key(_ entry: Node, _ name: String) -> [String]? {
        guard let family = entry["family"]?.string, let table = entry["table"]?.string,
            let chain = entry[name]?.string
        else { return nil }
        return [family, table, chain]
    }

    /// The lines of iptables-save(8): `*TABLE`, `:CHAIN POLICY [0:0]`, `-A CHAIN …`.
    ///
    /// - Parameter family: `ip` for iptables, `ip6` for ip6tables.
    public static func read(saved bytes: [UInt8], family: String) -> [Chain] {
        var table = ""
        var chains: [[String]: Chain] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            switch line.first {
            case "*": table = String(line.dropFirst())
            case ":":
                guard words.count > 1 else { continue }
                let name = String(words[0].dropFirst())
                let policy = words[1] == "-" ? nil : words[1].lowercased()
                chains[[table, name]] = Chain(
                    family: family, table: table, name: name, policy: policy)
            default:
                if words.first == "-A", words.count > 1 { chains[[table, words[1]]]?.rules += 1 }
            }
        }
        return sorted(Array(chains.values))
    }

    private static func sorted(_ chains: [Chain]) -> [Chain] {
        chains.sorted { ($0.family, $0.table, $0.name) < ($1.family, $1.table, $1.name) }
    }
}
