import Formats
import Services
import Vocabulary

extension RunningSystem {
    /// Holds what files declare against the sockets of what runs: ports that nobody listens on, and
    /// edges whose two ends run without a connection between them. Only where nothing was hidden.
    mutating func joinUnseen() {
        guard let processes = view.processes, processes.hidden == 0 else { return }
        let running = Dictionary(grouping: ofProcess.keys.sorted()) { ofProcess[$0] ?? "" }
        let heard = Heard(processes)
        for id in services.keys.sorted() {
            guard let own = heard.namespaces(of: running[id]) else { continue }
            tellUnheardPorts(of: id, heard, own)
        }
        let edges = Edges.joined(dependencies)
        for edge in edges.filter(isAddressed) {
            guard heard.namespaces(of: running[edge.from]) != nil,
                let theirs = heard.namespaces(of: running[edge.to]),
                let evidence = unseen(edge, heard, theirs)
            else { continue }
            dependencies.append(
                Dependency(
                    from: edge.from, to: edge.to, kind: .network, strength: edge.strength,
                    evidence: [evidence]))
        }
    }

    /// Joins addresses of the place itself, of which no file says who answers, to whoever was seen to
    /// listen there; a program that runs and was given one that is nobody's says so.
    mutating func joinOwnAddresses(_ addresses: [Discovered.OwnAddress]) {
        guard let processes = view.processes else { return }
        for address in addresses {
            let isHeard = processes.sockets.contains {
                $0.network == processes.ownNetwork && $0.socket.isListening
                    && $0.socket.local.port == address.port
            }
            let other = answering(on: address.port, in: processes.ownNetwork, processes) { _ in true
            }
            if let other, other != address.service {
                dependencies.append(
                    Dependency(
                        from: address.service, to: other, kind: .network,
                        evidence: [address.evidence]))
            } else if !isHeard, processes.hidden == 0, address.evidence.rule.hasPrefix("env."),
                ofProcess.values.contains(address.service)
            {
                observe(
                    address.service, rule: "socket.nobody",
                    says: "\(address.evidence.says), and nothing listens there",
                    at: address.evidence.at)
            }
        }
    }

    /// Whether a file gives an address of the other end, and no connection to it stands.
    private func isAddressed(_ edge: Dependency) -> Bool {
        let rules = edge.evidence.filter { $0.basis != .observed }.map(\.rule)
        let forms = view.peers.isEmpty ? Self.addresses : Self.addresses + [".socket"]
        return edge.kind == .network
            && rules.contains { rule in forms.contains { rule.hasSuffix($0) } }
            && !edge.evidence.contains { $0.rule == "socket.connected" }
    }

    /// How the rules end by which a value names an address (`Reference`).
    private static let addresses = [".url", ".dsn", ".host-port", ".host"]

    /// Who listens where, whoever holds the socket.
    private struct Heard {
        let view: ProcessView
        private var ports: [String: Set<Int>] = [:]

        init(_ view: ProcessView) {
            self.view = view
            for held in view.sockets where held.socket.isListening {
                ports[held.network, default: []].insert(held.socket.local.port)
            }
        }

        /// The network namespaces of processes; nil where there are none, or one could not be seen.
        func namespaces(of processes: [Int]?) -> Set<String>? {
            guard let processes, !processes.isEmpty else { return nil }
            let all = processes.map { view.processes[$0]?.network }
            guard !all.contains(nil) else { return nil }
            return Set(all.compactMap(\.self))
        }

        func listens(on port: Int, in namespaces: Set<String>) -> Bool {
            namespaces.contains { ports[$0]?.contains(port) == true }
        }
    }

    /// Says which published ports of a container nothing inside it listens on.
    private mutating func tellUnheardPorts(of id: String, _ heard: Heard, _ own: Set<String>) {
        guard let service = services[id], service.kinds.contains("container") else { return }
        let published = service.ports.filter { $0.host != nil && $0.protocolName == "tcp" }
        for port in Set(published.map(\.container)).sorted()
        where !heard.listens(on: port, in: own) {
            observe(
                id, rule: "socket.unheard",
                says: "port \(port) is published, and nothing in it listens there", at: "proc")
        }
    }

    /// What there is to say of a declared edge without a connection; nil where that is nothing: one
    /// who works at a time is not expected to be connected at another.
    private func unseen(_ edge: Dependency, _ heard: Heard, _ theirs: Set<String>) -> Evidence? {
        let named = edge.namedPorts
        let isHeard = named.contains { port in
            inside(port, of: edge.to).contains { heard.listens(on: $0, in: theirs) }
        }
        if !named.isEmpty, !isHeard {
            let ports = named.map(String.init).joined(separator: " or ")
            return Evidence(
                .observed, rule: "socket.unheard",
                says: "it runs, and nothing of it listens on port \(ports)", at: "proc")
        }
        guard runsOn(edge.from), runsOn(edge.to) else { return nil }
        return Evidence(
            .observed, rule: SeenConnections.quiet,
            says: "both run, and no connection between them stood", at: "proc")
    }

    /// A port as a service itself knows it: the one behind a published one, and the port itself.
    private func inside(_ port: Int, of id: String) -> Set<Int> {
        let behind = (services[id]?.ports ?? []).filter { $0.host == port }.map(\.container)
        return Set(behind + [port])
    }

    /// Whether a service runs on once it was started: not at a time, and nobody starts it at one.
    private func runsOn(_ id: String) -> Bool {
        guard let service = services[id], !service.isExternal, service.schedule == nil else {
            return false
        }
        return !dependencies.contains { $0.to == id && $0.kind == .schedule }
    }
}
