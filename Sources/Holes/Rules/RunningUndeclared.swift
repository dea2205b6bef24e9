import Vocabulary

extension Rule {
    /// It runs, and no file says so: nobody could start it again as it is.
    static let runningUndeclared = Rule(
        "BP0602", "running-undeclared", "What would start this again?"
    ) { facts in
        facts.services.compactMap { service in
            let seen = service.observed("engine.container") + service.observed("process.runs")
            guard !seen.isEmpty, !service.isDeclared else { return nil }
            let isContainer = service.kinds.contains("container")
            return Finding(
                subject: service.id,
                question: "What would start \(service.name) again as it runs now?",
                why: (isContainer
                    ? "a container runs that no compose file, unit or script declares"
                    : "a process listens that no unit, schedule or container keeps")
                    + ", so how it was started is written nowhere",
                severity: service.holdsState == true ? .high : .medium, evidence: seen)
        }
    }
}
