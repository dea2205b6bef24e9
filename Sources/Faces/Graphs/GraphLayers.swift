import Topology
import Vocabulary

/// Where each node of a graph stands: what needs something stands left of it.
struct GraphLayers {
    /// Ids by layer, the needing ones first; within a layer in the order of the graph.
    let layers: [[Graph.Node]]

    /// Layers by longest way; edges that would close a ring are left out of the count.
    init(_ graph: Graph) {
        var depth: [String: Int] = [:]
        for node in graph.nodes { _ = Self.depth(of: node.id, in: graph, &depth, []) }
        let deepest = depth.values.max() ?? 0
        var layers = [[Graph.Node]](repeating: [], count: deepest + 1)
        for node in graph.nodes { layers[deepest - (depth[node.id] ?? 0)].append(node) }
        self.layers = layers.filter { !$0.isEmpty }
    }

    /// How many edges the longest way down from a node has.
    private static func depth(
        of id: String, in graph: Graph, _ known: inout [String: Int], _ above: Set<String>
    ) -> Int {
        if let depth = known[id] { return depth }
        var deepest = 0
        for edge in graph.needs(of: id) where edge.to != id && !above.contains(edge.to) {
            deepest = max(deepest, 1 + depth(of: edge.to, in: graph, &known, above.union([id])))
        }
        known[id] = deepest
        return deepest
    }
}
