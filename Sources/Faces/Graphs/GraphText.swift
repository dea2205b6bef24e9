public import Topology
import Vocabulary

/// The graph as text: every service with what it needs below it, then what is outside.
public struct GraphText {
    let graph: Graph

    /// The text of a graph.
    public init(_ graph: Graph) {
        self.graph = graph
    }

    /// The lines, ending in a newline.
    public var text: String {
        guard !graph.nodes.isEmpty else { return "nothing runs here\n" }
        var lines: [String] = []
        for node in graph.nodes where node.kind == .service {
            lines.append(Shown.text(node.id) + (node.isVariant ? "  (variant)" : ""))
            lines += needs(of: node)
        }
        for kind in [Graph.Node.Kind.store, .item, .external] {
            let lonely = graph.nodes.filter { $0.kind == kind }
            guard !lonely.isEmpty else { continue }
            lines.append(kind.heading)
            for node in lonely { lines += ["  \(Shown.text(node.id))"] + needs(of: node, 4) }
        }
        lines += GraphReasoning(graph).lines
        return lines.joined(separator: "\n") + "\n"
    }

    private func needs(of node: Graph.Node, _ indent: Int = 2) -> [String] {
        var columns = Columns(indent: indent, width: .max)
        for edge in graph.needs(of: node.id) {
            let condition = edge.condition.map { " until \(Shown.text($0))" } ?? ""
            columns.rows.append([
                "needs", edge.kind.rawValue, edge.strength.rawValue,
                Shown.text(edge.to) + condition,
            ])
        }
        return columns.lines
    }
}

extension Graph.Node.Kind {
    /// What to call several of them.
    var heading: String {
        switch self {
        case .service: "services"
        case .external: "outside"
        case .store: "stores"
        case .item: "items"
        }
    }
}
