public import Topology
import Vocabulary

/// The graph as a Mermaid flowchart (<https://mermaid.js.org/syntax/flowchart.html>).
public struct GraphMermaid {
    let graph: Graph

    /// The picture of a graph.
    public init(_ graph: Graph) {
        self.graph = graph
    }

    /// The flowchart; nodes are numbered in the order of their ids.
    public var text: String {
        var lines = ["flowchart LR"]
        var names: [String: String] = [:]
        for (index, node) in graph.nodes.enumerated() {
            names[node.id] = "n\(index)"
            let (open, close) = node.kind.brackets
            lines.append("  n\(index)\(open)\"\(Self.label(node.name))\"\(close)")
        }
        for edge in graph.edges {
            guard let from = names[edge.from], let to = names[edge.to] else { continue }
            let arrow = edge.strength == .soft ? "-.->" : "-->"
            lines.append("  \(from) \(arrow)|\(edge.kind.rawValue)| \(to)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Text inside quotes: everything that means something to Mermaid, Markdown or HTML becomes
    /// a numeric entity, `#34;`.
    static func label(_ text: String) -> String {
        var out = ""
        for scalar in Shown.text(text).unicodeScalars {
            switch scalar {
            case "\"", "#", "&", "<", ">", "`", "\\", ";", "*", "_", "[", "]", "{", "}", "|", "%":
                out += "#\(scalar.value);"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}

extension Graph.Node.Kind {
    /// The brackets of its shape.
    var brackets: (open: String, close: String) {
        switch self {
        case .service: ("[", "]")
        case .external: ("([", "])")
        case .store: ("[(", ")]")
        case .item: ("[/", "/]")
        }
    }
}
