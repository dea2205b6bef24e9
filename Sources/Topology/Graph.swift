public import Vocabulary

/// Services, stores, external endpoints and what needs what, of one inventory.
///
/// Edges are the inventory's dependencies, and beside them what a service's own list of stores and
/// a store's holder say: that the service needs its store, and a database the volume it lies in.
public struct Graph: Equatable, Sendable {
    /// One thing in the graph.
    public struct Node: Hashable, Sendable {
        /// What it is.
        public enum Kind: String, Sendable, CaseIterable {
            /// Runs or would run on a place.
            case service
            /// Lies outside all places.
            case external
            /// Data a service owns.
            case store
            /// An item that a dependency names.
            case item
        }

        /// Its id.
        public let id: String
        /// What it is.
        public let kind: Kind
        /// What to call it.
        public let name: String
        /// Whether nothing reaches it: a compose file of its own.
        public let isVariant: Bool

        /// A node.
        public init(id: String, kind: Kind, name: String, isVariant: Bool = false) {
            self.id = id
            self.kind = kind
            self.name = name
            self.isVariant = isVariant
        }
    }

    /// Everything, sorted by id.
    public let nodes: [Node]
    /// What needs what, sorted by from, to, kind; nothing needs itself.
    public let edges: [Dependency]
    /// Services that hold each store, sorted, by the store's id.
    public let owners: [String: [String]]
    /// Position of a node by its id.
    let positions: [String: Int]
    /// Edges that leave a node, by its position.
    let leaving: [[Int]]
    /// Edges that reach a node, by its position.
    let reaching: [[Int]]

    /// The graph of an inventory.
    public init(_ inventory: Inventory) {
        let edges = Self.edges(of: inventory)
        let nodes = Self.nodes(of: inventory, edges: edges)
        let positions = Dictionary(
            uniqueKeysWithValues: nodes.indices.map { (nodes[$0].id, $0) })
        var leaving = [[Int]](repeating: [], count: nodes.count)
        var reaching = leaving
        for (index, edge) in edges.enumerated() {
            if let from = positions[edge.from] { leaving[from].append(index) }
            if let to = positions[edge.to] { reaching[to].append(index) }
        }
        var owners: [String: Set<String>] = [:]
        for service in inventory.services {
            for store in service.stores { owners[store, default: []].insert(service.id) }
        }
        self.nodes = nodes
        self.edges = edges
        self.positions = positions
        self.leaving = leaving
        self.reaching = reaching
        self.owners = owners.mapValues { $0.sorted() }
    }

    /// The node of that id.
    public func node(_ id: String) -> Node? {
        positions[id].map { nodes[$0] }
    }

    /// What `id` needs, in order.
    public func needs(of id: String) -> [Dependency] {
        positions[id].map { leaving[$0].map { edges[$0] } } ?? []
    }

    /// What needs `id`, in order.
    public func dependents(of id: String) -> [Dependency] {
        positions[id].map { reaching[$0].map { edges[$0] } } ?? []
    }

    /// Ids a person may mean: the id itself, an id without its place, or a name.
    public func ids(called text: String) -> [String] {
        if positions[text] != nil { return [text] }
        let byEnd = nodes.filter { $0.id.hasSuffix("/" + text) && text.contains("/") }
        return (byEnd.isEmpty ? nodes.filter { $0.name == text } : byEnd).map(\.id)
    }

    private static func edges(of inventory: Inventory) -> [Dependency] {
        var kept: [EdgeKey: Dependency] = [:]
        func keep(_ edge: Dependency) {
            guard edge.from != edge.to else { return }
            let key = EdgeKey(edge)
            guard let before = kept[key] else { return kept[key] = edge }
            kept[key] = before.joined(with: edge)
        }
        for edge in inventory.dependencies { keep(edge) }
        let told = Set(inventory.dependencies.map { [$0.from, $0.to] })
        for service in inventory.services {
            for store in service.stores where !told.contains([service.id, store]) {
                keep(
                    Dependency(
                        from: service.id, to: store, kind: .data,
                        evidence: [
                            Evidence(.declared, rule: "graph.holds", says: "the service holds it")
                        ]))
            }
        }
        for store in inventory.stores {
            guard let within = store.within else { continue }
            keep(
                Dependency(
                    from: store.id, to: within, kind: .data,
                    evidence: [Evidence(.observed, rule: "graph.within", says: "it lies there")]))
        }
        return kept.values.sorted { EdgeKey($0) < EdgeKey($1) }
    }

    private static func nodes(of inventory: Inventory, edges: [Dependency]) -> [Node] {
        var kept: [String: Node] = [:]
        for service in inventory.services {
            kept[service.id] = Node(
                id: service.id, kind: service.isExternal ? .external : .service,
                name: service.name, isVariant: service.isVariant)
        }
        for store in inventory.stores {
            kept[store.id] = Node(id: store.id, kind: .store, name: store.name)
        }
        for id in edges.flatMap({ [$0.from, $0.to] }) where kept[id] == nil {
            kept[id] = Node(id: id, kind: kind(of: id), name: Identifiers.name(of: id))
        }
        return kept.values.sorted { $0.id < $1.id }
    }

    /// What an id that the inventory does not list must be, by its shape.
    private static func kind(of id: String) -> Node.Kind {
        if id.contains("//") { return .item }
        if id.contains("/store/") { return .store }
        return Identifiers.group(of: id) == "external" ? .external : .service
    }
}

/// What makes two edges one.
struct EdgeKey: Hashable, Comparable {
    let from: String
    let to: String
    let kind: Dependency.Kind

    init(_ from: String, _ to: String, _ kind: Dependency.Kind) {
        self.from = from
        self.to = to
        self.kind = kind
    }

    init(_ edge: Dependency) {
        self.init(edge.from, edge.to, edge.kind)
    }

    static func < (left: EdgeKey, right: EdgeKey) -> Bool {
        (left.from, left.to, left.kind.rawValue) < (right.from, right.to, right.kind.rawValue)
    }
}

extension Dependency {
    /// Two statements of one edge: the stronger word counts, the evidence adds up.
    func joined(with other: Dependency) -> Dependency {
        var joined = self
        if other.strength == .hard { joined.strength = .hard }
        joined.condition = [condition, other.condition].compactMap(\.self).min()
        joined.evidence = Set(evidence + other.evidence).sorted()
        return joined
    }
}
