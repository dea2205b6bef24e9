/// What people own: who is called, what is aimed for, which questions they have answered.
///
/// Shape and words are the contract's *Policy*; the program reads it and never writes it.
public struct Policy: Equatable, Sendable {
    /// A person who may approve.
    public struct Owner: Equatable, Sendable {
        /// Their name.
        public var name: String
        /// A number to call.
        public var phone: String?
        /// Their public key.
        public var key: String?
    }

    /// One rung of the ladder of who is called.
    public struct Escalation: Equatable, Sendable {
        /// 1 is called first.
        public var level: Int
        /// Who.
        public var who: String
        /// A number to call.
        public var phone: String?
        /// How long they have to answer, in seconds.
        public var respondWithin: Int?
        /// What they are called for.
        public var reason: String?
    }

    /// What people say about one service.
    public struct ServiceEntry: Equatable, Sendable {
        /// A name where it is unique, else an id.
        public var service: String
        /// What it is for.
        public var purpose: String?
        /// Who owns it.
        public var owner: String?
        /// Where its state is shown.
        public var dashboard: String?
        /// Names of health metrics, at most five.
        public var health: [String] = []
        /// Symptoms of known failures.
        public var failures: [String] = []
        /// Recovery time aimed for, in seconds.
        public var rto: Int?
        /// Data loss accepted, in seconds.
        public var rpo: Int?
        /// When to roll back.
        public var rollbackWhen: String?
        /// Who decides that.
        public var rollbackWho: String?
    }

    /// What people say about an endpoint outside.
    public struct ExternalEntry: Equatable, Sendable {
        /// Its host.
        public var host: String
        /// What it is used for.
        public var usedFor: String?
        /// What happens instead when it is gone.
        public var fallback: String?
    }

    /// A person's verdict about paths.
    public struct ClassEntry: Equatable, Sendable {
        /// A path or pattern below a root.
        public var path: String
        /// The class.
        public var itemClass: String
        /// Why.
        public var because: String
    }

    /// A hole a person lives with.
    public struct Acceptance: Equatable, Sendable {
        /// The hole's id, or a rule.
        public var hole: String
        /// Why.
        public var because: String
        /// Until when, nanoseconds since 1970; nil for ever.
        public var until: Int64?
    }

    /// Where it was read, as messages name it.
    public var file = ""
    /// People who may approve.
    public var owners: [Owner] = []
    /// Who is called, in order.
    public var escalation: [Escalation] = []
    /// Services, in order.
    public var services: [ServiceEntry] = []
    /// Endpoints outside, in order.
    public var external: [ExternalEntry] = []
    /// Verdicts, in order.
    public var classes: [ClassEntry] = []
    /// Things everybody here knows.
    public var conventions: [String] = []
    /// Holes people live with.
    public var accepted: [Acceptance] = []

    /// A policy that says nothing.
    public init() {}

    /// What it says about a service, by id or by unique name.
    public func entry(id: String, name: String) -> ServiceEntry? {
        services.first { $0.service == id } ?? services.first { $0.service == name }
    }
}
