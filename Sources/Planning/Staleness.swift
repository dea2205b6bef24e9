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
        let today = Planner.plan(newer, to: plan.target, answers: answers, playbooks: playbooks)
        let grown = lists(of: steps, today, newer) { plan.file($0)?.bytes }
        return facts(of: steps, today).union(grown).sorted()
    }

    /// The stale steps of a plan.json; nil where it is not one. `files` gives the plan's other
    /// files by path.
    public static func check(
        document: JSONValue, against newer: Inventory, answers: PlanAnswers = PlanAnswers(),
        playbooks: Playbooks = .shipped, files: (String) -> [UInt8]?
    ) -> [Finding]? {
        guard document["kind"]?.string == "plan", let target = document["target"],
            let place = target["place"]?.string
        else { return nil }
        // A recovery rests on its exports, and its first steps look at them.
        guard (document["recovery"]?.elements ?? []).isEmpty else { return [] }
        let steps = (document["stages"]?.elements ?? []).flatMap { $0["steps"]?.elements ?? [] }
            .map { step in
                (
                    id: step["id"]?.string ?? "",
                    evidence: (step["evidence"]?.elements ?? []).compactMap(Evidence.init)
                )
            }
        let known = (target["facts"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }
        let read = Target(
            place: place, facts: Dictionary(known, uniquingKeysWith: { $1 }),
            isAssumed: target["assumed"]?.boolean ?? false)
        let today = Planner.plan(newer, to: read, answers: answers, playbooks: playbooks)
        return facts(of: steps, today).union(lists(of: steps, today, newer, files)).sorted()
    }

    /// The facts of today are those a plan made today would rest on.
    private static func facts(
        of steps: [(id: String, evidence: [Evidence])], _ today: Plan
    ) -> Set<Finding> {
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
        return out
    }

    /// The lists of today are those of the plan, but for what grows where the plan expects it.
    private static func lists(
        of steps: [(id: String, evidence: [Evidence])], _ today: Plan, _ newer: Inventory,
        _ files: (String) -> [UInt8]?
    ) -> Set<Finding> {
        var out: Set<Finding> = []
        for step in steps {
            guard let fact = step.evidence.first(where: { $0.rule == PlanFacts.rootRule }),
                let planned = files(ListedPaths.file(ofStep: step.id))
            else { continue }
            let other =
                today.steps.first {
                    $0.stage == .export && $0.step.subject == fact.at
                }.flatMap { today.file(ListedPaths.file(ofStep: $0.step.id))?.bytes } ?? []
            let items = newer.items.filter {
                Identifiers.item(place: $0.place, root: $0.root, path: PathBytes(bytes: []))
                    == fact.at
            }
            let listed = ListedPaths(
                evidence: step.evidence, planned: ListedPaths.paths(planned),
                present: ListedPaths.paths(other))
            let byPath = Dictionary(items.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
            for change in listed.changes(byPath) {
                out.insert(Finding(step: step.id, fact: key(fact), why: change))
            }
        }
        return out
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
