import Formats
import Knowledge
import Vocabulary

/// Turns the values of drafts into dependencies on the services that answer, or on endpoints
/// outside. What a value means is decided by its form, its key, and who could hear it.
struct Resolver {
    let drafts: [ServiceDraft]
    let names: NameTable
    let sockets: SocketTable
    let outside: OutsideRules
    private let shared: SharedVariables
    private let documents: any Documents
    private var found: [Edge: [Evidence]] = [:]
    private var externals: [String: [(from: Int, evidence: Evidence)]] = [:]

    /// Addresses of the place itself on which no draft is known to listen.
    private(set) var ownAddresses: [Discovered.OwnAddress] = []

    private struct Edge: Hashable {
        let from: Int
        let to: Int
    }

    /// - Parameter ownHosts: host names under which the system itself is reached.
    init(
        _ drafts: [ServiceDraft], playbooks: Playbooks, documents: any Documents,
        ownHosts: Set<String>
    ) {
        self.drafts = drafts
        self.documents = documents
        names = NameTable(drafts)
        sockets = SocketTable(drafts, playbooks: playbooks)
        outside = OutsideRules(ownHosts: ownHosts)
        shared = SharedVariables(drafts, playbooks: playbooks, documents: documents)
    }

    /// Dependencies that the values imply, and the endpoints outside that they name.
    mutating func resolve(place: String) -> (dependencies: [Dependency], externals: [Service]) {
        for index in drafts.indices {
            let hosts = ExtraHosts(drafts[index].leaves)
            for leaf in PairedPorts.joined(LeafKeys.flagged(drafts[index].leaves))
            where LeafKeys.canNameAnother(leaf.key) && !KeyWords.namesCallers(leaf.key)
                && shared.isUsed(leaf, by: index)
            {
                resolve(leaf, of: index, hosts)
            }
        }
        let inside = found.map { edge, evidence in
            Dependency(
                from: drafts[edge.from].service.id, to: drafts[edge.to].service.id, kind: .network,
                evidence: Array(Set(evidence)).sorted())
        }
        let endpoints = externals.sorted { $0.key < $1.key }.map { host, edges in
            (Self.external(host, place: place, edges.map(\.evidence)), edges)
        }
        let outgoing = endpoints.flatMap { service, edges in
            Dictionary(grouping: edges, by: \.from).map { from, group in
                Dependency(
                    from: drafts[from].service.id, to: service.id, kind: .network,
                    evidence: Array(Set(group.map(\.evidence))).sorted())
            }
        }
        return (inside + outgoing, endpoints.map(\.0))
    }

    private static func external(_ host: String, place: String, _ evidence: [Evidence]) -> Service {
        var service = Service(place: place, group: "external", name: host, kinds: ["external"])
        service.evidence = Array(Set(evidence)).sorted()
        return service
    }

    // MARK: one value

    private mutating func resolve(
        _ leaf: ServiceDraft.Leaf, of index: Int, _ hosts: ExtraHosts
    ) {
        let references =
            leaf.key == "script.container"
            ? [Reference(target: .container(leaf.value), scheme: nil, rule: "entered")]
            : References.find(in: leaf.value, key: leaf.key)
        for reference in references {
            let evidence = Evidence(
                .inferred, rule: "\(Self.carrier(leaf.key)).\(reference.rule)",
                says: says(reference, leaf), at: documents.locator(leaf.file, line: leaf.line))
            switch reference.target {
            case .host(let host, let port):
                resolve(hosts.address(of: host), port: port, reference, leaf, of: index, evidence)
            case .socket(let path):
                for other in sockets.answering(path, to: index) {
                    add(from: index, to: other, evidence)
                }
            case .container(let name):
                for other in names.named(name, by: index) {
                    add(from: index, to: other, evidence)
                }
            }
        }
    }

    private func says(_ reference: Reference, _ leaf: ServiceDraft.Leaf) -> String {
        let name = leaf.key.split(separator: ".").last.map(String.init) ?? leaf.key
        let subject = name.allSatisfy(\.isNumber) ? leaf.key : name
        switch reference.target {
        case .host(let host, let port):
            return NamedAddress.words(Redaction.name(subject), host: host, port: port)
        case .socket(let path): return "\(Redaction.name(subject)) names the socket \(path)"
        case .container(let name): return "\(Redaction.name(subject)) names \(name)"
        }
    }

    private static func carrier(_ key: String) -> String {
        key.split(separator: ".").first.map { $0 == "environment" ? "env" : String($0) } ?? "value"
    }

    private mutating func resolve(
        _ host: String, port: Int?, _ reference: Reference, _ leaf: ServiceDraft.Leaf,
        of index: Int, _ evidence: Evidence
    ) {
        if HostWords.isWildcard(host) { return }
        if HostWords.isLoopback(host) || HostWords.isHostGateway(host) {
            guard let port = port ?? DefaultPorts.port(ofScheme: reference.scheme) else { return }
            let heard =
                HostWords.isHostGateway(host)
                ? names.published(port, for: index) : names.listening(on: port, besides: index)
            for other in heard { add(from: index, to: other, evidence) }
            let isOwn = drafts[index].listens.contains(port)
            if heard.isEmpty, !isOwn, port > 0, drafts[index].networks.contains("host") {
                ownAddresses.append(
                    Discovered.OwnAddress(
                        service: drafts[index].service.id, port: port, evidence: evidence))
            }
            return
        }
        let plain = HostWords.withoutEngineSuffix(host)
        var answering = names.answering(plain, to: index)
        if answering.isEmpty, reference.rule != "host" {
            answering = names.meant(plain, by: index)
        }
        guard answering.isEmpty else {
            for other in answering { add(from: index, to: other, evidence) }
            return
        }
        if outside.isEndpoint(host, reference, leaf, of: drafts[index]) {
            externals[host, default: []].append((index, evidence))
        }
    }

    private mutating func add(from: Int, to: Int, _ evidence: Evidence) {
        guard from != to, drafts[from].service.id != drafts[to].service.id else { return }
        found[Edge(from: from, to: to), default: []].append(evidence)
    }
}
