/// The long form of ports.
extension ComposeCanonical {
    /// `[ADDRESS:][HOST:]CONTAINER[/PROTOCOL]`, ranges spelt out, and the long form alike as
    /// `{target, published, host_ip, protocol, mode}`.
    mutating func ports(_ node: ComposeNode) -> [ComposeNode] {
        if node.isMap { return [longPort(node)] }
        guard let text = node.string, let short = ComposePortText(text) else {
            problem("ports: expected [address:][host:]container[/protocol]", at: node.origin)
            return []
        }
        return short.pairs.map { target, published in
            var map = ComposeNode(.map([]), like: node)
            func set(_ key: String, _ value: String?) {
                guard let value else { return }
                map = map.setting(key, ComposeNode.text(value, at: node.origin))
            }
            set("target", String(target))
            set("published", published)
            set("host_ip", short.address)
            set("protocol", short.protocolName)
            return map
        }
    }

    private mutating func longPort(_ node: ComposeNode) -> ComposeNode {
        if node["target"]?.integer == nil {
            problem("ports: a port without a target", at: node.origin)
        }
        guard node["protocol"] == nil else { return node }
        return node.setting("protocol", ComposeNode.text("tcp", at: node.origin))
    }
}

/// A port in its short form.
struct ComposePortText {
    let address: String?
    let protocolName: String
    /// Container ports, each with the host port or range it is published on.
    let pairs: [(target: Int, published: String?)]

    /// The port of a text; nil where it is none.
    init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2 else { return nil }
        protocolName = halves.count == 2 ? halves[1].lowercased() : "tcp"
        guard ["tcp", "udp", "sctp"].contains(protocolName) else { return nil }
        var rest = halves[0]
        var address: String?
        if rest.hasPrefix("[") {
            guard let close = rest.firstIndex(of: "]") else { return nil }
            address = String(rest[rest.index(after: rest.startIndex)..<close])
            rest = rest[rest.index(after: close)...].drop { $0 == ":" }
        }
        var parts = rest.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        while parts.count > 2 {
            address = (address.map { $0 + ":" } ?? "") + parts.removeFirst()
        }
        self.address = address == "" ? nil : address
        guard let target = parts.last.flatMap(Self.range) else { return nil }
        let host = parts.count == 2 ? parts[0] : ""
        guard let pairs = Self.pairs(target, host) else { return nil }
        self.pairs = pairs
    }

    private static func pairs(
        _ target: ClosedRange<Int>, _ host: String
    ) -> [(target: Int, published: String?)]? {
        if host.isEmpty { return target.map { ($0, nil) } }
        guard let published = range(host) else { return nil }
        if target.count == 1 { return [(target.lowerBound, host)] }
        guard published.count == target.count else { return nil }
        return zip(target, published).map { ($0, String($1)) }
    }

    private static func range(_ text: String) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let low = ends.first ?? nil, ends.count <= 2, let high = ends.last ?? nil,
            (0...65535).contains(low), (low...65535).contains(high)
        else { return nil }
        return low...high
    }
}
