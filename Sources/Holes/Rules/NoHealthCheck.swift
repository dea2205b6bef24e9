import Policies
import Vocabulary

extension Rule {
    /// A container that can be broken and look alive.
    static let noHealthCheck = Rule(
        "BP0301", "no-health-check", "How would anyone notice that this fails?"
    ) { facts in
        let jobs = Set(
            facts.inventory.dependencies.filter { $0.condition == "completed" }.map(\.to))
        return facts.services.compactMap { service in
            guard service.isContainer, !service.isSchedule, service.health == nil,
                !jobs.contains(service.id)
            else { return nil }
            let down = facts.takesDown(service.id)
            return Finding(
                subject: service.id,
                question: "How would anyone notice that \(service.name) runs but does not work?",
                why: down == 0
                    ? "nothing asks whether it is well"
                    : "nothing asks whether it is well, and \(down) more hang on it",
                severity: down >= 2 ? .medium : .low, evidence: service.origin,
                answer: service.answer(
                    "health",
                    "[{metric: \"…\", green: \"…\", yellow: \"…\", red: \"…\"}]"),
                isAnswered: facts.entry(service)?.health.isEmpty == false)
        }
    }
}
