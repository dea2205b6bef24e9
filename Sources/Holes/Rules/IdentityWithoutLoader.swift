import Policies
import Vocabulary

extension Rule {
    /// Text that reads like an agent's self, which nothing located loads.
    static let identityWithoutLoader = Rule(
        "BP0102", "identity-without-loader", .medium,
        why:
            "if it is the agent's self it must travel first; if nothing loads it, it is only a text"
    ) { sight in
        let names: Set<String> = ["soul.md", "identity.md", "persona.md", "user.md", "memory.md"]
        return sight.inventory.items.filter { item in
            item.type == .file && item.verdict.itemClass == .state
                && names.contains(item.path.name.text.lowercased())
                && !item.has(rule: "copy.archive") && !item.has(rule: "place.vendored")
        }.map { item in
            Asking(
                subject: item.id, question: "Who loads \(item.shown)?", answerKey: ["classes"],
                answerLine: "- {path: \(item.path.text), class: identity, because: loaded by …}",
                isAnswered: sight.policy.classes.contains { $0.path == item.path.text },
                evidence: item.verdict.evidence)
        }
    }
}
