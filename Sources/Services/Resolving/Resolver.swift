import Knowledge
import Vocabulary

/// Turns the values of drafts into dependencies on the services that answer, or on endpoints
/// outside. What a value means is decided by its form, its key, and who could hear it.
struct Resolver {
    private let drafts: [ServiceDraft]
    private let names: NameTable
    private let playbooks: Playbooks
    private let documents: any Documents
    private let ownHosts: Set<String>
    private var found: [Edge: [Evidence]] = [:]
    private var externals: [String: [Evidence]] = [:]

    private struct Edge: Hashable {
        let from: Int
        let to: Int
        let kind: Dependency.Kind
        let strength: Dependency.Strength
    }

    private var externalEdges: [String: [(from: Int, evidence: Evidence)]] = [:]

    /// - Parameter ownHosts: host names that the system's own proxies serve.
    init(
        _ drafts: [ServiceDraft], playbooks: Playbooks, documents: any Documents,
        ownHosts: Set<String>
    ) {
        self.drafts = drafts
        self.playbooks = playbooks
        self.documents = documents
        self.ownHosts = ownHosts
        names = NameTable(drafts)
    }

    /// Dependencies that the values imply, and the endpoints outside that they name.
    mutating func resolve(place: String) -> (dependencies: [Dependency], externals: [Service]) {
        for index in drafts.indices {
            for leaf in drafts[index].leaves where isUsed(leaf, by: drafts[index]) {
                resolve(leaf, of: index)
            }
        }
        let inside = found.map { edge, evidence in
            Dependency(
                from: drafts[edge.from].service.id, to: drafts[edge.to].service.id, kind: edge.kind,
                strength: edge.strength, evidence: Array(Set(evidence)).sorted())
        }
        let outside = externalEdges.sorted { $0.key < $1.key }.map { host, edges in
            (Self.external(host, place: place, edges.map(\.evidence)), edges)
        }
        let outgoing = outside.flatMap { service, edges in
            Dictionary(grouping: edges, by: \.from).map { from, group in
                Dependency(
                    from: drafts[from].service.id, to: service.id, kind: .network, strength: .hard,
                    evidence: Array(Set(group.map(\.evidence))).sorted())
            }
        }
        return (inside + outgoing, outside.map(\.0))
    }

    private static func external(_ host: String, place: String, _ evidence: [Evidence]) -> Service {
        var service = Service(place: place, group: "external", name: host, kinds: ["external"])
        service.evidence = Array(Set(evidence)).sorted()
        return service
    }

    // MARK: one value

    private mutating func resolve(_ leaf: ServiceDraft.Leaf, of index: Int) {
        for reference in References.find(in: leaf.value, key: leaf.key) {
            let evidence = Evidence(
                .inferred, rule: "\(Self.carrier(leaf.key)).\(reference.rule)",
                says: says(reference, leaf), at: documents.locator(leaf.file, line: leaf.line))
            switch reference.target {
            case .host(let host, let port):
                resolve(host, port: port, reference, leaf, of: index, evidence)
            case .socket(let path): resolve(socket: path, of: index, evidence)
            case .container(let name):
                for other in names.named(name) { add(from: index, to: other, .network, evidence) }
            }
        }
    }

    private func says(_ reference: Reference, _ leaf: ServiceDraft.Leaf) -> String {
        let name = leaf.key.split(separator: ".").last.map(String.init) ?? leaf.key
        let subject = name.allSatisfy(\.isNumber) ? leaf.key : name
        switch reference.target {
        case .host(let host, let port):
            return "\(Redaction.name(subject)) names \(host)\(port.map { ":\($0)" } ?? "")"
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
            let isGateway = HostWords.isHostGateway(host)
            let heard =
                isGateway
                ? names.published(port).filter { $0 != index }
                : names.listening(on: port, besides: index)
            for other in heard { add(from: index, to: other, .network, evidence) }
            return
        }
        let answering = names.answering(host, to: index)
        if !answering.isEmpty {
            if reference.rule == "host", !isPlausibleBareHost(leaf, answering) { return }
            for other in answering { add(from: index, to: other, .network, evidence) }
            return
        }
        if let base = host.split(separator: ".").first.map(String.init),
            host.hasSuffix(".dns.podman") || host.hasSuffix(".local.docker")
        {
            for other in names.answering(base, to: index) {
                add(from: index, to: other, .network, evidence)
            }
            return
        }
        resolveOutside(host, port: port, reference, leaf, of: index, evidence)
    }

    /// A bare word that is also a service's name counts only where the key asks for a host.
    private func isPlausibleBareHost(_ leaf: ServiceDraft.Leaf, _ answering: [Int]) -> Bool {
        KeyWords.suggestsHost(leaf.key)
    }

    private mutating func resolveOutside(
        _ host: String, port: Int?, _ reference: Reference, _ leaf: ServiceDraft.Leaf,
        of index: Int, _ evidence: Evidence
    ) {
        guard HostWords.isExternal(host), reference.rule != "host" || HostWords.isExternal(host),
            !KeyWords.isOwnAddress(leaf.key), !leaf.key.hasPrefix("labels"),
            !ownHosts.contains(host)
        else { return }
        if let port, HostWords.isAddress(host), !names.published(port).isEmpty, isOwnLan(host) {
            return
        }
        externalEdges[host, default: []].append((index, evidence))
    }

    /// Addresses of the engine's own networks are not places.
    private func isOwnLan(_ host: String) -> Bool {
        host.hasPrefix("172.1") || host.hasPrefix("172.2") || host.hasPrefix("172.3")
    }

    private mutating func resolve(socket path: String, of index: Int, _ evidence: Evidence) {
        let folder = PathBytes(path).folder
        let own = drafts[index].mountedAt.first { PathBytes(path).isWithin(PathBytes($0.at)) }
        for other in drafts.indices where other != index {
            let isOwner = drafts[other].mountedAt.contains { mount in
                own.map { $0.source == mount.source } ?? (mount.source == folder)
            }
            if isOwner && !isOnlyReader(other, of: folder) {
                add(from: index, to: other, .network, evidence)
            }
        }
    }

    private func isOnlyReader(_ index: Int, of folder: PathBytes) -> Bool {
        playbooks.playbook(forImage: drafts[index].service.image ?? "")?.ports.isEmpty ?? true
    }

    private mutating func add(
        from: Int, to: Int, _ kind: Dependency.Kind, _ evidence: Evidence
    ) {
        guard from != to, drafts[from].service.id != drafts[to].service.id else { return }
        found[Edge(from: from, to: to, kind: kind, strength: .hard), default: []].append(evidence)
    }

    // MARK: shared variables

    /// Whether a value is one the service takes, and not one that only travels in a shared file.
    private func isUsed(_ leaf: ServiceDraft.Leaf, by draft: ServiceDraft) -> Bool {
        guard leaf.isShared, leaf.key.hasPrefix("environment.") else { return true }
        let variable = String(leaf.key.dropFirst("environment.".count))
        if draft.leaves.contains(where: { !$0.isShared && $0.value.contains(variable) }) {
            return true
        }
        if let image = draft.service.image, let playbook = playbooks.playbook(forImage: image),
            !playbook.images.isEmpty
        {
            return playbook.environment.contains(variable) || playbook.keystones.contains(variable)
        }
        if let build = draft.service.build {
            let sources = documents.files.filter { $0.isWithin(build) }.prefix(400)
            let readable = sources.filter { SourceNames.isSource($0) }
            if !readable.isEmpty {
                return readable.contains {
                    documents.bytes(of: $0)?.firstRange(of: variable.utf8) != nil
                }
            }
        }
        return true
    }
}
