public import Vocabulary

/// Everything that breaks, and how, when one thing is gone: the reverse closure of dependencies.
public struct Impact: Equatable, Sendable {
    /// How bad it is for one thing.
    public enum Severity: String, Sendable, CaseIterable {
        /// It does not work.
        case down
        /// It works less well, or for a while.
        case degraded
    }

    /// What happens to one thing.
    public struct Effect: Equatable, Sendable {
        /// Its id.
        public let id: String
        /// How bad.
        public let severity: Severity
        /// The edge it breaks along: from it to what it misses.
        public let via: Dependency
        /// How many edges lie between it and what was lost; 1 for those next to it.
        public let distance: Int
    }

    /// What is gone.
    public let lost: String
    /// What breaks, nearest first, then those that are down, then by id.
    public let effects: [Effect]

    /// What is down with it.
    public var down: [String] { effects.filter { $0.severity == .down }.map(\.id) }

    /// What is down because it uses what is gone, and does not only run or restart it.
    public var needing: [String] {
        effects.filter { effect in
            effect.severity == .down && ![.supervises, .schedule].contains(effect.via.kind)
        }.map(\.id)
    }
}

extension Graph {
    /// What breaks without `id`; nil where there is no such thing.
    ///
    /// Along hard edges alone a thing is down; where any soft edge lies between, it is degraded.
    public func impact(of id: String) -> Impact? {
        guard let start = positions[id] else { return nil }
        var effects: [Int: Impact.Effect] = [:]
        spread(from: [(start, 0)], along: { $0.strength == .hard }, as: .down, into: &effects)
        var broken = effects.map { ($0.key, $0.value.distance) } + [(start, 0)]
        broken.sort { ($0.1, $0.0) < ($1.1, $1.0) }
        spread(from: broken, along: { _ in true }, as: .degraded, into: &effects)
        effects[start] = nil
        return Impact(
            lost: id,
            effects: effects.values.sorted {
                ($0.distance, $0.severity == .down ? 0 : 1, $0.id)
                    < ($1.distance, $1.severity == .down ? 0 : 1, $1.id)
            })
    }

    private func spread(
        from starts: [(node: Int, distance: Int)], along counts: (Dependency) -> Bool,
        as severity: Impact.Severity, into effects: inout [Int: Impact.Effect]
    ) {
        var queue = starts
        var seen = Set(starts.map(\.node))
        var index = 0
        while index < queue.count {
            let (node, distance) = queue[index]
            index += 1
            for edge in reaching[node].map({ edges[$0] }) where counts(edge) {
                guard let dependent = positions[edge.from], seen.insert(dependent).inserted else {
                    continue
                }
                effects[dependent] = Impact.Effect(
                    id: edge.from, severity: severity, via: edge, distance: distance + 1)
                queue.append((dependent, distance + 1))
            }
        }
    }
}

extension Dependency.Kind {
    /// What happens to the one that needs, in a few words that follow its name.
    public var effect: String {
        switch self {
        case .startOrder: "cannot start"
        case .network: "cannot reach it"
        case .data: "loses its data"
        case .secret: "has no credential"
        case .config: "is not set up"
        case .schedule: "has nothing to run"
        case .supervises: "has nothing to look after"
        }
    }
}

/// Something whose loss takes several others down with it.
public struct SinglePoint: Equatable, Sendable {
    /// Its id.
    public let id: String
    /// Ids of the services that are down without it, sorted.
    public let takesDown: [String]
}

extension Graph {
    /// Things whose loss takes two or more other services down, the worst first, then by id.
    ///
    /// Those that only run or restart something are not counted.
    ///
    /// A store counts beside its only owner no more than the owner does: it is left out where it
    /// takes down exactly the owner and what the owner takes down.
    public var singlePoints: [SinglePoint] {
        let services = Set(nodes.filter { $0.kind == .service }.map(\.id))
        let down = Dictionary(
            uniqueKeysWithValues: nodes.map { node in
                (node.id, (impact(of: node.id)?.needing ?? []).filter(services.contains).sorted())
            })
        let told = nodes.compactMap { node -> SinglePoint? in
            let takesDown = down[node.id] ?? []
            guard takesDown.count >= 2 else { return nil }
            if let owners = owners[node.id], owners.count == 1,
                takesDown.filter({ $0 != owners[0] }) == down[owners[0]]
            {
                return nil
            }
            return SinglePoint(id: node.id, takesDown: takesDown)
        }
        return told.sorted {
            ($1.takesDown.count, $0.id) < ($0.takesDown.count, $1.id)
        }
    }
}
