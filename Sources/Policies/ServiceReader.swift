import Formats

extension PolicyReading {
    mutating func service(_ node: Node, _ what: String) -> Policy.ServiceEntry {
        let members = members(
            of: node, what,
            keys: [
                "purpose", "strategy", "dashboard", "health", "failures", "objectives", "rollback",
                "escalation",
            ])
        var entry = Policy.ServiceEntry()
        entry.purpose = text(members["purpose"], "purpose")
        entry.strategy = word(members["strategy"], "strategy", among: Self.strategies)
        entry.dashboard = text(members["dashboard"], "dashboard")
        entry.health = elements(of: members["health"], "health").compactMap { metric($0) }
        if let health = members["health"], health.elements.count > 5 {
            fault("health has at most five metrics", at: health.elements[5])
        }
        entry.failures = elements(of: members["failures"], "failures").compactMap { failure($0) }
        entry.objectives = members["objectives"].map { objectives($0) }
        entry.rollback = members["rollback"].flatMap { rollback($0) }
        entry.escalation = escalations(members["escalation"])
        return entry
    }

    private static let strategies = [
        "package", "upstream-apt", "vendor-binary", "runtime", "rootfs", "drop",
        "stays-in-container",
    ]

    private mutating func metric(_ node: Node) -> Policy.Metric? {
        let members = members(
            of: node, "a metric", keys: ["metric", "green", "yellow", "red"],
            required: ["metric"])
        let metric = text(members["metric"], "metric")
        let green = textOrNumber(members["green"], "green")
        let yellow = textOrNumber(members["yellow"], "yellow")
        let red = textOrNumber(members["red"], "red")
        return metric.map { Policy.Metric(metric: $0, green: green, yellow: yellow, red: red) }
    }

    private mutating func failure(_ node: Node) -> Policy.Failure? {
        let members = members(
            of: node, "a failure",
            keys: ["symptom", "detection", "cause", "severity", "first", "escalate_when"],
            required: ["symptom"])
        var failure = Policy.Failure(symptom: text(members["symptom"], "symptom") ?? "")
        failure.detection = text(members["detection"], "detection")
        failure.cause = text(members["cause"], "cause")
        failure.severity = text(members["severity"], "severity")
        failure.first = text(members["first"], "first")
        failure.escalateWhen = text(members["escalate_when"], "escalate_when")
        return failure.symptom.isEmpty ? nil : failure
    }

    private mutating func objectives(_ node: Node) -> Policy.Objectives {
        let members = members(of: node, "objectives", keys: ["rto", "rpo"])
        return Policy.Objectives(
            recoveryTime: seconds(members["rto"], "rto"),
            recoveryPoint: seconds(members["rpo"], "rpo"))
    }

    private mutating func rollback(_ node: Node) -> Policy.Rollback? {
        let members = members(of: node, "rollback", keys: ["when", "who"], required: ["when"])
        let when = text(members["when"], "when")
        let who = text(members["who"], "who")
        return when.map { Policy.Rollback(when: $0, who: who) }
    }
}
