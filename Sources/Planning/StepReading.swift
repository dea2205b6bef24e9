import Knowledge
public import Vocabulary

extension Step {
    /// A step as plan.json has it; nil where a word of it is not known.
    init?(_ json: JSONValue) {
        guard let id = json["id"]?.string,
            let purpose = json["does"]?.string.flatMap(Purpose.init),
            let action = json["action"].flatMap(Action.init),
            let rollback = json["rollback"].flatMap(Action.init),
            let verify = Plan.all(json["verify"], Check.init), !verify.isEmpty,
            let precondition = Plan.all(json["precondition"], Check.init),
            let proven = json["proven"]?.string.flatMap(Proof.init)
        else { return nil }
        self.init(
            id, purpose, json["title"]?.string ?? id, subject: json["subject"]?.string ?? "",
            place: json["place"]?.string ?? "", action: action, verify: verify,
            rollback: rollback, proven: proven,
            timeout: json["timeout_s"]?.integer.map { Int(clamping: $0) } ?? 300,
            estimate: json["estimate"]?["seconds"]?.integer.map { Int(clamping: $0) } ?? 5)
        needs = json["needs"]?.strings ?? []
        self.precondition = precondition
        if let done = json["done_when"] {
            guard let check = Check(done) else { return nil }
            doneWhen = check
        }
        if let seen = json["effects"] { effects = Effects(seen) }
        isDestructive = json["destructive"]?.boolean ?? false
        destabilizesSelf = json["destabilizes_self"]?.boolean ?? false
        needsPerson = json["authority"]?.string == "person"
        retries = json["retry"]?["times"]?.integer.map { Int(clamping: $0) } ?? 0
        evidence = (json["evidence"]?.elements ?? []).compactMap(Evidence.init)
    }
}

extension Step.Effects {
    init(_ json: JSONValue) {
        self.init()
        writes = json["writes"]?.strings ?? []
        deletes = json["deletes"]?.strings ?? []
        stops = json["stops"]?.strings ?? []
        starts = json["starts"]?.strings ?? []
        listens = json["listens"]?.strings ?? []
    }
}

extension Check {
    /// A check as plan.json has it; nil where a word of it is not known.
    init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let probe = json["probe"].flatMap(Action.init),
            let expect = json["expect"].flatMap(Expectation.init)
        else { return nil }
        self.init(
            id, probe, expect, level: json["level"]?.integer.map { Int(clamping: $0) } ?? 1,
            proves: json["proves"]?.string ?? "",
            doesNotProve: json["does_not_prove"]?.string ?? "", seen: json["seen"]?.string,
            place: json["place"]?.string)
    }
}

extension Check.Expectation {
    init?(_ json: JSONValue) {
        guard json.members.count == 1, let (key, value) = json.members.first else { return nil }
        switch (key, value.integer, value.string) {
        case ("exit", let status?, _): self = .exit(Int(clamping: status))
        case ("equals", _, let text?): self = .equals(text)
        case ("matches", _, let text?): self = .matches(text)
        case ("count_of", _, let text?): self = .countOf(text)
        case ("hash_of", _, let text?): self = .hashOf(text)
        case ("within", _, let text?): self = .within(text)
        default: return nil
        }
    }
}

extension Derivation.Rewrite {
    init(_ json: JSONValue) {
        self.init(from: json["from"]?.string ?? "", to: json["to"]?.string ?? "")
    }
}

extension Action {
    /// An action as plan.json has it; nil for a word outside the closed vocabulary, or one that
    /// lacks what it needs.
    public init?(_ json: JSONValue) {
        func text(_ key: String) -> String? { json[key]?.string }
        switch text("do") {
        case "run":
            guard let argv = json["argv"]?.strings, !argv.isEmpty else { return nil }
            self = .run(argv: argv, stdin: text("stdin"))
        case "derive":
            guard let from = text("from"), let to = text("to"), let script = text("script") else {
                return nil
            }
            self = .derive(
                Derivation(
                    from: from, names: json["names"]?.strings ?? [],
                    rewrites: (json["rewrites"]?.elements ?? []).map(Derivation.Rewrite.init),
                    to: to, script: script))
        case "install":
            guard let file = text("file"), let to = text("to"), let mode = text("mode"),
                let owner = text("owner")
            else { return nil }
            self = .install(file: file, to: to, mode: mode, owner: owner)
        case "dump", "load":
            guard let store = text("store"), let script = text("script") else { return nil }
            let playbook = text("playbook") ?? ""
            self =
                text("do") == "dump"
                ? .dump(store: store, playbook: playbook, script: script)
                : .load(store: store, playbook: playbook, script: script)
        case "copy":
            guard let from = text("from"), let to = text("to") else { return nil }
            self = .copy(from: from, to: to, script: text("script"))
        default:
            guard let small = Action(small: json) else { return nil }
            self = small
        }
    }

    /// The actions without a file of the plan.
    private init?(small json: JSONValue) {
        func text(_ key: String) -> String? { json[key]?.string }
        switch text("do") {
        case "unit":
            guard let name = text("name"), let verb = text("verb") else { return nil }
            self = .unit(name: name, verb: verb, user: text("user"))
        case "container":
            guard let name = text("name"), let verb = text("verb") else { return nil }
            self = .container(name: name, verb: verb)
        case "wait":
            guard let seconds = json["seconds"]?.integer else { return nil }
            self = .wait(seconds: Int(clamping: seconds), until: text("until") ?? "")
        case "ask": self = .ask(question: text("question") ?? "")
        case "alert": self = .alert(to: text("to") ?? "", says: text("says") ?? "")
        case "nothing": self = .nothing(because: text("because") ?? "")
        case "impossible": self = .impossible(because: text("because") ?? "")
        default: return nil
        }
    }
}
