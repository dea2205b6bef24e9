public import Topology
import Vocabulary

/// The graph in the DOT language of Graphviz (<https://graphviz.org/doc/info/lang.html>).
public struct GraphDOT {
    let graph: Graph

    /// The picture of a graph.
    public init(_ graph: Graph) {
        self.graph = graph
    }

    /// The digraph; nodes are their ids, in quotes.
    public var text: String {
        var lines = [
            "digraph bedplate {", "  rankdir=LR;", "  node [fontname=\"sans-serif\"];",
            "  edge [fontname=\"sans-serif\", fontsize=10];",
        ]
        for node in graph.nodes {
            var style = "shape=\(node.kind.shape)"
            if node.isVariant { style += ", style=dashed" }
            lines.append(
                "  \(Self.quoted(node.id)) [label=\(Self.quoted(node.name)), \(style)];")
        }
        for edge in graph.edges {
            let style = edge.strength == .soft ? ", style=dashed" : ""
            lines.append(
                "  \(Self.quoted(edge.from)) -> \(Self.quoted(edge.to)) "
                    + "[label=\(Self.quoted(edge.kind.rawValue))\(style)];")
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    /// A double-quoted string: within it, `\"` is a quote, and `\\` keeps a label's own escapes out.
    static func quoted(_ text: String) -> String {
        var out = "\""
        for character in Shown.text(text) {
            if character == "\"" || character == "\\" { out += "\\" }
            out.append(character)
        }
        return out + "\""
    }
}

extension Graph.Node.Kind {
    /// The shape of Graphviz.
    var shape: String {
        switch self {
        case .service: "box"
        case .external: "ellipse"
        case .store: "cylinder"
        case .item: "note"
        }
    }
}
