import Formats
import Vocabulary

extension RunningSystem {
    /// Tells each connection over a Unix socket between two services as a dependency of the one
    /// that opened it.
    mutating func joinUnixConnections() {
        guard let processes = view.processes else { return }
        var seen: [[String]: Set<String>] = [:]
        for peer in view.peers {
            guard let from = processes.holders[peer.asking].flatMap({ ofProcess[$0] }),
                let to = processes.holders[peer.serving].flatMap({ ofProcess[$0] }), from != to
            else { continue }
            seen[[from, to], default: []].insert(peer.path)
        }
        for (ends, paths) in seen {
            let evidence = paths.sorted().map {
                Evidence(
                    .observed, rule: "socket.connected", says: "a connection to \($0) stands",
                    at: "ss")
            }
            dependencies.append(
                Dependency(from: ends[0], to: ends[1], kind: .network, evidence: evidence))
        }
    }
}
