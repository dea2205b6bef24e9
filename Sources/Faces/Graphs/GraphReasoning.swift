import Topology
import Vocabulary

/// What follows from a graph: the order to start and stop in, the rings, and the single points whose
/// loss takes several others down.
struct GraphReasoning {
    private let order: Order
    private let points: [SinglePoint]

    init(_ graph: Graph) {
        order = graph.order
        points = graph.singlePoints
    }

    /// As text, a blank line before each part; nothing where nothing runs.
    var lines: [String] {
        guard !order.waves.isEmpty else { return [] }
        var lines = ["", "start in this order, and stop in the opposite one"]
        for (index, wave) in order.waves.enumerated() {
            lines.append("  \(index + 1).  " + wave.map(Self.short).joined(separator: ", "))
        }
        for cycle in order.cycles {
            let ring = (cycle.ring + cycle.ring.prefix(1)).map(Self.short)
            lines += ["", "need each other in a ring"]
            lines.append("  " + ring.joined(separator: " needs "))
            for cut in cycle.cuts {
                lines.append(
                    "  set aside for the order: \(Self.short(cut.from)) needs "
                        + "\(Self.short(cut.to)) (\(cut.kind.rawValue), \(cut.strength.rawValue))")
            }
        }
        guard !points.isEmpty else { return lines }
        lines += ["", "single points of failure"]
        for point in points {
            let names = point.takesDown.map(Self.short).joined(separator: ", ")
            lines.append("  \(Self.short(point.id)) takes down \(point.takesDown.count): \(names)")
        }
        return lines
    }

    /// GROUP`/`NAME of a service on this machine, the whole id of anything else.
    private static func short(_ id: String) -> String {
        let prefix = Identifiers.local + "/service/"
        return Shown.text(id.hasPrefix(prefix) ? String(id.dropFirst(prefix.count)) : id)
    }

    /// As fields of the graph's document.
    func writeFields(to out: inout JSONWriter) {
        out.key("waves")
        out.array { out in
            for wave in order.waves {
                out.array { out in for id in wave { out.value(id) } }
            }
        }
        out.field("start", order.start)
        out.field("stop", order.stop)
        out.key("cycles")
        out.array { out in
            for cycle in order.cycles {
                out.object { out in
                    out.field("ring", cycle.ring)
                    out.list("cuts", cycle.cuts)
                }
            }
        }
        out.key("single_points")
        out.array { out in
            for point in points {
                out.object { out in
                    out.field("id", point.id)
                    out.field("takes_down", point.takesDown)
                }
            }
        }
    }
}
