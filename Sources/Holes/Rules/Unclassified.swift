import Policies
import Vocabulary

extension Rule {
    /// An item nobody can class.
    static let unclassified = Rule(
        "BP0101", "unclassified", .high, blocks: .approve,
        why: "what has no class is in no export, and nobody notices until it is missed"
    ) { sight in
        sight.inventory.items.filter { $0.verdict.itemClass == .unknown }.map { item in
            let isAnswered = sight.policy.classes.contains {
                item.path.text == $0.path || item.path.isWithin(PathBytes($0.path))
            }
            return Asking(
                subject: item.id, question: "What is \(item.shown), and what breaks without it?",
                answerKey: ["classes"],
                answerLine: "- {path: \(item.path.text), class: state, because: …}",
                isAnswered: isAnswered, evidence: item.verdict.evidence)
        }
    }
}
