import Vocabulary

extension Rule {
    /// Something runs, and the port by which others are told to reach it is nobody's.
    static let portUnanswered = Rule(
        "BP0609", "port-unanswered", "What is meant to answer on this port?"
    ) { facts in
        let names = facts.names
        let published = facts.services.flatMap { service in
            service.observed("socket.unheard").map { seen in
                Finding(
                    subject: service.id,
                    question: "What is meant to answer behind the ports of \(service.name)?",
                    why: seen.says, severity: .medium, evidence: service.origin + [seen])
            }
        }
        let named = facts.inventory.dependencies.compactMap { edge -> Finding? in
            guard let seen = edge.evidence.first(where: { $0.rule == "socket.unheard" }),
                let from = names[edge.from], let to = names[edge.to]
            else { return nil }
            return Finding(
                subject: edge.from, question: "Where is \(from) meant to reach \(to)?",
                why: "the address it was given is refused: \(to) \(seen.says)", severity: .medium,
                evidence: edge.evidence)
        }
        let own = facts.services.flatMap { service in
            service.observed("socket.nobody").map { seen in
                Finding(
                    subject: service.id,
                    question: "What is meant to answer \(service.name) here?", why: seen.says,
                    severity: .low, evidence: [seen])
            }
        }
        return published + named + own
    }
}

extension SystemFacts {
    /// Names of services that run on a place, by id.
    var names: [String: String] {
        Dictionary(services.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }
}
