import Formats

extension Policy {
    /// Reads `bedplate.yaml` strictly: unknown keys and wrong types are faults, and all of them are
    /// reported, each with line and column. An empty text is a policy that says nothing.
    public static func read(_ bytes: [UInt8]) throws(PolicyError) -> Policy {
        let documents: [Node]
        do throws(FormatError) {
            documents = try YAML.read(bytes)
        } catch {
            throw PolicyError(faults: [
                PolicyFault(error.message, line: error.line, column: error.column)
            ])
        }
        guard let node = documents.first, !(node.isNull && documents.count == 1) else {
            return Policy()
        }
        var reading = PolicyReading()
        if documents.count > 1 { reading.fault("one document only", at: documents[1]) }
        let policy = reading.policy(node)
        guard reading.faults.isEmpty else {
            throw PolicyError(
                faults: reading.faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        return policy
    }
}

extension PolicyReading {
    mutating func policy(_ node: Node) -> Policy {
        let members = members(
            of: node, "the policy",
            keys: [
                "format", "owners", "escalation", "services", "external", "classes",
                "conventions", "accept", "exports",
            ], required: ["format"])
        if let format = members["format"], format.integer != 1 || format.isQuoted {
            fault("format is 1", at: format)
        }
        var policy = Policy()
        policy.owners = elements(of: members["owners"], "owners").compactMap { owner($0) }
        policy.escalation = escalations(members["escalation"])
        for member in entries(of: members["services"], "services") {
            policy.services[member.key] = service(member.value, "the service '\(member.key)'")
        }
        for member in entries(of: members["external"], "external") {
            policy.external[member.key] = external(member.value, "the endpoint '\(member.key)'")
        }
        policy.classes = elements(of: members["classes"], "classes").compactMap { itemClass($0) }
        policy.conventions = elements(of: members["conventions"], "conventions")
            .compactMap { text($0, "a convention") }
        policy.accepted = elements(of: members["accept"], "accept").compactMap { acceptance($0) }
        policy.exports = exports(members["exports"])
        return policy
    }

    /// The members of a mapping with keys that people choose.
    private mutating func entries(of node: Node?, _ what: String) -> [Node.Member] {
        guard let node else { return [] }
        guard node.isMapping else {
            fault("\(what) is a mapping", at: node)
            return []
        }
        return node.members
    }

    private mutating func owner(_ node: Node) -> Policy.Owner? {
        let members = members(
            of: node, "an owner", keys: ["name", "phone", "key"], required: ["name"])
        let name = text(members["name"], "name")
        let phone = textOrNumber(members["phone"], "phone")
        let key = text(members["key"], "key")
        return name.map { Policy.Owner(name: $0, phone: phone, key: key) }
    }

    mutating func escalations(_ node: Node?) -> [Policy.Escalation] {
        elements(of: node, "escalation").compactMap { escalation($0) }
    }

    private mutating func escalation(_ node: Node) -> Policy.Escalation? {
        let members = members(
            of: node, "an escalation", keys: ["level", "who", "phone", "respond_within", "for"],
            required: ["level", "who"])
        let level = integer(members["level"], "level")
        let who = text(members["who"], "who")
        let phone = textOrNumber(members["phone"], "phone")
        let within = seconds(members["respond_within"], "respond_within")
        let about = text(members["for"], "for")
        guard let level, let who else { return nil }
        return Policy.Escalation(
            level: level, who: who, phone: phone, respondWithin: within, about: about)
    }

    private mutating func external(_ node: Node, _ what: String) -> Policy.ExternalEntry {
        let members = members(
            of: node, what, keys: ["used_for", "failure", "impact", "detection", "fallback"])
        return Policy.ExternalEntry(
            usedFor: text(members["used_for"], "used_for"),
            failure: text(members["failure"], "failure"),
            impact: text(members["impact"], "impact"),
            detection: text(members["detection"], "detection"),
            fallback: text(members["fallback"], "fallback"))
    }

    private mutating func itemClass(_ node: Node) -> Policy.ClassEntry? {
        let keys = ["path", "class", "because"]
        let members = members(of: node, "a class", keys: keys, required: keys)
        let path = text(members["path"], "path")
        let word = word(
            members["class"], "class", among: ["identity", "state", "config", "convenience"])
        let because = text(members["because"], "because")
        guard let path, let word, let because else { return nil }
        return Policy.ClassEntry(path: path, itemClass: word, because: because)
    }

    private mutating func acceptance(_ node: Node) -> Policy.Acceptance? {
        let members = members(
            of: node, "an acceptance", keys: ["hole", "because", "until"],
            required: ["hole", "because"])
        let hole = text(members["hole"], "hole")
        let because = text(members["because"], "because")
        let until = day(members["until"], "until")
        guard let hole, let because else { return nil }
        return Policy.Acceptance(hole: hole, because: because, until: until)
    }
}
