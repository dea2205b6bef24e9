public import Vocabulary

/// Stages in their order; see the contract.
public enum Stage: String, Sendable, CaseIterable, Comparable {
    case preflight
    case prepare
    case safeguard
    case freeze
    case export
    case verifyExport = "verify-export"
    case transfer
    case install
    case `import`
    case verifyImport = "verify-import"
    case cutover
    case observe
    case retire

    /// By their place in the order.
    public static func < (left: Stage, right: Stage) -> Bool { left.order < right.order }

    /// Counted from 0.
    public var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How one service reaches the target, and why.
public struct Strategy: Equatable, Sendable, JSONWritable {
    /// Another way, and why not.
    public struct Alternative: Equatable, Sendable, JSONWritable {
        /// The strategy.
        public var strategy: String
        /// Why it was not chosen.
        public var because: String
        /// Whether a gate shuts it, rather than a preference.
        public var isShut: Bool

        /// Writes the alternative.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("strategy", strategy)
                out.field("because", because)
                out.field("shut", isShut)
            }
        }
    }

    /// Id of the service.
    public var service: String
    /// The contract's word.
    public var strategy: String
    /// Why.
    public var because: String
    /// The others.
    public var alternatives: [Alternative]
    /// Id of the playbook; nil where nobody has described the service.
    public var playbook: String?
    /// Whether data must leave as a logical dump.
    public var isLogicalOnly = false

    /// Writes the contract's strategy.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("service", service)
            out.field("strategy", strategy)
            out.field("because", because)
            out.list("alternatives", alternatives)
            out.field("playbook", playbook)
        }
    }
}

/// A file of the plan.
public struct PlanFile: Equatable, Sendable, JSONWritable {
    /// Path within the plan's folder.
    public var path: String
    /// Content.
    public var bytes: [UInt8]
    /// Permission bits.
    public var mode: UInt16

    /// A file.
    public init(path: String, bytes: [UInt8], mode: UInt16 = 0o644) {
        self.path = path
        self.bytes = bytes
        self.mode = mode
    }

    /// Writes path, digest and mode.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("path", path)
            out.field("sha256", SHA256.digest(bytes).hexadecimal)
            out.field("mode", ModeText.text(mode))
        }
    }
}

/// Something that a rollback keeps or loses, or that no copy brings over.
public struct Consequence: Equatable, Comparable, Sendable, JSONWritable {
    /// Id of what it is about.
    public var subject: String
    /// One clause.
    public var says: String

    /// A consequence.
    public init(subject: String, says: String) {
        self.subject = subject
        self.says = says
    }

    /// By subject, then words.
    public static func < (left: Consequence, right: Consequence) -> Bool {
        (left.subject, left.says) < (right.subject, right.says)
    }

    /// Writes both.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("subject", subject)
            out.field("says", says)
        }
    }
}

/// Ordered stages and steps that carry a snapshot to a target.
public struct Plan: Equatable, Sendable {
    /// The steps of one stage, in an order that respects what they need.
    public struct StageSteps: Equatable, Sendable {
        /// The stage.
        public var stage: Stage
        /// Whether going past its end is a decision.
        public var isCommitPoint: Bool
        /// Its steps.
        public var steps: [Step]
    }

    /// What a service may lose and how long it may be away.
    public struct Objective: Equatable, Sendable, JSONWritable {
        /// Id of the service.
        public var subject: String
        /// Seconds it may be away.
        public var rtoSeconds: Int?
        /// Seconds of data it may lose.
        public var rpoSeconds: Int?

        /// Writes the contract's objective.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("subject", subject)
                out.field("rto_s", rtoSeconds)
                out.field("rpo_s", rpoSeconds)
            }
        }
    }

    /// A replacement that configuration needs, and for whom.
    public struct RewriteEntry: Equatable, Sendable, JSONWritable {
        /// Id of the service whose configuration holds it.
        public var subject: String
        /// The replacement.
        public var rewrite: Derivation.Rewrite
        /// Why.
        public var because: String

        /// Writes the entry.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("subject", subject)
                out.field("from", rewrite.from)
                out.field("to", rewrite.to)
                out.field("because", because)
            }
        }
    }

    /// Id of the snapshot it carries.
    public var snapshot: String
    /// Where to.
    public var target: Target
    /// Policy entries used, such as `services/local/service/moto/postgres/objectives`.
    public var policyEntries: [String] = []
    /// One per service, sorted by id.
    public var strategies: [Strategy] = []
    /// Sorted by subject.
    public var objectives: [Objective] = []
    /// Replacements in configuration.
    public var rewrites: [RewriteEntry] = []
    /// What a rollback keeps.
    public var survives: [Consequence] = []
    /// What a rollback or the move loses.
    public var lost: [Consequence] = []
    /// Files other than plan.json, migration-plan.md and MANIFEST, sorted by path.
    public var files: [PlanFile] = []
    /// All thirteen stages, in order.
    public var stages: [StageSteps] = []
    /// Questions the plan could not answer; each blocks approval until a person answers.
    public var questions: [Question] = []
    /// Ids of open holes handed in.
    public var holes: [String] = []
    /// Playbooks that an approval takes only by name, sorted.
    public var unproven: [UnprovenPlaybook] = []
    /// Who to call, `NAME, PHONE`; empty is a question.
    public var contacts: [String] = []
    /// The kept exports that a recovery restores from; empty where the source is there.
    public var recovery: [Recovery] = []

    /// A question that stops the plan from being approved.
    public struct Question: Equatable, Comparable, Sendable, JSONWritable {
        /// Id of what it is about.
        public var subject: String
        /// The question.
        public var question: String
        /// Why it matters.
        public var because: String

        /// By subject, then question.
        public static func < (left: Question, right: Question) -> Bool {
            (left.subject, left.question) < (right.subject, right.question)
        }

        /// Writes the question.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("subject", subject)
                out.field("question", question)
                out.field("because", because)
            }
        }
    }

    /// Every step with its stage, in order.
    public var steps: [(stage: Stage, step: Step)] {
        stages.flatMap { stage in stage.steps.map { (stage.stage, $0) } }
    }

    /// The step of that id.
    public func step(_ id: String) -> Step? {
        for stage in stages {
            if let found = stage.steps.first(where: { $0.id == id }) { return found }
        }
        return nil
    }

    /// The file of that path.
    public func file(_ path: String) -> PlanFile? { files.first { $0.path == path } }
}

extension Plan.StageSteps: JSONWritable {
    /// Writes the contract's stage.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("id", stage.rawValue)
            out.field("commit_point", isCommitPoint)
            out.list("steps", steps)
        }
    }
}

extension Plan: JSONWritable {
    /// Writes plan.json, which does not hold the plan's own id.
    public func write(to out: inout JSONWriter) { write(id: nil, to: &out) }

    /// Writes plan.json, with the id added where it is known.
    public func write(id: String?, to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "plan")
            out.field("id", id)
            out.field("snapshot", snapshot)
            out.field("target", Optional(target))
            out.field("recovery", recovery)
            out.field("policy_entries", policyEntries)
            out.list("strategies", strategies)
            out.field("unproven", unproven)
            out.list("objectives", objectives)
            out.list("rewrites", rewrites)
            out.list("survives", survives)
            out.list("lost", lost)
            out.list("files", files)
            out.list("stages", stages)
            out.field("questions", questions)
            out.key("holes")
            out.array { out in for hole in holes { out.value(hole) } }
        }
    }
}
