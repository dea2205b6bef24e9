import Console
import Execution
import Vocabulary

/// Says what happens in a run, and how it came to rest.
struct RunTelling {
    let session: Session
    let run: RunRecord

    /// One tiding, on standard error.
    func hear(_ tiding: Tiding) {
        switch tiding {
        case .begins(let step, let title, let number, let count):
            session.live.say("\(number)/\(count) \(Voice.escaped(step)): \(Voice.escaped(title))")
        case .skipped(let step, let why):
            session.tell("  =  \(Voice.escaped(step)) (\(why))")
        case .holds(let step): session.tell("  ok \(Voice.escaped(step))")
        case .complained(_, let line): session.tell("     \(Voice.escaped(line))")
        case .undoes(let step, _): session.tell("  <- \(Voice.escaped(step))")
        case .again(let step, let seconds):
            session.tell("     \(Voice.escaped(step)) failed; again in \(seconds) s")
        }
    }

    /// What a person reads at the end, and the exit status.
    func end(_ outcome: Outcome, ledger: Ledger) throws(Failure) -> ExitStatus {
        session.live.erase()
        if session.wantsJSON {
            try session.print(RunDocument(run, ledger, outcome).document())
            return Self.status(outcome)
        }
        try session.print(text(outcome))
        return Self.status(outcome)
    }

    /// The exit status of an outcome.
    static func status(_ outcome: Outcome) -> ExitStatus {
        switch outcome {
        case .done, .takenBack, .exported: .done
        case .stopped, .stuck: .no
        case .waiting, .alert, .resting: .waiting
        case .changed: .notApproved
        case .lost: .unreachable
        case .interrupted: .interrupted
        }
    }

    private func text(_ outcome: Outcome) -> String {
        let lines: [String]
        switch outcome {
        case .done:
            lines = ["done, as far as was asked", next("rollback", "to take it back")]
        case .takenBack(let left):
            lines =
                ["taken back"]
                + left.map { "  cannot be taken back, as the plan said: \(Voice.escaped($0))" }
        case .exported(let places):
            lines =
                ["exported and verified; the source goes on as before"]
                + places.map { "  \(Voice.escaped($0))" }
        case .stopped(let step, let why):
            lines = [
                "stopped at \(Voice.escaped(step)): \(Voice.escaped(why))",
                "nothing after it was begun", next("resume", "to try it again"),
                next("rollback", "to take everything back"),
            ]
        case .stuck(let step, let why):
            lines = [
                "AN UNDO FAILED at \(Voice.escaped(step)): \(Voice.escaped(why))",
                "nothing before it was undone; call whoever the plan names, then",
                next("rollback", "to go on with the undoing"),
            ]
        case .waiting(let step, let question):
            lines = waiting(step, question)
        case .alert(let step, let why, let title):
            lines =
                [
                    "ALERT: \(Voice.escaped(why)), so this process does not do it",
                    "a person does it from elsewhere: \(Voice.escaped(title))",
                    "the commands are in migration-plan.md at \(Voice.escaped(step)); then",
                ] + waiting(step, "Is it done?").dropFirst(2)
        case .resting(let step, let until):
            lines = [
                "\(Voice.escaped(step)) waits until \(Timestamp.text(nanoseconds: until))",
                next("resume", "after that"),
            ]
        case .changed(let step, let why):
            lines = [
                "refused at \(Voice.escaped(step)): \(Voice.escaped(why))",
                "nothing of it was run; " + next("rollback", "takes back what was done"),
            ]
        case .lost(let step, let why):
            lines = [
                "lost at \(Voice.escaped(step)): \(Voice.escaped(why))",
                next("resume", "looks how it ended and goes on"),
            ]
        case .interrupted(let step):
            lines = [
                "ended at a safe point before \(Voice.escaped(step))",
                next("resume", "to go on"), next("rollback", "to take everything back"),
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func waiting(_ step: String, _ question: String) -> [String] {
        [
            "waiting for a person at \(Voice.escaped(step))", "  \(Voice.escaped(question))",
            "  bedplate confirm \(run.id) \(Voice.escaped(step)) --as PRINCIPAL --key KEY",
            next("resume", "goes on after that (rollback, where it was going back)"),
        ]
    }

    /// A run that was to end early ends early however often it is taken up.
    private func next(_ verb: String, _ purpose: String) -> String {
        let stage = verb == "resume" ? session.asked.value("until") : nil
        let until = stage.map { " --until \($0)" } ?? ""
        return "  bedplate \(verb) \(run.id)\(until)   \(purpose)"
    }
}

/// A run as a document.
struct RunDocument: JSONWritable {
    private let run: RunRecord
    private let ledger: Ledger
    private let outcome: Outcome?

    init(_ run: RunRecord, _ ledger: Ledger, _ outcome: Outcome?) {
        self.run = run
        self.ledger = ledger
        self.outcome = outcome
    }

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "run")
            out.field("id", run.id)
            out.field("plan", "sha256:" + run.plan)
            out.field("begun", Timestamp.text(nanoseconds: run.begun))
            out.field("principal", run.principal)
            out.field("places", run.places)
            out.field("direction", ledger.isUndoing ? "back" : "forward")
            out.field("open", ledger.ending == nil)
            out.key("steps")
            out.object { out in
                for state in Ledger.State.allCases where ledger.counts[state] ?? 0 > 0 {
                    out.field(state.rawValue, ledger.counts[state])
                }
            }
            guard let outcome else { return }
            let (word, step, says) = outcome.words
            out.key("outcome")
            out.object { out in
                out.field("is", word)
                out.field("step", step)
                out.field("says", says)
            }
        }
    }
}

extension Outcome {
    /// A word, the step it is about, and what there is to say.
    var words: (word: String, step: String?, says: String?) {
        switch self {
        case .done: ("done", nil, nil)
        case .takenBack(let left):
            ("taken-back", nil, left.isEmpty ? nil : left.joined(separator: " "))
        case .exported(let places): ("exported", nil, places.joined(separator: "; "))
        case .stopped(let step, let why): ("stopped", step, why)
        case .waiting(let step, let question): ("waiting", step, question)
        case .alert(let step, let why, _): ("alert", step, why)
        case .resting(let step, let until):
            ("resting", step, "until " + Timestamp.text(nanoseconds: until))
        case .changed(let step, let why): ("changed", step, why)
        case .lost(let step, let why): ("lost", step, why)
        case .stuck(let step, let why): ("stuck", step, why)
        case .interrupted(let step): ("interrupted", step, nil)
        }
    }
}
