import Policies
import Vocabulary

extension Rule {
    /// A service that no document names.
    static let serviceUndocumented = Rule(
        "BP0402", "service-undocumented", "What is this service for?"
    ) { facts in
        facts.services.compactMap { service in
            guard !service.kinds.contains("cron"), !service.kinds.contains("at"),
                !service.isToolServer, !service.kinds.contains("process"), !service.isDocumented
            else { return nil }
            return Finding(
                subject: service.id, question: "What is \(service.name) for?",
                why: service.holdsState == true
                    ? "it holds state and no document names it" : "no document names it",
                severity: service.holdsState == true ? .medium : .low, evidence: service.origin,
                answer: service.answer("purpose", "\"…\""),
                isAnswered: facts.entry(service)?.purpose != nil)
        }
    }
}
