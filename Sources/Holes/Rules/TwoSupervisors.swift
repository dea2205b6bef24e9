import Vocabulary

extension Rule {
    /// More than one party starts, stops or restarts a service by itself.
    static let twoSupervisors = Rule(
        "BP0303", "two-supervisors", "Who is meant to keep this running?"
    ) { facts in
        let byID = Dictionary(
            facts.inventory.services.map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        let edges = Dictionary(
            grouping: facts.inventory.dependencies.filter { $0.kind == .supervises }, by: \.to)
        return facts.services.compactMap { service in
            let parties = Parties(
                of: service, edges: edges[service.id] ?? [], services: byID)
            guard parties.names.count > 1 else { return nil }
            let hasSchedule = parties.hasSchedule
            return Finding(
                subject: service.id,
                question: "Who alone is meant to keep \(service.name) running?",
                why: "\(parties.names.joined(separator: ", ")) each restart it without knowing of "
                    + "the others" + (hasSchedule ? ", one of them by the clock" : ""),
                severity: .high, blocks: .approve,
                evidence: service.origin + parties.evidence)
        }
    }
}

/// Those who restart one service on their own account.
struct Parties {
    private(set) var names: [String] = []
    private(set) var evidence: [Evidence] = []
    private(set) var hasSchedule = false

    init(of service: Service, edges: [Dependency], services: [String: Service]) {
        if let restart = service.restart, restart != "no" {
            let own = service.isContainer ? "docker" : service.supervisors.first ?? "its supervisor"
            names.append("\(own) (\(restart))")
        }
        for edge in edges {
            guard let other = services[edge.from], other.id != service.id else { continue }
            let restarts = other.restart.map { $0 != "no" } ?? false
            let isClock = other.isSchedule || Self.runsByClock(other, services)
            guard restarts || isClock else { continue }
            names.append(other.name)
            evidence += edge.evidence
            hasSchedule = hasSchedule || isClock
        }
        let shared = service.evidence.filter { $0.rule == "supervisors.port" }
        names += shared.map(\.says)
        let others = service.supervisors.filter { !Self.bringUp.contains($0) }
        if edges.isEmpty, !others.isEmpty, service.supervisors.count > 1 {
            names = service.supervisors
        }
        names = Set(names).sorted()
    }

    /// A unit that only brings a stack up leaves the rest to the engine: with these alone it takes
    /// an edge from something that restarts to make a second party.
    private static let bringUp: Set<String> = ["docker", "podman", "systemd", "systemd-user"]

    /// Whether a timer of the same name runs a unit.
    private static func runsByClock(_ unit: Service, _ services: [String: Service]) -> Bool {
        guard unit.name.hasSuffix(".service"), unit.id.hasSuffix(".service") else { return false }
        return services[unit.id.dropLast(8) + ".timer"] != nil
    }
}
