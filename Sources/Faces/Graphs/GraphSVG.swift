public import Topology
import Vocabulary

/// The graph as a picture in layers (SVG 1.1): what is needed stands to the right.
public struct GraphSVG {
    let graph: Graph

    private static let (boxWidth, boxHeight) = (180, 32)
    private static let (layerWidth, rowHeight) = (260, 48)

    /// The picture of a graph.
    public init(_ graph: Graph) {
        self.graph = graph
    }

    /// The document, in UTF-8.
    public var text: String {
        let layers = GraphLayers(graph).layers
        var corners: [String: (x: Int, y: Int)] = [:]
        for (column, layer) in layers.enumerated() {
            for (row, node) in layer.enumerated() {
                corners[node.id] = (20 + column * Self.layerWidth, 20 + row * Self.rowHeight)
            }
        }
        let width = 20 + max(layers.count, 1) * Self.layerWidth
        let height = 20 + (layers.map(\.count).max() ?? 1) * Self.rowHeight
        var lines = Self.head(width, height)
        lines += graph.edges.compactMap { edge in
            guard let from = corners[edge.from], let to = corners[edge.to] else { return nil }
            return Self.line(from, to, edge)
        }
        for node in graph.nodes {
            if let corner = corners[node.id] { lines += Self.box(corner, node) }
        }
        return lines.joined(separator: "\n") + "\n</svg>\n"
    }

    private static func head(_ width: Int, _ height: Int) -> [String] {
        [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
                + "font-family=\"sans-serif\" font-size=\"12\">",
            "<defs><marker id=\"tip\" markerWidth=\"8\" markerHeight=\"8\" refX=\"8\" refY=\"4\" "
                + "orient=\"auto\"><path d=\"M0,0 L8,4 L0,8 z\" fill=\"#555\"/></marker></defs>",
        ]
    }

    private static func line(
        _ from: (x: Int, y: Int), _ to: (x: Int, y: Int), _ edge: Dependency
    ) -> String {
        let dashes = edge.strength == .soft ? " stroke-dasharray=\"4 3\"" : ""
        let start = (x: from.x + boxWidth, y: from.y + boxHeight / 2)
        let end = (x: to.x, y: to.y + boxHeight / 2)
        return "<path d=\"M\(start.x),\(start.y) C\(start.x + 40),\(start.y) "
            + "\(end.x - 40),\(end.y) \(end.x),\(end.y)\" fill=\"none\" stroke=\"#555\"\(dashes) "
            + "marker-end=\"url(#tip)\"><title>\(edge.kind.rawValue)</title></path>"
    }

    private static func box(_ corner: (x: Int, y: Int), _ node: Graph.Node) -> [String] {
        let dashes = node.isVariant ? " stroke-dasharray=\"4 3\"" : ""
        let name = escaped(Shown.cut(Shown.text(node.name), to: 26))
        return [
            "<g><title>\(escaped(Shown.text(node.id)))</title>",
            "<rect x=\"\(corner.x)\" y=\"\(corner.y)\" width=\"\(boxWidth)\" "
                + "height=\"\(boxHeight)\" rx=\"\(node.kind.radius)\" fill=\"\(node.kind.fill)\" "
                + "stroke=\"#333\"\(dashes)/>",
            "<text x=\"\(corner.x + boxWidth / 2)\" y=\"\(corner.y + 20)\" "
                + "text-anchor=\"middle\">\(name)</text></g>",
        ]
    }

    /// Text for XML (Extensible Markup Language 1.0, section 2.4); controls are gone already.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            case "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}

extension Graph.Node.Kind {
    /// How round its corners are.
    var radius: Int {
        switch self {
        case .service, .item: 3
        case .store: 12
        case .external: 16
        }
    }

    /// Its colour.
    var fill: String {
        switch self {
        case .service: "#e8f0fe"
        case .external: "#f1f1f1"
        case .store: "#fef3d9"
        case .item: "#eaf6ea"
        }
    }
}
