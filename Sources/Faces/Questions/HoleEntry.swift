public import Vocabulary

/// A hole as it is told: the contract's hole with its words as text.
public struct HoleEntry: Equatable, Sendable, JSONWritable {
    /// Where a person may answer it.
    public struct Answer: Equatable, Sendable, JSONWritable {
        /// The policy's file.
        public let file: String
        /// The keys that lead to the answer, outermost first.
        public let key: [String]
        /// The text to write there; nil where only a person knows it.
        public let line: String?

        /// A place for an answer.
        public init(file: String, key: [String], line: String? = nil) {
            self.file = file
            self.key = key
            self.line = line
        }

        /// Writes file, key and line.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("file", file)
                out.field("key", key)
                out.field("line", line)
            }
        }
    }

    /// `BP0107`.
    public var rule: String
    /// One instance of the rule, `BP0107@3f2a…`.
    public var id: String
    /// Id of what it is about.
    public var subject: String
    /// `high`, `medium`, `low`.
    public var severity: String
    /// `open`, `answered`, `accepted`.
    public var status = "open"
    /// The question.
    public var question: String
    /// Why it matters.
    public var why: String
    /// `nothing`, `approve`, `execute`.
    public var blocks = "nothing"
    /// Where a person may answer it; nil where no policy can.
    public var answer: Answer?
    /// What it rests on, sorted.
    public var evidence: [Evidence] = []
    /// How much hangs on the subject: among equally severe ones the heavier is told first.
    public var weight = 0

    /// An open hole that blocks nothing.
    public init(
        rule: String, id: String, subject: String, severity: String, question: String, why: String
    ) {
        self.rule = rule
        self.id = id
        self.subject = subject
        self.severity = severity
        self.question = question
        self.why = why
    }

    /// 0 for the worst.
    var rank: Int { Self.severities.firstIndex(of: severity) ?? Self.severities.count }

    /// From the worst.
    static let severities = ["high", "medium", "low"]

    /// Writes the contract's hole.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("rule", rule)
            out.field("id", id)
            out.field("subject", subject)
            out.field("severity", severity)
            out.field("status", status)
            out.field("question", question)
            out.field("why", why)
            out.field("blocks", blocks)
            out.field("answer", answer)
            out.list("evidence", evidence)
        }
    }
}
