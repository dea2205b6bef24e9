import Policies
import Vocabulary

extension Rule {
    /// A service that others or their data hang on, and nobody is called for it.
    static let noOwner = Rule(
        "BP0107", "no-owner", "Who is called when this fails?"
    ) { facts in
        facts.services.compactMap { service in
            let down = facts.takesDown(service.id)
            guard !service.isSchedule, !service.isToolServer,
                service.holdsState == true || down >= 2
            else { return nil }
            let people = facts.policy.escalation(for: service, among: facts.inventory.services)
            let loss = service.holdsState == true ? "it holds state" : "others hang on it"
            return Finding(
                subject: service.id, question: "Who is called when \(service.name) fails?",
                why: down == 0
                    ? "\(loss), and nobody is named for it"
                    : "\(loss), \(down) more go down with it, and nobody is named for it",
                severity: .medium, blocks: .approve, evidence: service.origin,
                answer: service.answer(
                    "escalation", "[{level: 1, who: \"…\", phone: \"…\"}]"),
                isAnswered: !people.isEmpty)
        }
    }
}
