import Vocabulary

extension Rule {
    /// Restarted for ever, fast.
    ///
    /// Docker waits twice as long after each failure, up to a minute (docs.docker.com, *Start
    /// containers automatically*), so a container alone does not spiral; a unit with a short pause
    /// and no `StartLimit…` of its own does.
    static let restartWithoutLimit = Rule(
        "BP0302", "restart-without-limit", "What stops the restarts?"
    ) { facts in
        facts.services.compactMap { service in
            guard let restart = service.restart, service.restartIsLimited == false,
                service.kinds.contains("unit")
            else { return nil }
            return Finding(
                subject: service.id,
                question: "What ends it when \(service.name) fails again and again?",
                why: "it is restarted (\(restart)) without a limit of its own, so a fault that "
                    + "stays becomes a loop nobody is told of",
                severity: .medium, evidence: service.origin)
        }
    }
}
