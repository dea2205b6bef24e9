/// What people own and wrote down: the meaning of `bedplate.yaml`.
public struct Policy: Equatable, Sendable {
    /// A person, known by a key.
    public struct Owner: Equatable, Sendable {
        /// What the person is called.
        public var name: String
        /// How to reach the person.
        public var phone: String?
        /// The public key, or where it is.
        public var key: String?
    }

    /// Who is called, at which level.
    public struct Escalation: Equatable, Sendable {
        /// From 1; the next level is called when this one does not answer.
        public var level: Int
        /// Who.
        public var who: String
        /// How to reach them.
        public var phone: String?
        /// Seconds to wait for an answer.
        public var respondWithin: Int?
        /// What they are called for; nil for everything.
        public var about: String?
    }

    /// A metric that tells whether a service is well.
    public struct Metric: Equatable, Sendable {
        /// What is looked at.
        public var metric: String
        /// When it is well.
        public var green: String?
        /// When to watch it.
        public var yellow: String?
        /// When to act.
        public var red: String?
    }

    /// A way in which a service fails.
    public struct Failure: Equatable, Sendable {
        /// What is seen.
        public var symptom: String
        /// How it is noticed.
        public var detection: String?
        /// What it comes from.
        public var cause: String?
        /// How bad it is.
        public var severity: String?
        /// What to do first.
        public var first: String?
        /// When to call somebody.
        public var escalateWhen: String?
    }

    /// How fast a service must be back, and how much may be lost.
    public struct Objectives: Equatable, Sendable {
        /// Recovery time, seconds.
        public var recoveryTime: Int?
        /// Recovery point, seconds.
        public var recoveryPoint: Int?
    }

    /// When and by whom a change is taken back.
    public struct Rollback: Equatable, Sendable {
        /// The condition.
        public var when: String
        /// Who decides.
        public var who: String?
    }

    /// What is written about one service.
    public struct ServiceEntry: Equatable, Sendable {
        /// What it is for.
        public var purpose: String?
        /// How it is to reach a target, in the contract's word; nil where the plan chooses.
        public var strategy: String?
        /// Where it is watched.
        public var dashboard: String?
        /// At most five metrics.
        public var health: [Metric] = []
        /// How it fails.
        public var failures: [Failure] = []
        /// What recovery must reach.
        public var objectives: Objectives?
        /// When to take a change back.
        public var rollback: Rollback?
        /// Who is called for this service, beside the general list.
        public var escalation: [Escalation] = []
    }

    /// What is written about an endpoint outside.
    public struct ExternalEntry: Equatable, Sendable {
        /// What it is used for.
        public var usedFor: String?
        /// How it fails.
        public var failure: String?
        /// What that breaks.
        public var impact: String?
        /// How it is noticed.
        public var detection: String?
        /// What is done without it.
        public var fallback: String?
    }

    /// A class that a person gave to a path.
    public struct ClassEntry: Equatable, Sendable {
        /// The path, absolute or below a root; a folder stands for all below it.
        public var path: String
        /// `identity`, `state`, `config`, `convenience`.
        public var itemClass: String
        /// Why.
        public var because: String
    }

    /// A hole that a person decided to live with.
    public struct Acceptance: Equatable, Sendable {
        /// The hole's id.
        public var hole: String
        /// Why.
        public var because: String
        /// The first day on which it counts no more, days since 1970; nil for ever.
        public var until: Int?

        /// Whether it counts at a moment, nanoseconds since 1970.
        public func holds(at now: Int64) -> Bool {
            guard let until else { return true }
            return now < Int64(until) * 86_400_000_000_000
        }
    }

    /// Where it was read; empty where there was none.
    public var file = ""
    /// People known by a key.
    public var owners: [Owner] = []
    /// Who is called for everything that names nobody of its own.
    public var escalation: [Escalation] = []
    /// Services by unique name or id.
    public var services: [String: ServiceEntry] = [:]
    /// Endpoints outside by host.
    public var external: [String: ExternalEntry] = [:]
    /// Classes that people gave.
    public var classes: [ClassEntry] = []
    /// What goes without saying here, said.
    public var conventions: [String] = []
    /// Where exports are kept; nil where they stay on their host.
    public var exports: Exports?
    /// Holes that people live with.
    public var accepted: [Acceptance] = []

    /// A policy that says nothing.
    public init() {}
}
