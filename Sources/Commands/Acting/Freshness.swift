import Console
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
        let newest = try Snapshots(session: session).inventory(ofScopeOf: plan.snapshot, "latest")
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
}
