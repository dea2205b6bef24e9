import Policies
import Vocabulary

extension Rule {
    /// Something said to be rebuilt, without the recipe.
    static let regenerableUnproven = Rule(
        "BP0106", "regenerable-unproven", "What would rebuild this?"
    ) { facts in
        let unproven = facts.inventory.items.filter {
            $0.verdict.regenerable?.proof == .unproven && $0.verdict.itemClass.isLoadBearing
        }
        return Gathering.of(Gathering.topmost(unproven), in: facts).map { group in
            let path = group.subject.shortPath
            let from = group.items.first?.verdict.regenerable?.from ?? ""
            return Finding(
                subject: group.subject.id,
                question: "From what could \(path) be rebuilt, and at which revision?",
                why: "it looks as if it came from \(from.isEmpty ? "elsewhere" : from), but no "
                    + "recipe was found, so \(group.amount) must travel",
                severity: .low,
                evidence: group.items.first?.verdict.evidence ?? [],
                answer: group.subject.classAnswer("convenience"),
                isAnswered: group.items.allSatisfy { facts.policy.classEntry(for: $0) != nil },
                count: group.items.count)
        }
    }
}
