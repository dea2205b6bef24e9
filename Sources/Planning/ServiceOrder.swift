public import Vocabulary

/// The order in which services start; they stop the other way round.
///
/// What is needed starts first, schedules last. A cycle is broken at its weakest edge: soft before
/// hard, inferred before declared, then by kind, then by the names of its ends.
public struct ServiceOrder: Equatable, Sendable {
    /// Ids in the order they start.
    public let start: [String]
    /// Edges that were left out because they close a cycle.
    public let broken: [Dependency]
    /// For every service, the ids it needs among the others, sorted.
    public let needs: [String: [String]]

    /// The order in which they stop.
    public var stop: [String] { start.reversed() }

    /// Orders services by the dependencies among them.
    public init(_ services: [Service], _ dependencies: [Dependency], playbooks: [String: String]) {
        let known = Set(services.map(\.id))
        let owners = Self.owners(services, playbooks: playbooks)
        var edges: [Dependency] = []
        for dependency in dependencies where known.contains(dependency.from) {
            var edge = dependency
            if let owner = owners[edge.to] { edge.to = owner }
            if known.contains(edge.to), edge.to != edge.from { edges.append(edge) }
        }
        edges.sort { Self.key($0) < Self.key($1) }
        let later = Set(services.filter(\.isSchedule).map(\.id))
        (start, broken) = Self.sorted(known.sorted(), later: later, edges: &edges)
        var needs: [String: Set<String>] = [:]
        for edge in edges { needs[edge.from, default: []].insert(edge.to) }
        self.needs = needs.mapValues { $0.sorted() }
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

    private static func key(_ edge: Dependency) -> (String, String, String) {
        (edge.from, edge.to, edge.kind.rawValue)
    }

    /// How much an edge is worth keeping when a cycle must be broken.
    static func weight(_ edge: Dependency) -> Int {
        let kinds: [Dependency.Kind] = [
            .config, .supervises, .schedule, .network, .secret, .data, .startOrder,
        ]
        let declared = edge.evidence.contains { $0.basis != .inferred }
        return (edge.strength == .hard ? 100 : 0) + (declared ? 10 : 0)
            + (kinds.firstIndex(of: edge.kind) ?? 0)
    }

    private static func sorted(
        _ ids: [String], later: Set<String>, edges: inout [Dependency]
    ) -> ([String], [Dependency]) {
        var left = ids
        var order: [String] = []
        var done: Set<String> = []
        var broken: [Dependency] = []
        while !left.isEmpty {
            let ready = left.filter { id in
                !edges.contains { $0.from == id && !done.contains($0.to) }
            }
            let held = left.filter { !later.contains($0) }
            let blocked = held.first { !Self.reaches(Set(ready), from: $0, edges, done) }
            if let next = ready.first(where: { !later.contains($0) })
                ?? (blocked == nil ? ready.first : nil)
            {
                order.append(next)
                done.insert(next)
                left.removeAll { $0 == next }
            } else {
                breakCycle(at: blocked ?? left[0], &edges, done, &broken)
            }
        }
        return (order, broken)
    }

    /// Whether a service waits, in however many steps, for one of these.
    private static func reaches(
        _ goals: Set<String>, from start: String, _ edges: [Dependency], _ done: Set<String>
    ) -> Bool {
        var seen: Set<String> = [start]
        var open = [start]
        while let here = open.popLast() {
            if goals.contains(here) { return true }
            for edge in edges where edge.from == here && !done.contains(edge.to) {
                if seen.insert(edge.to).inserted { open.append(edge.to) }
            }
        }
        return false
    }

    /// Removes the weakest edge of a cycle that can be reached from a service.
    private static func breakCycle(
        at start: String, _ edges: inout [Dependency], _ done: Set<String>,
        _ broken: inout [Dependency]
    ) {
        var path: [String] = [start]
        while true {
            let here = path[path.count - 1]
            guard let edge = edges.first(where: { $0.from == here && !done.contains($0.to) })
            else { return }
            if let begin = path.firstIndex(of: edge.to) {
                let cycle = path[begin...] + [edge.to]
                remove(weakestOf: Array(cycle), &edges, &broken)
                return
            }
            path.append(edge.to)
        }
    }

    private static func remove(
        weakestOf cycle: [String], _ edges: inout [Dependency], _ broken: inout [Dependency]
    ) {
        let pairs = zip(cycle, cycle.dropFirst()).map { pair in
            edges.filter { $0.from == pair.0 && $0.to == pair.1 }
        }
        let weakest = pairs.min { left, right in
            let (one, two) = (left.map(weight).max() ?? 0, right.map(weight).max() ?? 0)
            if one != two { return one < two }
            return key(left[0]) > key(right[0])
        }
        guard let weakest else { return }
        broken += weakest
        edges.removeAll { weakest.contains($0) }
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
