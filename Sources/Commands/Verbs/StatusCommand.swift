import Console
import Execution
import Faces
import Planning
import Vocabulary

/// `bedplate status`: how far runs are, from their journals alone.
enum StatusCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let runs = Runs(session: session)
        guard let word = session.asked.operand(0) else { return try list(runs.all, session) }
        let run = try runs.find(word)
        let entries = try Failure.executing { () throws(ExecutionError) in
            try Journal.look(in: run.folder)
        }
        if session.wantsJSON {
            try session.print(RunDocument(run, Ledger(entries), nil).document())
        } else {
            try session.print(text(run, entries))
        }
        return .done
    }

    private static func list(_ all: [RunRecord], _ session: Session) throws(Failure) -> ExitStatus {
        var out = JSONWriter(pretty: true)
        var lines: [String] = []
        var documents: [RunDocument] = []
        for run in all {
            let ledger = try Failure.executing { () throws(ExecutionError) in try run.ledger() }
            documents.append(RunDocument(run, ledger, nil))
            lines.append("\(run.id)  \(words(ledger))")
        }
        guard session.wantsJSON else {
            try session.print(lines.isEmpty ? "no run yet\n" : lines.joined(separator: "\n") + "\n")
            return .done
        }
        out.object { out in
            out.field("format", 1)
            out.field("kind", "runs")
            out.list("runs", documents)
        }
        try session.print(out.drain() + [UInt8(ascii: "\n")])
        return .done
    }

    private static func words(_ ledger: Ledger) -> String {
        if let ending = ledger.ending { return "ended: \(Voice.escaped(ending.says))" }
        let counts = ledger.counts
        let parts = Ledger.State.allCases.compactMap { state in
            counts[state].map { "\($0) \(state.rawValue)" }
        }
        return "open, \(ledger.isUndoing ? "going back" : "forward"): "
            + (parts.isEmpty ? "nothing yet" : parts.joined(separator: ", "))
    }

    private static func text(_ run: RunRecord, _ entries: [JournalEntry]) -> String {
        var lines = [
            "run \(run.id) of plan \(run.plan.prefix(12))", "  \(words(Ledger(entries)))",
            "  hosts: \(run.places.map(Voice.escaped).joined(separator: ", "))",
        ]
        if let principal = run.principal {
            lines.append("  approved by \(Voice.escaped(principal))")
        }
        lines.append("")
        for entry in entries {
            let says = entry.says.isEmpty ? "" : "  \(Voice.escaped(entry.says))"
            lines.append(
                "\(Timestamp.text(nanoseconds: entry.at))  \(entry.phase.rawValue.padded(13))"
                    + "\(entry.result.rawValue.padded(9))\(Voice.escaped(entry.step))\(says)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// `bedplate unlock`: ends the claim of a run that is gone.
enum UnlockCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let name = session.asked.operand(0) ?? Identifiers.local
        let id = name == Identifiers.local ? name : "ssh:" + name
        let holder = try Failure.executing { () throws(ExecutionError) in
            let place = try PlacePool(session).place(id)
            let holder = try Lease.holder(place)
            if holder != nil { try Lease.end(place) }
            return holder
        }
        if let holder {
            let was = "\(Voice.escaped(id)) was held by \(Voice.escaped(holder))"
            try session.print(was + "; no longer\n")
        } else {
            try session.print("nobody holds \(Voice.escaped(id))\n")
        }
        return .done
    }
}
