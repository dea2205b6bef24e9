public import Topology
public import Vocabulary

/// The graph as a document.
public struct GraphDocument: JSONWritable {
    let graph: Graph

    /// The document of a graph.
    public init(_ graph: Graph) {
        self.graph = graph
    }

    /// Writes nodes, edges and what follows from them.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "graph")
            out.key("nodes")
            out.array { out in
                for node in graph.nodes { Self.write(node, to: &out) }
            }
            out.list("edges", graph.edges)
            GraphReasoning(graph).writeFields(to: &out)
        }
    }

    private static func write(_ node: Graph.Node, to out: inout JSONWriter) {
        out.object { out in
            out.field("id", node.id)
            out.field("kind", node.kind.rawValue)
            out.field("name", node.name)
            out.field("variant", node.isVariant)
        }
    }
}
