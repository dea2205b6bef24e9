public import Vocabulary

extension Changes {
    /// One line for each change, then the sum of what is only convenience.
    public var text: String { text(in: .plain) }

    /// The same with emphasis on the words that ask for it.
    public func text(in paint: Paint) -> String {
        guard !isEmpty else { return "nothing changed\n" }
        var columns = Columns(width: .max, painted: ([0, 1], paint))
        for line in lines { columns.rows.append(line.cells) }
        var told = columns.lines
        if !convenience.isEmpty {
            let sums = Kind.allCases.compactMap { kind in
                convenience[kind].map { "\(Amount.count($0)) \(kind.rawValue)" }
            }
            told.append("  and among what can be made again: \(sums.joined(separator: ", "))")
        }
        return told.joined(separator: "\n") + "\n"
    }

    /// Writes `changes` and `convenience` into the object they belong to.
    func writeFields(to out: inout JSONWriter) {
        out.list("changes", lines)
        guard !convenience.isEmpty else { return }
        out.key("convenience")
        out.object { out in
            for kind in Kind.allCases { out.field(kind.rawValue, convenience[kind]) }
        }
    }
}

extension Changes.Line: JSONWritable {
    var cells: [String] {
        var name = Shown.text(subject)
        if let to { name += " needs \(Shown.text(to)) (\(edge ?? ""))" }
        if let was { name += "  was \(Shown.text(was))" }
        if let wasClass { name += "  was \(wasClass.rawValue)" }
        if !fields.isEmpty { name += "  (\(fields.joined(separator: ", ")))" }
        return [kind.rawValue, itemClass?.rawValue ?? of.rawValue, name]
    }

    /// Writes one change.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("change", kind.rawValue)
            out.field("of", of.rawValue)
            out.field("subject", subject)
            out.field("to", to)
            out.field("kind", edge)
            out.field("class", itemClass?.rawValue)
            out.field("was", was)
            out.field("was_class", wasClass?.rawValue)
            out.field("fields", fields)
        }
    }
}
