import Policies
import Vocabulary

extension Rule {
    /// An endpoint outside nobody has a plan without.
    static let externalWithoutFallback = Rule(
        "BP0119", "external-without-fallback", .medium,
        why: "it will be away some day, and what then happens is decided by whoever is awake"
    ) { sight in
        sight.inventory.services.filter(\.isExternal).map { service in
            let entry = sight.policy.external.first { $0.host == service.name }
            return Asking(
                subject: service.id,
                question: "What happens while \(service.name) cannot be reached?",
                answerKey: ["external", service.name],
                answerLine:
                    "\(service.name): {used_for: …, failure: …, impact: …, detection: …, fallback: …}",
                isAnswered: entry?.fallback != nil, evidence: service.evidence)
        }
    }
}
