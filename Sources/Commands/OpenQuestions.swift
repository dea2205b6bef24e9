import Console
import Faces
import Holes
import Knowledge
import Places
import Planning
import Policies
import Vocabulary

/// The holes of an inventory against the policy that people own.
struct OpenQuestions {
    let holes: [Hole]
    let answers: PlanAnswers

    /// All holes; a policy that cannot be read is a failure that names every fault.
    static func all(_ inventory: Inventory, _ session: Session) throws(Failure) -> OpenQuestions {
        let policy = try PolicyFile.read(session, inventory)
        let holes = HoleFinder.find(
            inventory, policy: policy, playbooks: .shipped, now: session.now)
        return OpenQuestions(holes: holes, answers: answers(policy, inventory))
    }

    /// The open ones for a summary; none where the policy cannot be read.
    static func open(_ inventory: Inventory, _ session: Session) -> [HoleEntry]? {
        guard let questions = try? all(inventory, session) else { return nil }
        return questions.holes.filter(\.isOpen).map { HoleEntry($0, file: "bedplate.yaml") }
    }

    private static func answers(_ policy: Policy, _ inventory: Inventory) -> PlanAnswers {
        var answers = PlanAnswers()
        answers.contacts = policy.escalation.sorted { $0.level < $1.level }.map { entry in
            entry.who + (entry.phone.map { ", " + $0 } ?? "")
        }
        for service in inventory.services {
            guard let entry = policy.entry(id: service.id, name: service.name) else { continue }
            if entry.rto != nil || entry.rpo != nil {
                answers.objectives[service.id] = (entry.rto, entry.rpo)
            }
            answers.entries.append("services." + entry.service)
        }
        for accepted in policy.accepted { answers.waivers[accepted.hole] = accepted.because }
        return answers
    }
}

extension HoleEntry {
    /// A hole as faces tell it.
    init(_ hole: Hole, file: String) {
        self.init(
            rule: hole.rule, id: hole.id, subject: hole.subject, severity: hole.severity.rawValue,
            question: hole.question, why: hole.why)
        status = hole.status.rawValue
        blocks = hole.blocks.rawValue
        evidence = hole.evidence
        if !hole.answerKey.isEmpty { answer = Answer(file: file, key: hole.answerKey) }
    }
}
