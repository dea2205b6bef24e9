public import Vocabulary

/// A question about the system that nobody has written the answer to.
public struct Hole: Equatable, Sendable {
    /// How much depends on the answer.
    public enum Severity: String, Sendable, CaseIterable, Comparable {
        /// Worth knowing.
        case low
        /// Something will be lost or fail some day.
        case medium
        /// Something is lost at the next wrong move.
        case high

        /// From worth knowing to urgent.
        public static func < (left: Severity, right: Severity) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    /// Whether somebody has answered.
    public enum Status: String, Sendable {
        /// Nobody has.
        case open
        /// The policy answers it.
        case answered
        /// A person lives with it, for now.
        case accepted
    }

    /// What may not happen while it is open.
    public enum Block: String, Sendable {
        /// Nothing.
        case nothing
        /// A plan may not be approved.
        case approve
        /// A plan may not be carried out.
        case execute
    }

    /// `BP0107`.
    public var rule: String
    /// Id of what it is about.
    public var subject: String
    /// How much depends on it.
    public var severity: Severity
    /// Whether somebody has answered.
    public var status = Status.open
    /// The question, for a person.
    public var question: String
    /// Why it matters.
    public var why: String
    /// What may not happen while it is open.
    public var blocks: Block
    /// Keys of `bedplate.yaml` that answer it, outermost first; empty where no policy can.
    public var answerKey: [String]
    /// The line that would answer it.
    public var answerLine: String?
    /// What it rests on, sorted.
    public var evidence: [Evidence]

    /// The instance: the rule and the beginning of the digest of subject and question.
    public var id: String {
        rule + "@" + SHA256.digest(subject + "\0" + question).hexadecimal.prefix(12)
    }

    /// Whether it still asks.
    public var isOpen: Bool { status == .open }

    /// Whether a plan may not be approved while it asks.
    public var blocksApproval: Bool { blocks == .approve || blocks == .execute }
}
