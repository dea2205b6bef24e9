public import Formats
import Vocabulary

/// Reads `bedplate.yaml` strictly: every unknown key and wrong type is a fault with its place, and
/// all of them are told, not only the first.
public struct PolicyReader {
    private var faults: [FormatError] = []

    private init() {}

    /// The policy of a text, or every fault in it.
    public static func read(_ bytes: [UInt8], file: String) -> (
        policy: Policy, faults: [FormatError]
    ) {
        let document: Node
        do {
            document = try YAML.document(bytes)
        } catch {
            return (Policy(), [error])
        }
        var reader = PolicyReader()
        var policy = reader.policy(document)
        policy.file = file
        return (policy, reader.faults)
    }

    private mutating func policy(_ node: Node) -> Policy {
        var policy = Policy()
        guard node.isMapping else {
            if !node.isNull { fault(node, "expected keys and values") }
            return policy
        }
        if node["format"]?.integer != 1 { fault(node["format"] ?? node, "expected 'format: 1'") }
        for member in node.members {
            let value = member.value
            switch member.key {
            case "format": continue
            case "owners": policy.owners = list(value) { $0.owner($1) }
            case "escalation": policy.escalation = list(value) { $0.escalation($1) }
            case "services": policy.services = named(value) { $0.service($1, $2) }
            case "external": policy.external = named(value) { $0.external($1, $2) }
            case "classes": policy.classes = list(value) { $0.classEntry($1) }
            case "conventions": policy.conventions = list(value) { $0.text($1) }
            case "accept": policy.accepted = list(value) { $0.acceptance($1) }
            default: unknown(member)
            }
        }
        return policy
    }

    private mutating func owner(_ node: Node) -> Policy.Owner? {
        check(node, ["name", "phone", "key"])
        guard let name = required(node, "name") else { return nil }
        return Policy.Owner(name: name, phone: optional(node, "phone"), key: optional(node, "key"))
    }

    private mutating func escalation(_ node: Node) -> Policy.Escalation? {
        check(node, ["level", "who", "phone", "respond_within", "for"])
        guard let level = node["level"]?.integer, let who = required(node, "who") else {
            if node["level"]?.integer == nil {
                fault(node["level"] ?? node, "expected a whole number 'level'")
            }
            return nil
        }
        return Policy.Escalation(
            level: level, who: who, phone: optional(node, "phone"),
            respondWithin: duration(node, "respond_within"),
            reason: optional(node, "for"))
    }

    private mutating func service(_ name: String, _ node: Node) -> Policy.ServiceEntry {
        check(
            node, ["purpose", "owner", "dashboard", "health", "failures", "objectives", "rollback"])
        var entry = Policy.ServiceEntry(service: name)
        entry.purpose = optional(node, "purpose")
        entry.owner = optional(node, "owner")
        entry.dashboard = optional(node, "dashboard")
        if let health = node["health"] {
            entry.health = list(health) { reader, one in
                reader.check(one, ["metric", "green", "yellow", "red"])
                return reader.required(one, "metric")
            }
            if entry.health.count > 5 { fault(health, "at most five health metrics") }
        }
        if let failures = node["failures"] {
            entry.failures = list(failures) { reader, one in
                reader.check(
                    one, ["symptom", "detection", "cause", "severity", "first", "escalate_when"])
                return reader.required(one, "symptom")
            }
        }
        if let objectives = node["objectives"] {
            check(objectives, ["rto", "rpo"])
            entry.rto = duration(objectives, "rto")
            entry.rpo = duration(objectives, "rpo")
        }
        if let rollback = node["rollback"] {
            check(rollback, ["when", "who"])
            entry.rollbackWhen = optional(rollback, "when")
            entry.rollbackWho = optional(rollback, "who")
        }
        return entry
    }

    private mutating func external(_ host: String, _ node: Node) -> Policy.ExternalEntry {
        check(node, ["used_for", "failure", "impact", "detection", "fallback"])
        return Policy.ExternalEntry(
            host: host, usedFor: optional(node, "used_for"), fallback: optional(node, "fallback"))
    }

    private mutating func classEntry(_ node: Node) -> Policy.ClassEntry? {
        check(node, ["path", "class", "because"])
        guard let path = required(node, "path"), let word = required(node, "class"),
            let because = required(node, "because")
        else { return nil }
        guard ItemClass(rawValue: word) != nil else {
            fault(node["class"] ?? node, "'\(word)' is no class")
            return nil
        }
        return Policy.ClassEntry(path: path, itemClass: word, because: because)
    }

    private mutating func acceptance(_ node: Node) -> Policy.Acceptance? {
        check(node, ["hole", "because", "until"])
        guard let hole = required(node, "hole"), let because = required(node, "because") else {
            return nil
        }
        var until: Int64?
        if let text = optional(node, "until") {
            until = Timestamp.nanoseconds(text + "T23:59:59Z")
            if until == nil { fault(node["until"] ?? node, "expected a date such as 2027-01-01") }
        }
        return Policy.Acceptance(hole: hole, because: because, until: until)
    }
}

extension PolicyReader {
    private mutating func fault(_ node: Node, _ message: String) {
        faults.append(
            FormatError(format: "policy", message: message, line: node.line, column: node.column))
    }

    private mutating func unknown(_ member: Node.Member) {
        faults.append(
            FormatError(
                format: "policy", message: "unknown key '\(member.key)'", line: member.line,
                column: member.column))
    }

    private mutating func check(_ node: Node, _ keys: [String]) {
        guard node.isMapping || node.isNull else {
            fault(node, "expected keys and values")
            return
        }
        for member in node.members where !keys.contains(member.key) { unknown(member) }
    }

    private mutating func text(_ node: Node) -> String? {
        guard let text = node.string else {
            fault(node, "expected a text")
            return nil
        }
        return text
    }

    private mutating func required(_ node: Node, _ key: String) -> String? {
        guard let value = node[key] else {
            fault(node, "expected '\(key)'")
            return nil
        }
        return text(value)
    }

    private mutating func optional(_ node: Node, _ key: String) -> String? {
        guard let value = node[key], !value.isNull else { return nil }
        return text(value)
    }

    private mutating func list<Element>(
        _ node: Node, _ read: (inout PolicyReader, Node) -> Element?
    ) -> [Element] {
        if node.isNull { return [] }
        guard node.isSequence else {
            fault(node, "expected a list")
            return []
        }
        return node.elements.compactMap { read(&self, $0) }
    }

    private mutating func named<Element>(
        _ node: Node, _ read: (inout PolicyReader, String, Node) -> Element
    ) -> [Element] {
        if node.isNull { return [] }
        guard node.isMapping else {
            fault(node, "expected names with their entries")
            return []
        }
        return node.members.map { read(&self, $0.key, $0.value) }
    }

    /// Seconds of `90s`, `15m`, `2h`, `1d`.
    private mutating func duration(_ node: Node, _ key: String) -> Int? {
        guard let value = node[key], !value.isNull else { return nil }
        let text = value.string ?? ""
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        if let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()),
            number >= 0
        {
            return number * unit
        }
        fault(value, "expected a duration such as 15m")
        return nil
    }
}
