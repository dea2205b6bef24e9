public import Vocabulary

/// What nobody has written down, as text and as a document.
public struct HolesDocument: Equatable, Sendable, JSONWritable {
    /// The holes, the worst first, then those on which most hangs, then by id.
    public let holes: [HoleEntry]

    /// The document of holes in any order.
    public init(_ holes: [HoleEntry]) {
        self.holes = holes.sorted {
            ($0.rank, -$0.weight, $0.id) < ($1.rank, -$1.weight, $1.id)
        }
    }

    /// Each open hole with why it matters and where its answer goes, then the sums.
    public var text: String { text(in: .plain) }

    /// The same with emphasis on the words that ask for it.
    public func text(in paint: Paint) -> String {
        let open = holes.filter { $0.status == "open" }
        var lines = open.flatMap { Self.lines(of: $0, paint) }
        if open.isEmpty { lines.append("nothing is left that nobody has written down") }
        for status in ["answered", "accepted"] {
            let count = holes.count { $0.status == status }
            if count > 0 { lines.append("\(Amount.count(count, "hole")) \(status)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(of hole: HoleEntry, _ paint: Paint) -> [String] {
        var lines = [
            "\(paint.word(hole.severity))  \(Shown.text(hole.question))",
            "  \(Shown.text(hole.id))  \(Shown.text(hole.subject))",
            "  \(Shown.text(hole.why))",
        ]
        if hole.blocks != "nothing" { lines.append("  blocks: \(hole.blocks)") }
        if let answer = hole.answer {
            let keys = answer.key.map(Shown.text).joined(separator: " › ")
            let words = answer.line.map(Shown.text) ?? keys
            lines.append("  answer in \(Shown.text(answer.file)): \(words)")
        }
        return lines + [""]
    }

    /// Writes the contract's holes.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "holes")
            out.list("holes", holes)
        }
    }
}
