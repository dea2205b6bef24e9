public import Knowledge
public import Vocabulary

/// One step of a plan: precondition, action, verify, rollback, evidence, authority.
public struct Step: Equatable, Sendable, JSONWritable {
    /// What a step is for: the contract's words.
    public enum Purpose: String, Sendable, CaseIterable {
        /// Looks.
        case check
        /// Makes room.
        case prepare
        /// Copies files.
        case copy
        /// Holds writers back.
        case freeze
        /// Stops a service.
        case stop
        /// Takes data out.
        case dump
        /// Brings it over.
        case transfer
        /// Installs programs and files.
        case install
        /// Puts data in.
        case load
        /// Starts a service.
        case start
        /// Hands names, ports and schedules over.
        case `switch`
        /// Watches.
        case observe
        /// Takes the old away.
        case retire
        /// Tells or asks a person.
        case alert
    }

    /// What a step changes.
    public struct Effects: Equatable, Sendable {
        /// Paths written, PLACE`:`PATH.
        public var writes: [String] = []
        /// Ids of stores and items deleted.
        public var deletes: [String] = []
        /// Ids of services stopped.
        public var stops: [String] = []
        /// Ids of services started.
        public var starts: [String] = []
        /// ADDRESS`:`PORT`/`PROTOCOL.
        public var listens: [String] = []

        /// No effect.
        public init() {}
    }

    /// Stable: stage, purpose, subject.
    public var id: String
    /// What it is for.
    public var purpose: Purpose
    /// One line for people.
    public var title: String
    /// Id of the service, store, item or place it is about.
    public var subject: String
    /// Id of the place it happens on.
    public var place: String
    /// Ids of the steps that must be done first, sorted.
    public var needs: [String] = []
    /// What must hold before.
    public var precondition: [Check] = []
    /// What is done.
    public var action: Action
    /// What must hold after; at least one.
    public var verify: [Check]
    /// Holds when the step is done already, so that doing it again can be skipped.
    public var doneWhen: Check?
    /// How it is undone.
    public var rollback: Action
    /// What it changes.
    public var effects = Effects()
    /// Whether something is gone afterwards that only an export holds.
    public var isDestructive = false
    /// Whether it may take down the party that carries out the plan.
    public var destabilizesSelf = false
    /// Whether only a person may do it.
    public var needsPerson = false
    /// Seconds until it counts as failed.
    public var timeoutSeconds: Int
    /// How often it may be tried again, after a minute each; 0 for never.
    public var retries = 0
    /// Seconds it will take, from sizes and throughput.
    public var estimateSeconds: Int
    /// How far its commands are proven.
    public var proven: Proof
    /// The facts it rests on, sorted.
    public var evidence: [Evidence] = []

    /// A step.
    public init(
        _ id: String, _ purpose: Purpose, _ title: String, subject: String, place: String,
        action: Action, verify: [Check], rollback: Action, proven: Proof = .documented,
        timeout: Int = 300, estimate: Int = 5
    ) {
        self.id = id
        self.purpose = purpose
        self.title = title
        self.subject = subject
        self.place = place
        self.action = action
        self.verify = verify
        self.rollback = rollback
        self.proven = proven
        timeoutSeconds = timeout
        estimateSeconds = estimate
    }

    /// Writes the contract's STEP.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("id", id)
            out.field("does", purpose.rawValue)
            out.field("title", title)
            out.field("subject", subject)
            out.field("place", place)
            out.field("needs", needs)
            out.field("precondition", precondition)
            out.field("action", Optional(action))
            out.list("verify", verify)
            out.field("done_when", doneWhen)
            out.field("rollback", Optional(rollback))
            writeEffects(to: &out)
            out.field("destructive", isDestructive)
            out.field("destabilizes_self", destabilizesSelf)
            out.field("authority", needsPerson ? "person" : "tool")
            out.field("timeout_s", timeoutSeconds)
            if retries > 0 {
                out.key("retry")
                out.object { out in
                    out.field("times", retries)
                    out.field("after_s", 60)
                }
            }
            out.key("estimate")
            out.object { out in
                out.field("seconds", estimateSeconds)
                out.field("basis", "throughput")
            }
            out.field("proven", proven.rawValue)
            out.list("evidence", evidence)
        }
    }

    private func writeEffects(to out: inout JSONWriter) {
        out.key("effects")
        out.object { out in
            out.field("writes", effects.writes)
            out.field("deletes", effects.deletes)
            out.field("stops", effects.stops)
            out.field("starts", effects.starts)
            out.field("listens", effects.listens)
        }
    }
}
