public import Vocabulary

/// Which steps of a plan rest on facts that no longer hold, as text and as a document.
public struct CheckDocument: Equatable, Sendable, JSONWritable {
    /// A step that went stale.
    public struct Stale: Equatable, Comparable, Sendable, JSONWritable {
        /// The step's id.
        public let step: String
        /// Id of what it rests on.
        public let subject: String
        /// What became of that, in a clause.
        public let because: String
        /// The contract's names of the fields that differ, sorted.
        public let fields: [String]

        /// A stale step.
        public init(step: String, subject: String, because: String, fields: [String] = []) {
            self.step = step
            self.subject = subject
            self.because = because
            self.fields = fields
        }

        /// By step, then subject, then reason.
        public static func < (left: Stale, right: Stale) -> Bool {
            (left.step, left.subject, left.because) < (right.step, right.subject, right.because)
        }

        /// Writes the stale step.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("step", step)
                out.field("subject", subject)
                out.field("because", because)
                out.field("fields", fields)
            }
        }
    }

    /// Id of the plan; nil where it is not known.
    public let plan: String?
    /// Id of the snapshot the plan was made from; nil where it was not kept.
    public let planned: String?
    /// Id of the snapshot that was looked at now.
    public let looked: String?
    /// How many steps the plan has.
    public let steps: Int
    /// The stale ones, sorted.
    public let stale: [Stale]

    /// What a look at a plan found.
    public init(plan: String?, planned: String?, looked: String?, steps: Int, stale: [Stale]) {
        self.plan = plan
        self.planned = planned
        self.looked = looked
        self.steps = steps
        self.stale = stale.sorted()
    }

    /// Each stale step with its reasons, or that all steps hold.
    public var text: String {
        guard !stale.isEmpty else {
            return "all \(Amount.count(steps, "step")) rest on facts that still hold\n"
        }
        let hit = Set(stale.map(\.step)).count
        var lines = ["\(Amount.count(hit)) of \(Amount.count(steps, "step")) went stale"]
        var last = ""
        for entry in stale {
            if entry.step != last { lines.append("  \(Shown.text(entry.step))") }
            last = entry.step
            let fields = entry.fields.isEmpty ? "" : " (\(entry.fields.joined(separator: ", ")))"
            lines.append(
                "    \(Shown.text(entry.subject)): \(Shown.text(entry.because))\(fields)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes the contract's check.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "check")
            out.field("plan", plan)
            out.field("planned", planned)
            out.field("looked", looked)
            out.field("steps", steps)
            out.list("stale", stale)
        }
    }
}
