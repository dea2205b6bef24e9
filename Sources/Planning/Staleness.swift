public import Knowledge
public import Vocabulary

/// Looks again at the facts that the steps of a plan rest on.
public enum Staleness {
    /// A step that rests on something that is no longer so.
    public struct Finding: Hashable, Comparable, Sendable, JSONWritable {
        /// Id of the step.
        public let step: String
        /// The rule of the fact and what it is about.
        public let fact: String
        /// What was so, and what is.
        public let why: String

        /// By step, fact, words.
        public static func < (left: Finding, right: Finding) -> Bool {
            (left.step, left.fact, left.why) < (right.step, right.fact, right.why)
        }

        /// Writes the finding.
        public func write(to out: inout JSONWriter) {
            out.object { out in
                out.field("step", step)
                out.field("fact", fact)
                out.field("why", why)
            }
        }
    }

    /// The stale steps of a plan, sorted; empty while everything it rests on holds.
    public static func check(
        _ plan: Plan, against newer: Inventory, answers: PlanAnswers = PlanAnswers(),
        playbooks: Playbooks = .shipped
    ) -> [Finding] {
        let steps = plan.steps.map { (id: $0.step.id, evidence: $0.step.evidence) }
        return check(steps, target: plan.target, newer, answers, playbooks)
    }

    /// The stale steps of a plan.json; nil where it is not one.
    public static func check(
        document: JSONValue, against newer: Inventory, answers: PlanAnswers = PlanAnswers(),
        playbooks: Playbooks = .shipped
    ) -> [Finding]? {
        guard document["kind"]?.string == "plan", let target = document["target"],
            let place = target["place"]?.string
        else { return nil }
        let steps = (document["stages"]?.elements ?? []).flatMap { $0["steps"]?.elements ?? [] }
            .map { step in
                (
                    id: step["id"]?.string ?? "",
                    evidence: (step["evidence"]?.elements ?? []).compactMap(Evidence.init)
                )
            }
        let facts = (target["facts"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }
        let read = Target(
            place: place, facts: Dictionary(facts, uniquingKeysWith: { $1 }),
            isAssumed: target["assumed"]?.boolean ?? false)
        return check(steps, target: read, newer, answers, playbooks)
    }

    /// The facts of today are those a plan made today would rest on.
    private static func check(
        _ steps: [(id: String, evidence: [Evidence])], target: Target, _ newer: Inventory,
        _ answers: PlanAnswers, _ playbooks: Playbooks
    ) -> [Finding] {
        let today = Planner.plan(newer, to: target, answers: answers, playbooks: playbooks)
        var now: [String: Set<String>] = [:]
        for evidence in today.steps.flatMap(\.step.evidence) {
            now[key(evidence), default: []].insert(evidence.says)
        }
        var out: Set<Finding> = []
        for step in steps {
            for evidence in step.evidence where PlanFacts.rules.contains(evidence.rule) {
                let said = now[key(evidence)] ?? []
                guard !said.contains(evidence.says) else { continue }
                out.insert(finding(step.id, evidence, said))
            }
        }
        return out.sorted()
    }

    private static func key(_ evidence: Evidence) -> String {
        "\(evidence.rule) \(evidence.at ?? "")"
    }

    private static func finding(
        _ step: String, _ evidence: Evidence, _ said: Set<String>
    ) -> Finding {
        let present =
            said.isEmpty ? "it is no longer there" : "now: \(said.sorted().joined(separator: "; "))"
        return Finding(step: step, fact: key(evidence), why: "was: \(evidence.says); \(present)")
    }
}
