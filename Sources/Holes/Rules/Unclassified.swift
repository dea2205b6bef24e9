import Policies
import Vocabulary

extension Rule {
    /// Something that may matter and that nobody can class.
    static let unclassified = Rule(
        "BP0101", "unclassified", "What is this, and what breaks without it?"
    ) { facts in
        let unknown = facts.items(.unknown).filter {
            $0.verdict.itemClass == .unknown && $0.type != .folder
        }
        return Gathering.of(unknown, in: facts).map { group in
            let path = group.subject.shortPath
            let isAnswered = group.items.allSatisfy { facts.policy.classEntry(for: $0) != nil }
            return Finding(
                subject: group.subject.id,
                question: group.isMany
                    ? "What are the files in \(path), and what breaks without them?"
                    : "What is \(path), and what breaks without it?",
                why: "nothing that was found explains \(group.amount), so the plan keeps it all",
                severity: .medium, blocks: .approve,
                evidence: group.items.first?.verdict.evidence ?? [],
                answer: group.subject.classAnswer("state"), isAnswered: isAnswered,
                count: group.items.count)
        }
    }
}
