import Formats
import Vocabulary

extension RunningSystem {
    /// Tells each connection that stands between two services as a dependency of the one that
    /// opened it.
    mutating func joinConnections() {
        guard let processes = view.processes else { return }
        let serving = Self.serving(processes)
        let containers = addresses()
        let own = Set(processes.sockets.map(\.socket.local.address)).union(containers.keys)
        var seen: [Pair: Set<Int>] = [:]
        for held in processes.sockets where held.socket.isEstablished {
            let isServer = serving[held.network]?.contains(held.socket.local.port) ?? false
            guard !isServer, let from = held.process.flatMap({ ofProcess[$0] }) else { continue }
            let answers = answering(held, processes, containers)
            guard let to = answers ?? outside(held, own), to != from else { continue }
            seen[Pair(from: from, to: to), default: []].insert(held.socket.remote.port)
        }
        for (pair, ports) in seen {
            let evidence = ports.sorted().map {
                Evidence(
                    .observed, rule: "socket.connected", says: "a connection to port \($0) stands",
                    at: "proc")
            }
            dependencies.append(
                Dependency(from: pair.from, to: pair.to, kind: .network, evidence: evidence))
        }
    }

    private struct Pair: Hashable {
        let from: String
        let to: String
    }

    /// Ports that somebody listens on, by namespace.
    private static func serving(_ view: ProcessView) -> [String: Set<Int>] {
        var ports: [String: Set<Int>] = [:]
        for held in view.sockets
        where held.socket.isListening && held.socket.protocolName == "tcp" {
            ports[held.network, default: []].insert(held.socket.local.port)
        }
        return ports
    }

    /// Services by the addresses of their containers.
    private func addresses() -> [String: String] {
        var known: [String: String] = [:]
        for container in view.engines.flatMap(\.containers) {
            for address in container.networks.flatMap(\.addresses) {
                known[address] = ofContainer[container.id]
            }
        }
        return known
    }

    /// Who holds the other end: a container of that address, or whoever listens on the port in the
    /// namespace that the address is one of.
    private func answering(
        _ held: ProcessView.Held, _ view: ProcessView, _ containers: [String: String]
    ) -> String? {
        let remote = held.socket.remote
        if let known = containers[remote.address] { return known }
        let isHere =
            remote.isLoopback || remote.address == held.socket.local.address
        guard isHere else { return nil }
        return answering(on: remote.port, in: held.network, view) {
            $0.protocolName == held.socket.protocolName
                && ($0.local.isAny || $0.local.address == remote.address)
        }
    }

    /// Who answers on a port of a namespace by a listening socket that fits.
    func answering(
        on port: Int, in network: String, _ view: ProcessView, where fits: (ProcSocket) -> Bool
    ) -> String? {
        let listener = view.sockets.first {
            $0.network == network && $0.socket.isListening && $0.socket.local.port == port
                && fits($0.socket)
        }
        if let id = listener?.process.flatMap({ ofProcess[$0] }), !isDoor(listener?.process) {
            return id
        }
        // A published port: the engine's door listens, the container behind it answers.
        guard network == view.ownNetwork else { return nil }
        return services.values.filter { service in
            service.kinds.contains("container")
                && service.ports.contains { $0.host == port && $0.protocolName == "tcp" }
        }.map(\.id).min()
    }

    /// The endpoint of an address that nothing here has. Only its address is known: which name led
    /// there stays with whoever asked for it.
    private mutating func outside(_ held: ProcessView.Held, _ own: Set<String>) -> String? {
        let remote = held.socket.remote
        guard held.socket.protocolName == "tcp", !remote.isLoopback, !remote.isAny,
            !own.contains(remote.address)
        else { return nil }
        var service = Service(
            place: place, group: "external", name: remote.address, kinds: ["external"])
        guard services[service.id] == nil else { return service.id }
        service.holdsState = false
        service.evidence = [
            Evidence(
                .observed, rule: "socket.outside", says: "a connection to it stands", at: "proc")
        ]
        services[service.id] = service
        return service.id
    }

    private func isDoor(_ process: Int?) -> Bool {
        guard let process else { return false }
        return view.processes?.processes[process]?.program == "docker-proxy"
    }
}
