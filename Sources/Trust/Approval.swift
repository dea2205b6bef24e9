public import Planning
public import Vocabulary

/// What an owner signs: this plan, this much of it, until then, knowing that.
public struct Approval: Equatable, Sendable {
    /// Something that a person knows and lives with: an open hole, an open question, a step that
    /// cannot be undone.
    public struct Acceptance: Equatable, Comparable, Sendable, JSONWritable {
        /// Id of the hole, question or step.
        public var id: String
        /// Why it is acceptable.
        public var because: String

        /// An acceptance.
        public init(id: String, because: String) {
            self.id = id
            self.because = because
        }

        /// By id.
        public static func < (left: Acceptance, right: Acceptance) -> Bool {
            (left.id, left.because) < (right.id, right.because)
        }

        /// Writes both.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("id", id)
                out.field("because", because)
            }
        }
    }

    /// The plan's id, 64 hexadecimal digits.
    public var plan: String
    /// The name the owner signs as.
    public var principal: String
    /// 32 hexadecimal digits, drawn once: an approval begins one run.
    public var nonce: String
    /// The stages it covers, in order.
    public var stages: [Stage]
    /// Ids of the places it lets the plan change, sorted.
    public var hosts: [String]
    /// From when, nanoseconds since 1970 UTC.
    public var notBefore: Int64
    /// Until when a run may begin, nanoseconds since 1970 UTC.
    public var expires: Int64
    /// What was accepted, sorted by id.
    public var accepted: [Acceptance]
}

extension Approval: JSONWritable {
    /// Writes the document whose exact bytes are signed.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "approval")
            out.field("plan", "sha256:" + plan)
            out.field("principal", principal)
            out.field("nonce", nonce)
            out.field("stages", stages.map(\.rawValue))
            out.field("hosts", hosts)
            out.field("not_before", Timestamp.text(nanoseconds: notBefore))
            out.field("expires", Timestamp.text(nanoseconds: expires))
            out.field("accepted", accepted)
        }
    }

    /// Reads an approval; every member must be known, stand once and have its form.
    public init(reading bytes: [UInt8]) throws(Refusal) {
        let document: JSONValue
        do { document = try JSONReader.read(bytes) } catch {
            throw .malformed(why: "it does not read: \(error.message), line \(error.line)")
        }
        let names = document.members.map(\.key)
        guard Set(names).isSubset(of: Self.members), Set(names).count == names.count else {
            throw .malformed(why: "it has members that no approval has, or one twice")
        }
        guard document["format"]?.integer == 1, document["kind"]?.string == "approval" else {
            throw .malformed(why: "it is no approval of a format that this program knows")
        }
        func text(_ name: String) throws(Refusal) -> String {
            guard let text = document[name]?.string else {
                throw .malformed(why: "\(name) is missing")
            }
            return text
        }
        plan = try Self.digits(try text("plan"), prefix: "sha256:", count: 64)
        principal = try text("principal")
        nonce = try Self.digits(try text("nonce"), prefix: "", count: 32)
        stages = try Self.stages(document["stages"])
        hosts = document["hosts"]?.strings ?? []
        notBefore = try Self.moment(try text("not_before"))
        expires = try Self.moment(try text("expires"))
        accepted = try Self.accepted(document["accepted"])
    }

    private static let members: Set<String> = [
        "format", "kind", "plan", "principal", "nonce", "stages", "hosts", "not_before", "expires",
        "accepted",
    ]

    private static func digits(
        _ text: String, prefix: String, count: Int
    ) throws(Refusal) -> String {
        let digits = text.dropFirst(prefix.count)
        guard text.hasPrefix(prefix), digits.utf8.count == count, digits == digits.lowercased(),
            Hexadecimal.bytes(digits) != nil
        else { throw .malformed(why: "'\(text)' is not \(count) hexadecimal digits") }
        return String(digits)
    }

    private static func stages(_ value: JSONValue?) throws(Refusal) -> [Stage] {
        let words = value?.elements ?? []
        let stages = words.compactMap { $0.string.flatMap(Stage.init) }
        guard !stages.isEmpty, stages.count == words.count else {
            throw .malformed(why: "its stages are none, or some that no plan has")
        }
        return stages
    }

    private static func moment(_ text: String) throws(Refusal) -> Int64 {
        guard let moment = Timestamp.nanoseconds(text) else {
            throw .malformed(why: "'\(text)' is no moment in UTC")
        }
        return moment
    }

    private static func accepted(_ value: JSONValue?) throws(Refusal) -> [Acceptance] {
        var accepted: [Acceptance] = []
        for entry in value?.elements ?? [] {
            guard let id = entry["id"]?.string, let because = entry["because"]?.string,
                entry.members.count == 2
            else { throw .malformed(why: "an acceptance needs an id and a because, and no more") }
            accepted.append(Acceptance(id: id, because: because))
        }
        return accepted
    }
}
