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
            inventory, policy: policy, catalogue: .shipped, now: session.now)
        var answers = answers(policy, inventory, holes)
        answers.keeping = try keeping(policy)
        if answers.keeping != nil { answers.entries.append("exports") }
        return OpenQuestions(holes: holes, answers: answers)
    }

    /// Where the policy wants exports kept, the certificate read: a plan holds what it encrypts to.
    private static func keeping(_ policy: Policy) throws(Failure) -> Keeping? {
        guard let exports = policy.exports else { return nil }
        var keeping = Keeping(folder: exports.keep)
        (keeping.generations, keeping.lifetime) = (exports.generations, exports.lifetime)
        guard let path = exports.encryptTo else { return keeping }
        let bytes = (try? PersonalFiles.read(PathBytes(path), limit: 1 << 20)).flatMap { $0 }
        let text = String(decoding: bytes ?? [], as: UTF8.self)
        guard text.hasPrefix("-----BEGIN CERTIFICATE-----"), !text.contains("PRIVATE KEY") else {
            throw Failure(
                .badPolicy, "exports.encrypt_to: \(Voice.escaped(path)) is no certificate alone",
                hint: "openssl req -x509 -newkey rsa:3072 -keyout exports.key -out exports.pem "
                    + "-subj /CN=exports -days 3650 makes one; its key stays with a person")
        }
        keeping.certificate = bytes
        return keeping
    }

    /// The open ones for a summary; none where the policy cannot be read.
    static func open(_ inventory: Inventory, _ session: Session) -> [HoleEntry]? {
        guard let questions = try? all(inventory, session) else { return nil }
        return questions.holes.filter(\.isOpen).map { HoleEntry($0) }
    }

    /// What the policy says that shapes a plan; an acceptance does, while it counts, because the
    /// plan does not list its hole.
    private static func answers(
        _ policy: Policy, _ inventory: Inventory, _ holes: [Hole]
    ) -> PlanAnswers {
        var answers = PlanAnswers()
        answers.contacts = policy.escalation.sorted { $0.level < $1.level }.map { entry in
            entry.who + (entry.phone.map { ", " + $0 } ?? "")
        }
        for service in inventory.services {
            guard let entry = policy.entry(for: service, among: inventory.services) else {
                continue
            }
            answers.strategies[service.id] = entry.strategy
            if let objectives = entry.objectives {
                answers.objectives[service.id] = (
                    objectives.recoveryTime, objectives.recoveryPoint
                )
            }
            let key = policy.services[service.id] == nil ? service.name : service.id
            answers.entries.append("services." + key)
        }
        answers.entries += holes.filter { $0.status == .accepted }.map { "accept." + $0.id }
        return answers
    }
}

extension HoleEntry {
    /// A hole as faces tell it.
    init(_ hole: Hole) {
        self.init(
            rule: hole.rule, id: hole.id, subject: hole.subject, severity: hole.severity.rawValue,
            question: hole.question, why: hole.why)
        status = hole.status.rawValue
        blocks = hole.blocks.rawValue
        evidence = hole.evidence
        weight = hole.weight
        answer = Answer(file: hole.answer.file, key: hole.answer.key, line: hole.answer.line)
    }
}
