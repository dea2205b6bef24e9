public import Knowledge
public import Vocabulary

extension Plan {
    /// A playbook that the plan goes by and that nobody has seen carry its engine's data: an
    /// approval takes it only by name.
    public struct UnprovenPlaybook: Equatable, Comparable, Sendable, JSONWritable {
        /// Id of the playbook.
        public var playbook: String
        /// How far its commands are proven.
        public var proven: Proof
        /// Why nobody has run it here; nil where nobody has said.
        public var because: String?
        /// Ids of the services and stores that go by it, sorted.
        public var subjects: [String]

        /// A playbook.
        public init(playbook: String, proven: Proof, because: String? = nil, subjects: [String]) {
            self.playbook = playbook
            self.proven = proven
            self.because = because
            self.subjects = subjects
        }

        init(_ json: JSONValue) {
            self.init(
                playbook: json["playbook"]?.string ?? "",
                proven: json["proven"]?.string.flatMap(Proof.init) ?? .claimed,
                because: json["because"]?.string,
                subjects: json["subjects"]?.strings ?? [])
        }

        /// By the playbook's id.
        public static func < (left: UnprovenPlaybook, right: UnprovenPlaybook) -> Bool {
            left.playbook < right.playbook
        }

        /// Writes all of it.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("playbook", playbook)
                out.field("proven", proven.rawValue)
                out.field("because", because)
                out.field("subjects", subjects)
            }
        }
    }
}

extension PlanBuilder {
    /// The playbooks of what moves that were not run here as a whole.
    var unprovenPlaybooks: [Plan.UnprovenPlaybook] {
        var subjects: [String: Set<String>] = [:]
        for service in kept {
            guard let playbook = playbook(service) else { continue }
            subjects[playbook.id, default: []].insert(service.id)
        }
        for carriage in carriages where [.logical, .sqlite].contains(carriage.method) {
            guard let playbook = carriagePlaybook(carriage) else { continue }
            subjects[playbook.id, default: []].insert(carriage.store.id)
        }
        return subjects.compactMap { id, about in
            guard let known = playbooks[id: id], known.proven < .runHere else { return nil }
            return Plan.UnprovenPlaybook(
                playbook: id, proven: known.proven,
                because: known.unproven.isEmpty ? nil : known.unproven, subjects: about.sorted())
        }
        .sorted()
    }
}
