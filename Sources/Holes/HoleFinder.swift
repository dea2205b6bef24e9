public import Knowledge
public import Policies
public import Vocabulary

/// Asks every rule.
public enum HoleFinder {
    /// The holes of an inventory, the most load-bearing first: by severity, by what hangs on the
    /// subject, then by rule and subject. `now` is nanoseconds since 1970, against which the days
    /// in the policy are held. What the policy answers or accepts is listed as such.
    public static func find(
        _ inventory: Inventory, policy: Policy = Policy(), catalogue: Catalogue = .shipped,
        now: Int64
    ) -> [Hole] {
        let facts = SystemFacts(inventory, policy: policy, catalogue: catalogue)
        let holes = Rule.all.flatMap { rule in
            rule.find(facts).map { hole($0, of: rule, facts, now) }
        }
        var seen: Set<String> = []
        return holes.filter { seen.insert($0.id).inserted }.sorted {
            ($1.severity, $1.weight, $0.rule, $0.subject, $0.id)
                < ($0.severity, $0.weight, $1.rule, $1.subject, $1.id)
        }
    }

    private static func hole(
        _ finding: Rule.Finding, of rule: Rule, _ facts: SystemFacts, _ now: Int64
    ) -> Hole {
        let id = Hole.id(rule: rule.id, subject: finding.subject, question: finding.question)
        let isAccepted = facts.policy.acceptance(of: id, at: now) != nil
        let acceptance = Hole.Answer(
            key: ["accept"], line: "accept: [{hole: \(YAMLText.scalar(id)), because: \"…\"}]")
        return Hole(
            rule: rule.id, id: id, subject: finding.subject, severity: finding.severity,
            status: finding.isAnswered ? .answered : isAccepted ? .accepted : .open,
            question: finding.question, why: finding.why, blocks: finding.blocks,
            answer: finding.answer ?? acceptance, evidence: Set(finding.evidence).sorted(),
            weight: facts.weight(of: finding.subject) + min(finding.count, 9))
    }
}
