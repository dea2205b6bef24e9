public import Vocabulary

/// Checks a plan without trusting what built it: each property by what the plan and the inventory
/// say, none by how the plan was made. The numbers are those of the planning notes (P1 …).
public struct PlanProof {
    /// A property that does not hold, where.
    public struct Violation: Hashable, Comparable, Sendable {
        /// `P1` … `P16`.
        public let property: String
        /// Id of the step or thing.
        public let subject: String
        /// What is wrong.
        public let says: String

        /// By property, subject, words.
        public static func < (left: Violation, right: Violation) -> Bool {
            (left.property, left.subject, left.says) < (right.property, right.subject, right.says)
        }
    }

    let plan: Plan
    let inventory: Inventory
    let steps: [(stage: Stage, step: Step)]
    let position: [String: Int]
    /// For every step, the positions of all it needs, however far.
    let before: [Set<Int>]

    /// A proof of a plan against the inventory it carries.
    public init(_ plan: Plan, of inventory: Inventory) {
        self.plan = plan
        self.inventory = inventory
        steps = plan.steps
        let positions = plan.steps.enumerated().map { ($1.step.id, $0) }
        position = Dictionary(positions, uniquingKeysWith: { first, _ in first })
        var before: [Set<Int>] = []
        for (index, entry) in plan.steps.enumerated() {
            var all: Set<Int> = []
            for need in entry.step.needs {
                guard let at = position[need], at < index else { continue }
                all.insert(at)
                all.formUnion(before[at])
            }
            before.append(all)
        }
        self.before = before
    }

    /// Everything that does not hold, sorted; empty for a sound plan.
    public func violations() -> [Violation] {
        let found =
            topological() + unique() + complete() + dominated() + late() + frozen() + covered()
            + exposed() + colliding() + declared() + secret() + units() + gates() + budget()
            + departed()
        return Set(found).sorted()
    }

    func violation(_ property: String, _ subject: String, _ says: String) -> Violation {
        Violation(property: property, subject: subject, says: says)
    }

    /// The one step of that purpose for a service.
    func only(_ purpose: Step.Purpose, _ service: String) -> Int? {
        let found = steps.indices.filter {
            steps[$0].step.purpose == purpose && steps[$0].step.subject == service
        }
        return found.count == 1 ? found[0] : nil
    }

    /// Services the plan speaks of.
    var services: [Service] {
        let known = Set(plan.strategies.map(\.service))
        return inventory.services.filter { known.contains($0.id) }
    }

    func strategy(_ service: String) -> String {
        plan.strategies.first { $0.service == service }?.strategy ?? ""
    }
}

/// P1, P2, P3: order, names, completeness.
extension PlanProof {
    /// Stages in their order, needs before the needy, services in the order of what they need.
    func topological() -> [Violation] {
        var out: [Violation] = []
        for (index, entry) in steps.enumerated() {
            for need in entry.step.needs {
                guard let at = position[need] else {
                    out.append(violation("P1", entry.step.id, "needs unknown \(need)"))
                    continue
                }
                if at >= index { out.append(violation("P1", entry.step.id, "precedes \(need)")) }
            }
        }
        if plan.stages.map(\.stage) != Stage.allCases {
            out.append(violation("P1", "stages", "not the thirteen in their order"))
        }
        return out + serviceOrder()
    }

    private func serviceOrder() -> [Violation] {
        var out: [Violation] = []
        let known = Set(services.map(\.id))
        let cyclic = cyclicEdges(known)
        for edge in inventory.dependencies
        where known.contains(edge.from) && known.contains(edge.to) {
            if edge.from == edge.to || cyclic.contains([edge.from, edge.to]) { continue }
            if let from = only(.stop, edge.from), let to = only(.stop, edge.to), from > to {
                out.append(violation("P1", edge.from, "stops after \(edge.to), which it needs"))
            }
            if let from = only(.start, edge.from), let to = only(.start, edge.to), from < to {
                out.append(violation("P1", edge.from, "starts before \(edge.to), which it needs"))
            }
        }
        return out
    }

    /// Edges between services that can reach each other: no order satisfies all of them.
    private func cyclicEdges(_ known: Set<String>) -> Set<[String]> {
        var next: [String: Set<String>] = [:]
        for edge in inventory.dependencies where known.contains(edge.to) {
            next[edge.from, default: []].insert(edge.to)
        }
        var out: Set<[String]> = []
        for edge in inventory.dependencies {
            var seen: Set<String> = []
            var open = [edge.to]
            while let here = open.popLast() {
                if here == edge.from { out.insert([edge.from, edge.to]) }
                for there in next[here] ?? [] where seen.insert(there).inserted {
                    open.append(there)
                }
            }
        }
        return out
    }

    func unique() -> [Violation] {
        let counts = Dictionary(grouping: steps, by: \.step.id).filter { $0.value.count > 1 }
        return counts.keys.map { violation("P2", $0, "the id stands twice") }
    }

    /// Every step is verified, and undone or said to be final; one stop and one start each.
    func complete() -> [Violation] {
        var out = steps.filter { $0.step.verify.isEmpty }
            .map { violation("P3", $0.step.id, "no verify") }
        for (index, entry) in steps.enumerated()
        where !entry.step.rollback.isPossible && entry.stage < .retire && !isRotation(index) {
            out.append(violation("P3", entry.step.id, "cannot be undone before retire"))
        }
        for service in services {
            if !plan.isRecovery, only(.stop, service.id) == nil {
                out.append(violation("P3", service.id, "not exactly one stop"))
            }
            let starts = steps.count { $0.step.purpose == .start && $0.step.subject == service.id }
            if starts != (strategy(service.id) == "drop" ? 0 : 1) {
                out.append(violation("P3", service.id, "\(starts) starts"))
            }
        }
        return out
    }
}
