import Console
import History
import Places
import Planning
import Trust
import Vocabulary

/// Whether the facts a plan rests on were looked at lately and still hold.
enum Freshness {
    /// How old the newest look may be when a run begins: a day, in nanoseconds.
    static let age: Int64 = 86_400_000_000_000

    /// Throws where a step went stale, or nobody has looked within a day. What is gone cannot be
    /// looked at: a recovery's facts are its exports, and it looks at those first.
    static func demand(_ plan: Plan, _ sealed: SealedPlan, _ session: Session) throws(Failure) {
        guard !plan.isRecovery else { return }
        let newest = try newest(of: plan, session)
        guard session.now - newest.snapshot.taken <= age else {
            throw Failure(
                .no, "nobody has looked at what the plan rests on for more than a day",
                hint: "scan the same roots again, then 'bedplate check' tells what changed")
        }
        let answers = try OpenQuestions.all(newest, session).answers
        let stale = Staleness.check(document: sealed.document, against: newest, answers: answers) {
            try? sealed.bytes(of: $0)
        }
        guard let first = stale?.first else { return }
        var failure = Failure(
            .no, "\(Voice.escaped(first.step)) is stale: \(Voice.escaped(first.why))",
            hint: "'bedplate check' lists every step; make and sign a new plan")
        failure.others = (stale ?? []).dropFirst().prefix(20).map {
            "\(Voice.escaped($0.step)) is stale: \(Voice.escaped($0.why))"
        }
        throw failure
    }

    /// The newest snapshot of the scope that the plan was made from.
    private static func newest(of plan: Plan, _ session: Session) throws(Failure) -> Inventory {
        do {
            let history = try HistoryFile(session.historyPath)
            let key = try HistoryFile.key(besideHistory: session.historyPath)
            for scope in try history.scopes() {
                let known = try history.occasions(of: scope)
                guard known.contains(where: { $0.id == plan.snapshot }) else { continue }
                return try history.snapshot("latest", in: scope, key: key).inventory()
            }
        } catch {
            throw Failure(error)
        }
        throw Failure(
            .noInput, "the history does not hold the snapshot that the plan was made from",
            hint: "name it with --history, or scan and plan anew")
    }
}
