import Vocabulary

extension Rule {
    /// It has failed, or says that it is unwell, at the moment of looking.
    static let failsNow = Rule("BP0606", "fails-now", "Does anybody know that it fails?") { facts in
        facts.services.compactMap { service in
            let seen = service.observed("unit.failed") + service.observed("engine.unhealthy")
            guard let first = seen.first else { return nil }
            return Finding(
                subject: service.id, question: "Does anybody know that \(service.name) fails?",
                why: "\(first.says), so a check after a move would fail for a reason that is not"
                    + " the move's",
                severity: .medium, evidence: seen)
        }
    }
}
