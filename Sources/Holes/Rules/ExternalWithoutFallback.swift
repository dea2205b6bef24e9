import Policies
import Topology
import Vocabulary

extension Rule {
    /// An endpoint outside, and nobody wrote what happens without it.
    static let externalWithoutFallback = Rule(
        "BP0305", "external-without-fallback", "What happens without this endpoint?"
    ) { facts in
        facts.inventory.services.filter(\.isExternal).compactMap { endpoint in
            let users = Set(facts.graph.dependents(of: endpoint.id).map(\.from)).sorted()
            let entry = facts.policy.entry(forHost: endpoint.name)
            let named = users.prefix(3).map { Identifiers.name(of: $0) }.joined(separator: ", ")
            return Finding(
                subject: endpoint.id,
                question: "What happens when \(endpoint.name) does not answer?",
                why: users.isEmpty
                    ? "something here names it, and no fallback is written down"
                    : "\(named)\(users.count > 3 ? " and others" : "") need it, and no fallback is "
                        + "written down",
                severity: facts.takesDown(endpoint.id) >= 3 ? .medium : .low,
                evidence: endpoint.evidence
                    + facts.graph.dependents(of: endpoint.id).flatMap(\.evidence),
                answer: Hole.Answer(
                    key: ["external", endpoint.name, "fallback"],
                    line:
                        "external: {\(YAMLText.scalar(endpoint.name)): {used_for: \"…\", fallback: \"…\"}}"
                ),
                isAnswered: entry?.fallback != nil, count: users.count)
        }
    }
}
