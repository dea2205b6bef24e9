public import Vocabulary

/// Reads plan.json back into the value it was written from: whoever carries a plan out reads the
/// same steps that a person read and signed.
extension Plan {
    /// A plan from plan.json; nil where it is none of format 1, or a step uses a word that this
    /// version does not know. `bytes` gives the plan's files by path; what it lacks stays empty.
    public init?(_ json: JSONValue, bytes: (String) -> [UInt8]? = { _ in nil }) {
        guard json["format"]?.integer == 1, json["kind"]?.string == "plan",
            let snapshot = json["snapshot"]?.string,
            let target = json["target"].flatMap(Target.init)
        else { return nil }
        self.init(snapshot: snapshot, target: target)
        policyEntries = json["policy_entries"]?.strings ?? []
        strategies = (json["strategies"]?.elements ?? []).map(Strategy.init)
        unproven = (json["unproven"]?.elements ?? []).map(UnprovenPlaybook.init)
        objectives = (json["objectives"]?.elements ?? []).map(Objective.init)
        rewrites = (json["rewrites"]?.elements ?? []).map(RewriteEntry.init)
        survives = (json["survives"]?.elements ?? []).map(Consequence.init)
        lost = (json["lost"]?.elements ?? []).map(Consequence.init)
        files = (json["files"]?.elements ?? []).map { PlanFile($0, bytes) }
        questions = (json["questions"]?.elements ?? []).map(Question.init)
        holes = json["holes"]?.strings ?? []
        recovery = (json["recovery"]?.elements ?? []).map(Recovery.init)
        guard let stages = Self.all(json["stages"], StageSteps.init) else { return nil }
        self.stages = stages
    }

    /// Every element read; nil where one of them cannot be.
    static func all<Value>(_ json: JSONValue?, _ read: (JSONValue) -> Value?) -> [Value]? {
        var out: [Value] = []
        for element in json?.elements ?? [] {
            guard let value = read(element) else { return nil }
            out.append(value)
        }
        return out
    }
}

extension Target {
    init?(_ json: JSONValue) {
        guard let place = json["place"]?.string else { return nil }
        let known = (json["facts"]?.members ?? []).map { ($0.key, $0.value.string ?? "") }
        self.init(
            place: place, facts: Dictionary(known, uniquingKeysWith: { $1 }),
            isAssumed: json["assumed"]?.boolean ?? false)
    }
}

extension Strategy {
    init(_ json: JSONValue) {
        self.init(
            service: json["service"]?.string ?? "", strategy: json["strategy"]?.string ?? "",
            because: json["because"]?.string ?? "",
            alternatives: (json["alternatives"]?.elements ?? []).map { other in
                Alternative(
                    strategy: other["strategy"]?.string ?? "",
                    because: other["because"]?.string ?? "",
                    isShut: other["shut"]?.boolean ?? false)
            }, playbook: json["playbook"]?.string)
    }
}

extension Plan.Objective {
    init(_ json: JSONValue) {
        self.init(
            subject: json["subject"]?.string ?? "",
            rtoSeconds: json["rto_s"]?.integer.map { Int($0) },
            rpoSeconds: json["rpo_s"]?.integer.map { Int($0) })
    }
}

extension Plan.RewriteEntry {
    init(_ json: JSONValue) {
        self.init(
            subject: json["subject"]?.string ?? "", rewrite: Derivation.Rewrite(json),
            because: json["because"]?.string ?? "")
    }
}

extension Consequence {
    init(_ json: JSONValue) {
        self.init(subject: json["subject"]?.string ?? "", says: json["says"]?.string ?? "")
    }
}

extension Plan.Question {
    init(_ json: JSONValue) {
        self.init(
            subject: json["subject"]?.string ?? "", question: json["question"]?.string ?? "",
            because: json["because"]?.string ?? "")
    }
}

extension PlanFile {
    init(_ json: JSONValue, _ bytes: (String) -> [UInt8]?) {
        let path = json["path"]?.string ?? ""
        self.init(
            path: path, bytes: bytes(path) ?? [],
            mode: json["mode"]?.string.flatMap { UInt16($0, radix: 8) } ?? 0o644)
    }
}

extension Plan.StageSteps {
    init?(_ json: JSONValue) {
        guard let stage = json["id"]?.string.flatMap(Stage.init),
            let steps = Plan.all(json["steps"], Step.init)
        else { return nil }
        self.init(
            stage: stage, isCommitPoint: json["commit_point"]?.boolean ?? false, steps: steps)
    }
}
