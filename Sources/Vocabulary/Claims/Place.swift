/// Somewhere files and programs live.
public struct Place: Hashable, Sendable, JSONWritable {
    /// What was looked at in one area, and what could not be.
    public struct Coverage: Hashable, Sendable, JSONWritable {
        /// A gap: what is missing, why, and which privilege would change that.
        public struct Gap: Hashable, Sendable, JSONWritable {
            /// What could not be looked at.
            public var what: String
            /// Why.
            public var why: String
            /// Which privilege would change it.
            public var privilege: String?

            /// A gap.
            public init(what: String, why: String, privilege: String? = nil) {
                self.what = what
                self.why = why
                self.privilege = privilege
            }

            /// Writes the contract's gap.
            public func write(to out: inout JSONWriter) {
                out.object { out in
                    out.field("what", what)
                    out.field("why", why)
                    out.field("privilege", privilege)
                }
            }
        }

        /// `files`, `containers`, `units`, `schedules`, `processes`, `packages`, ….
        public var scope: String
        /// Whether it was looked at, in full or in part.
        public var looked: Bool
        /// What could not be looked at.
        public var missing: [Gap]

        /// A line of the coverage ledger.
        public init(scope: String, looked: Bool, missing: [Gap] = []) {
            self.scope = scope
            self.looked = looked
            self.missing = missing
        }

        /// Writes the contract's coverage.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("scope", scope)
                out.key("looked")
                out.value(looked)
                out.field("missing", missing)
            }
        }
    }

    /// `local`, `ssh:ALIAS`, PLACE`/in/`CONTAINER.
    public var id: String
    /// `local`, `ssh` or `container`.
    public var reach: String
    /// Keyed hash of machine-id or host key; nil without a key.
    public var machine: String?
    /// Facts such as `os`, `architecture`, `hostname`, sorted by name when written.
    public var facts: [String: String]
    /// What of the machine its services rely on; nil where that was not looked at.
    public var host: HostFacts?
    /// The coverage ledger, sorted by scope.
    public var coverage: [Coverage]

    /// A place.
    public init(
        id: String, reach: String, machine: String? = nil, facts: [String: String] = [:],
        coverage: [Coverage] = []
    ) {
        self.id = id
        self.reach = reach
        self.machine = machine
        self.facts = facts
        self.coverage = coverage
    }

    /// Writes the contract's place.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("id", id)
            out.field("reach", reach)
            out.field("machine", machine)
            out.key("facts")
            out.object { out in
                for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
                    out.field(name, value)
                }
            }
            out.field("host", host)
            out.list("coverage", coverage)
        }
    }

    /// Reads the contract's place.
    public init?(_ json: JSONValue) {
        guard let id = json["id"]?.string else { return nil }
        let facts = (json["facts"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }
        self.init(
            id: id, reach: json["reach"]?.string ?? "local", machine: json["machine"]?.string,
            facts: Dictionary(facts, uniquingKeysWith: { $1 }),
            coverage: (json["coverage"]?.elements ?? []).compactMap(Self.coverage))
        host = json["host"].map(HostFacts.init)
    }

    private static func coverage(_ json: JSONValue) -> Coverage? {
        guard let scope = json["scope"]?.string else { return nil }
        let gaps = (json["missing"]?.elements ?? []).map {
            Coverage.Gap(
                what: $0["what"]?.string ?? "", why: $0["why"]?.string ?? "",
                privilege: $0["privilege"]?.string)
        }
        return Coverage(scope: scope, looked: json["looked"]?.boolean ?? false, missing: gaps)
    }
}
