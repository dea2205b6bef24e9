import Vocabulary

/// An order to start services in: everything a service needs is in an earlier wave, except along
/// the edges that had to be set aside because services need each other in a ring.
public struct Order: Equatable, Sendable {
    /// Ids that may start together, wave after wave, each wave sorted.
    public let waves: [[String]]
    /// Rings, sorted by their first id.
    public let cycles: [Cycle]

    /// Ids in the order to start them.
    public var start: [String] { waves.flatMap(\.self) }

    /// Ids in the order to stop them: what needs others stops before them.
    public var stop: [String] { start.reversed() }
}

extension Graph {
    /// The order of every service that runs on a place; external endpoints have none.
    public var order: Order { order(of: nodes.filter { $0.kind == .service }.map(\.id)) }

    /// The order of some services. Needs that lead through anything else are followed, so that an
    /// order among a part agrees with the order of the whole.
    public func order(of ids: [String]) -> Order {
        let wanted = Set(ids)
        let members = nodes.indices.filter { nodes[$0].kind == .service }
        var ordering = Ordering(graph: self, members: members)
        ordering.cutCycles()
        let waves = ordering.waves().map { wave in
            wave.map { nodes[$0].id }.filter(wanted.contains)
        }
        let cycles = ordering.cycles.filter { !wanted.isDisjoint(with: $0.ring) }
        return Order(waves: waves.filter { !$0.isEmpty }, cycles: cycles)
    }
}

/// The work of finding an order: which edges count, which are set aside, which wave each is in.
struct Ordering {
    let graph: Graph
    let members: [Int]
    /// Edges between members that still count.
    var live: Set<Int> = []
    var cycles: [Cycle] = []

    init(graph: Graph, members: [Int]) {
        self.graph = graph
        self.members = members
        let inside = Set(members)
        for member in members {
            for edge in graph.leaving[member] where inside.contains(end(edge)) {
                live.insert(edge)
            }
        }
    }

    private func start(_ edge: Int) -> Int { graph.positions[graph.edges[edge].from] ?? 0 }
    private func end(_ edge: Int) -> Int { graph.positions[graph.edges[edge].to] ?? 0 }

    private var successors: [[Int]] {
        graph.leaving.map { $0.filter(live.contains).map(end) }
    }

    /// Sets aside the weakest edge of each ring until none is left, then takes back every edge that
    /// turned out to do no harm, the firmest first.
    mutating func cutCycles() {
        var cuts: [[Int]: [Int]] = [:]
        let rings = Components.cyclic(successors)
        for ring in rings {
            var left = [ring]
            while let component = left.popLast() {
                let weakest = weakestEdge(within: Set(component))
                live.remove(weakest)
                cuts[ring, default: []].append(weakest)
                let inside = Set(component)
                left += Components.cyclic(successors).filter { inside.isSuperset(of: $0) }
            }
        }
        for ring in rings {
            let kept = takeBack(cuts[ring] ?? [])
            cycles.append(
                Cycle(ring: path(around: ring), cuts: kept.map { graph.edges[$0] }))
        }
    }

    private func isWeaker(_ left: Int, _ right: Int) -> Bool {
        let (one, two) = (graph.edges[left], graph.edges[right])
        if one.firmness != two.firmness {
            return one.firmness.lexicographicallyPrecedes(two.firmness)
        }
        return left < right
    }

    private func weakestEdge(within component: Set<Int>) -> Int {
        let inside = component.flatMap { graph.leaving[$0] }
            .filter { live.contains($0) && component.contains(end($0)) }
        return inside.min(by: isWeaker) ?? 0
    }

    private mutating func takeBack(_ cuts: [Int]) -> [Int] {
        var kept: [Int] = []
        for edge in cuts.sorted(by: { isWeaker($1, $0) }) {
            if reaches(from: end(edge), to: start(edge)) {
                kept.append(edge)
            } else {
                live.insert(edge)
            }
        }
        return kept.sorted(by: isWeaker)
    }

    private func reaches(from: Int, to: Int) -> Bool {
        var seen: Set<Int> = [from]
        var left = [from]
        while let node = left.popLast() {
            if node == to { return true }
            for edge in graph.leaving[node] where live.contains(edge) {
                if seen.insert(end(edge)).inserted { left.append(end(edge)) }
            }
        }
        return false
    }

    /// The shortest way from the first member back to itself along edges inside the ring.
    private func path(around ring: [Int]) -> [String] {
        let inside = Set(ring)
        let first = ring[0]
        var before: [Int: Int] = [:]
        var queue = [first]
        var index = 0
        while index < queue.count {
            let node = queue[index]
            index += 1
            for next in graph.leaving[node].map(end) where inside.contains(next) {
                if next == first { return trail(to: node, before: before) }
                if before[next] == nil {
                    before[next] = node
                    queue.append(next)
                }
            }
        }
        return ring.map { graph.nodes[$0].id }
    }

    private func trail(to last: Int, before: [Int: Int]) -> [String] {
        var ids = [graph.nodes[last].id]
        var node = last
        while let previous = before[node] {
            ids.append(graph.nodes[previous].id)
            node = previous
        }
        return ids.reversed()
    }

    /// Members by the length of their longest chain of needs.
    func waves() -> [[Int]] {
        var level: [Int: Int] = [:]
        var waiting = Dictionary(
            uniqueKeysWithValues: members.map { member in
                (member, Set(graph.leaving[member].filter(live.contains).map(end)).count)
            })
        var ready = members.filter { waiting[$0] == 0 }
        for member in ready { level[member] = 0 }
        while let node = ready.popLast() {
            let above = Set(graph.reaching[node].filter(live.contains).map(start))
            for dependent in above {
                level[dependent] = max(level[dependent] ?? 0, (level[node] ?? 0) + 1)
                waiting[dependent, default: 1] -= 1
                if waiting[dependent] == 0 { ready.append(dependent) }
            }
        }
        let depth = (level.values.max() ?? -1) + 1
        var waves = [[Int]](repeating: [], count: depth)
        for member in members { waves[level[member] ?? 0].append(member) }
        return waves
    }
}
