internal import Holes
public import Planning
internal import Vocabulary

/// Something about a plan that a person must settle, or accept by name, before it is approved.
public struct OpenMatter: Equatable, Sendable {
    /// What it is.
    public enum Kind: String, Sendable {
        /// A hole that was open when the plan was made, and that holds an approval up.
        case hole
        /// A question that the plan could not answer.
        case question
        /// A step that cannot be undone, or whose commands nobody has seen work.
        case step
        /// A playbook that no test of this program has carried data with.
        case playbook
    }

    /// What it is.
    public let kind: Kind
    /// What accepting it names: the hole's id, the step's id, `playbook@` and the playbook's id, or
    /// `question@` and eight digits of the digest of subject and question.
    public let id: String
    /// Id of what it is about.
    public let subject: String
    /// What is asked, or why it cannot be taken as it is.
    public let says: String
}

extension SealedPlan {
    /// What must be settled or accepted before those stages are approved, in the plan's order.
    public func openMatters(in stages: [Stage]) -> [OpenMatter] {
        let holes = (document["holes"]?.strings ?? []).filter(Rule.mayBlockApproval).map {
            OpenMatter(
                kind: .hole, id: $0, subject: $0,
                says: "open when the plan was made: 'bedplate holes' asks it")
        }
        return holes + questions + playbooks(in: stages) + odd(in: stages)
    }

    /// Every id that an acceptance may name.
    func acceptable(in stages: [Stage]) -> Set<String> {
        Set(openMatters(in: stages).map(\.id) + (document["holes"]?.strings ?? []))
    }

    private var questions: [OpenMatter] {
        (document["questions"]?.elements ?? []).map { question in
            let subject = question["subject"]?.string ?? ""
            let asks = question["question"]?.string ?? ""
            let digest = SHA256.digest("\(subject)\n\(asks)").hexadecimal
            return OpenMatter(
                kind: .question, id: "question@\(digest.prefix(8))", subject: subject, says: asks)
        }
    }

    /// Retirement takes away, and goes by no playbook.
    private func playbooks(in stages: [Stage]) -> [OpenMatter] {
        guard stages.contains(where: { $0 != .retire }) else { return [] }
        return (document["unproven"]?.elements ?? []).map { entry in
            let subjects = entry["subjects"]?.strings ?? []
            return OpenMatter(
                kind: .playbook, id: "playbook@\(entry["playbook"]?.string ?? "")",
                subject: subjects.joined(separator: ", "),
                says: "is \(entry["proven"]?.string ?? "claimed"): no test has carried data by it"
                    + (entry["because"]?.string.map { ": " + $0 } ?? ""))
        }
    }

    /// Steps that cannot be undone, and steps whose commands nobody has seen work.
    private func odd(in stages: [Stage]) -> [OpenMatter] {
        steps(in: stages).compactMap { step in
            var says: [String] = []
            if step["rollback"]?["do"]?.string == "impossible" {
                says.append("cannot be undone: \(step["rollback"]?["because"]?.string ?? "")")
            }
            if step["proven"]?.string == "claimed" {
                says.append("is only claimed to work: nobody has seen its commands run")
            }
            guard !says.isEmpty else { return nil }
            return OpenMatter(
                kind: .step, id: step["id"]?.string ?? "", subject: step["subject"]?.string ?? "",
                says: says.joined(separator: "; "))
        }
    }

    /// The plan's stages that have steps, in order.
    public var stages: [Stage] {
        (document["stages"]?.elements ?? []).filter { !($0["steps"]?.elements ?? []).isEmpty }
            .compactMap { $0["id"]?.string.flatMap(Stage.init) }
    }

    /// The steps of those stages as plan.json has them.
    func steps(in stages: [Stage]) -> [JSONValue] {
        (document["stages"]?.elements ?? []).filter { entry in
            entry["id"]?.string.flatMap(Stage.init).map(stages.contains) ?? false
        }
        .flatMap { $0["steps"]?.elements ?? [] }
    }

    /// Ids of the places that the steps of those stages happen on or have effects on, sorted; a
    /// container counts as the place it runs on.
    public func hosts(in stages: [Stage]) -> [String] {
        var places: Set<String> = []
        for step in steps(in: stages) {
            let effects = ["writes", "deletes", "stops", "starts"].flatMap {
                step["effects"]?[$0]?.strings ?? []
            }
            for id in effects + [step["place"]?.string ?? ""] {
                let place = id.firstRange(of: ":/").map { id[..<$0.lowerBound] } ?? id[...]
                if let host = place.split(separator: "/").first { places.insert(String(host)) }
            }
        }
        return places.sorted()
    }
}
