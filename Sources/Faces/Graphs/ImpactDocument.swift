public import Topology
public import Vocabulary

/// What breaks when one thing is gone, as text and as a document.
public struct ImpactDocument: JSONWritable {
    let impact: Impact

    /// The document of an impact.
    public init(_ impact: Impact) {
        self.impact = impact
    }

    /// What is down first, then what is degraded, nearest first.
    public var text: String {
        var lines = ["Without \(Shown.text(impact.lost))"]
        guard !impact.effects.isEmpty else { return lines[0] + "\n  nothing else breaks\n" }
        for severity in Impact.Severity.allCases {
            let hit = impact.effects.filter { $0.severity == severity }
            guard !hit.isEmpty else { continue }
            lines.append("  \(severity.rawValue): \(Amount.count(hit.count, "thing"))")
            var columns = Columns(indent: 4, width: .max)
            for effect in hit { columns.rows.append([Shown.text(effect.id), says(effect)]) }
            lines += columns.lines
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes the contract's impact.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "impact")
            out.field("subject", impact.lost)
            out.key("effects")
            out.array { out in for effect in impact.effects { write(effect, to: &out) } }
        }
    }

    private func write(_ effect: Impact.Effect, to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", effect.id)
            out.field("severity", effect.severity.rawValue)
            out.field("distance", effect.distance)
            out.field("says", says(effect))
            out.field("via", Optional(effect.via))
        }
    }

    private func says(_ effect: Impact.Effect) -> String {
        guard effect.via.to != impact.lost else { return effect.via.kind.effect }
        return "\(effect.via.kind.effect): \(Shown.text(Identifiers.name(of: effect.via.to)))"
    }
}
