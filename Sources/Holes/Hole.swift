public import Vocabulary

/// A question about the system that nobody has written the answer to.
public struct Hole: Equatable, Sendable {
    /// How much hangs on the answer.
    public enum Severity: String, Sendable, CaseIterable, Comparable {
        /// Worth writing down.
        case low
        /// Breaks something when the system moves or fails.
        case medium
        /// Loses what cannot be rebuilt, or lets the wrong party act.
        case high

        /// From low to high.
        public static func < (left: Severity, right: Severity) -> Bool {
            let order: [Severity] = [.low, .medium, .high]
            return order.firstIndex(of: left) ?? 0 < order.firstIndex(of: right) ?? 0
        }
    }

    /// Whether somebody answered.
    public enum Status: String, Sendable, CaseIterable {
        /// Nobody did.
        case open
        /// The policy has the answer.
        case answered
        /// A person decided to live with it.
        case accepted
    }

    /// What it holds up while it is open.
    public enum Block: String, Sendable, CaseIterable {
        /// Nothing.
        case nothing
        /// The approval of a plan.
        case approve
        /// A plan's execution.
        case execute
    }

    /// Where the answer belongs, and the line that would give it.
    public struct Answer: Equatable, Sendable {
        /// The file: `bedplate.yaml`.
        public let file: String
        /// The keys that lead to the answer, outermost first.
        public let key: [String]
        /// The text to write there, with `…` where only a person knows what to say.
        public let line: String

        /// An answer's place.
        public init(file: String = "bedplate.yaml", key: [String], line: String) {
            self.file = file
            self.key = key
            self.line = line
        }
    }

    /// The rule that asks: `BP0301`.
    public let rule: String
    /// This instance of it: rule, `@`, and twelve digits of the digest of subject and question.
    public let id: String
    /// Id of what it is about.
    public let subject: String
    /// How much hangs on it.
    public let severity: Severity
    /// Whether somebody answered.
    public let status: Status
    /// The question, in words that do not change from scan to scan.
    public let question: String
    /// Why it matters here, with the figures of this scan.
    public let why: String
    /// What it holds up.
    public let blocks: Block
    /// Where to answer it.
    public let answer: Answer
    /// What it rests on, sorted.
    public let evidence: [Evidence]
    /// What hangs on its subject: more is told first.
    public let weight: Int

    /// Whether nobody answered.
    public var isOpen: Bool { status == .open }

    /// Whether a plan may not be approved while it is open.
    public var blocksApproval: Bool { blocks == .approve || blocks == .execute }

    /// The id of an instance: it stays the same as long as rule, subject and question do.
    public static func id(rule: String, subject: String, question: String) -> String {
        let digest = SHA256.digest("\(subject)\n\(question)").hexadecimal
        return "\(rule)@\(digest.prefix(12))"
    }
}
