import Vocabulary

extension Explanations {
    /// The explanations as indented chains of evidence.
    public var text: String {
        all.map(\.text).joined(separator: "\n")
    }
}

extension Explanation {
    /// The explanation as an indented chain of evidence.
    public var text: String {
        var lines = [Shown.text(subject), "  \(Shown.text(says))"]
        lines += facts.map { "  \($0.name): \(Shown.text($0.value))" }
        lines.append(evidence.isEmpty ? "  because: nothing is known" : "  because")
        lines += evidence.map { "    \(Self.line($0))" }
        for neighbour in beside {
            lines.append("  \(Shown.text(neighbour.relation)) \(Shown.text(neighbour.subject))")
            lines += neighbour.evidence.map { "    \(Self.line($0))" }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func line(_ evidence: Evidence) -> String {
        let at = evidence.at.map { ", at \(Shown.text($0))" } ?? ""
        let says = evidence.says.isEmpty ? "" : " \(Shown.text(evidence.says))"
        return "\(evidence.basis.rawValue):\(says) (\(Shown.text(evidence.rule))\(at))"
    }
}
