import Vocabulary

extension Rule {
    /// A file says that one uses the other, both run, and no look ever saw them connected.
    static let connectionNeverSeen = Rule(
        "BP0610", "connection-never-seen", "Does one still use the other?"
    ) { facts in
        let names = facts.names
        let quiet = facts.inventory.dependencies.filter { edge in
            names[edge.from] != nil && names[edge.to] != nil && facts.isWorthAsking(edge)
        }
        return Dictionary(grouping: quiet, by: \.from).map { from, edges in
            let edges = edges.sorted { $0.to < $1.to }
            let others = edges.compactMap { names[$0.to] }.joined(separator: ", ")
            let seen = edges[0].evidence.first { $0.rule == "socket.quiet" }
            return Finding(
                subject: from, question: "Does \(names[from] ?? from) still use \(others)?",
                why: "files name it; \(seen?.says ?? "")", severity: .low,
                evidence: edges.flatMap(\.evidence), count: edges.count)
        }
    }
}

extension SystemFacts {
    /// Engines whose clients keep a connection open while they run: pools, subscriptions, streams.
    private static let held: Set<String> = [
        "postgresql", "mysql", "mssql", "redis", "mongodb", "rabbitmq", "mosquitto", "kafka",
        "zookeeper", "etcd", "cassandra", "neo4j",
    ]

    /// Whether a quiet edge tells anything: at once where clients of its other end keep their
    /// connections; else, since a request is over in a moment, from another day's look on.
    func isWorthAsking(_ edge: Dependency) -> Bool {
        guard let seen = edge.evidence.first(where: { $0.rule == "socket.quiet" }) else {
            return false
        }
        let engines = (services.first { $0.id == edge.to }?.stores ?? []).compactMap {
            store($0)?.engine
        }
        if !Self.held.isDisjoint(with: engines) { return true }
        let today = Timestamp.text(nanoseconds: inventory.snapshot.taken).prefix(10)
        return !seen.says.hasSuffix(today)
    }
}
