import Knowledge
import Policies
import Topology
import Vocabulary

/// What rules look at: the inventory, the policy and what is known, with what several rules need
/// made once.
struct Sight: Sendable {
    let inventory: Inventory
    let policy: Policy
    let playbooks: Playbooks
    /// Services that are neither external nor variants.
    let services: [Service]
    let storeByID: [String: Store]
    /// How many services need a service or store, directly or not.
    let weight: [String: Int]

    init(_ inventory: Inventory, _ policy: Policy, _ playbooks: Playbooks) {
        self.inventory = inventory
        self.policy = policy
        self.playbooks = playbooks
        services = inventory.services.filter { !$0.isExternal && !$0.isVariant }
        storeByID = Dictionary(
            inventory.stores.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        weight = Self.weights(inventory)
    }

    private static func weights(_ inventory: Inventory) -> [String: Int] {
        let needing = Dictionary(grouping: inventory.dependencies, by: \.to)
        var weights: [String: Int] = [:]
        for id in needing.keys {
            var seen: Set<String> = [id]
            var open = [id]
            while let next = open.popLast() {
                for dependency in needing[next] ?? [] where seen.insert(dependency.from).inserted {
                    open.append(dependency.from)
                }
            }
            weights[id] = seen.count - 1
        }
        return weights
    }

    /// Services that somebody keeps running, not jobs and tools.
    var longRunning: [Service] {
        services.filter { service in
            let isJob = ["cron", "agent-schedule", "timer", "mcp"].contains {
                service.kinds.contains($0)
            }
            return !isJob && service.supervisors.contains { $0 != "cron" && $0 != "agent" }
        }
    }

    /// The playbook of a service, by image, unit or program.
    func playbook(_ service: Service) -> Playbook? {
        let stem = service.name.split(separator: ".").first.map(String.init) ?? service.name
        let program = service.command.first?.split(separator: "/").last.map(String.init)
        return service.image.flatMap { playbooks.playbook(forImage: $0) }
            ?? (service.kinds.contains("unit") ? playbooks.playbook(forUnit: stem) : nil)
            ?? program.flatMap { playbooks.playbook(forProgram: $0) }
    }

    /// Keys of the policy that answer something about a service, and what it says now.
    func entry(_ service: Service) -> Policy.ServiceEntry? {
        policy.entry(id: service.id, name: service.name)
    }

    /// Live identity files: files, not folders or links.
    var identities: [Item] {
        inventory.items.filter { $0.type == .file && $0.verdict.itemClass == .identity }
    }
}

extension Item {
    /// Whether a rule gave evidence for it.
    func has(rule: String) -> Bool { verdict.evidence.contains { $0.rule == rule } }

    /// The path as people read it.
    var shown: String { path.isEmpty ? root.text : path.text }
}
