internal import Topology
public import Vocabulary

/// The order in which services start; they stop the other way round.
///
/// What is needed starts first, schedules last. Rings are cut where the graph cuts them.
public struct ServiceOrder: Equatable, Sendable {
    /// Ids in the order they start.
    public let start: [String]
    /// Edges that were left out because they close a cycle.
    public let broken: [Dependency]
    /// For every service, the ids it needs among the others, sorted.
    public let needs: [String: [String]]

    /// The order in which they stop.
    public var stop: [String] { start.reversed() }

    /// Orders services by the dependencies among them; `playbooks` are the engines of those that
    /// serve a store, by id.
    public init(_ services: [Service], _ dependencies: [Dependency], playbooks: [String: String]) {
        let known = Set(services.map(\.id))
        let owners = Self.owners(services, playbooks: playbooks)
        var moving = Inventory()
        moving.services = services
        moving.dependencies = dependencies.compactMap { dependency in
            var edge = dependency
            if let owner = owners[edge.to] { edge.to = owner }
            return known.contains(edge.from) && known.contains(edge.to) ? edge : nil
        }
        let graph = Graph(moving)
        broken = graph.order.cycles.flatMap(\.cuts)
        var needs: [String: Set<String>] = [:]
        for edge in graph.edges where known.contains(edge.to) && !broken.contains(edge) {
            needs[edge.from, default: []].insert(edge.to)
        }
        let later = Set(services.filter(\.isSchedule).map(\.id))
        start = Self.sorted(known.sorted(), needs, later: later)
        self.needs = needs.mapValues { $0.sorted() }
    }

    /// One after the other: of those whose needs are met the first that is no schedule.
    private static func sorted(
        _ ids: [String], _ needs: [String: Set<String>], later: Set<String>
    ) -> [String] {
        var left = ids
        var done: Set<String> = []
        var order: [String] = []
        while !left.isEmpty {
            let ready = left.filter { needs[$0]?.isSubset(of: done) ?? true }
            guard let next = ready.first(where: { !later.contains($0) }) ?? ready.first else {
                return order + left
            }
            order.append(next)
            done.insert(next)
            left.removeAll { $0 == next }
        }
        return order
    }

    /// The server of a store: the one service that holds it and speaks its engine.
    private static func owners(
        _ services: [Service], playbooks: [String: String]
    ) -> [String: String] {
        var holders: [String: [String]] = [:]
        for service in services where playbooks[service.id] != nil {
            for store in service.stores { holders[store, default: []].append(service.id) }
        }
        return holders.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
}

extension Service {
    /// Whether it is a schedule: it runs something at a time.
    public var isSchedule: Bool {
        kinds.contains { ["cron", "timer", "agent-schedule", "at"].contains($0) }
            || schedule != nil
    }

    /// Whether it runs in a container.
    public var isContainer: Bool { kinds.contains("compose") || kinds.contains("container") }
}
