import Console
import Faces
import Topology
import Vocabulary

/// `bedplate diff`: what changed between two snapshots.
enum DiffCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let snapshots = Snapshots(session: session)
        if session.asked.operands.isEmpty, let only = try snapshots.only() {
            return try first(only, session)
        }
        let older = try snapshots.inventory(session.asked.operand(0) ?? "latest~1")
        let newer = try snapshots.inventory(session.asked.operand(1) ?? "latest")
        let classes = session.asked.values("class").compactMap(ItemClass.init(rawValue:))
        let document = DifferenceDocument(Difference(from: older, to: newer), only: Set(classes))
        if session.wantsJSON {
            try session.print(document.document())
        } else if !document.changes.isEmpty || !session.asked.has("quiet") {
            try session.print(document.text(in: session.paint))
        }
        return document.changes.isEmpty ? .done : .no
    }

    /// A first snapshot differs from nothing: there is no answer "no" to give.
    private static func first(
        _ only: Inventory.Occasion, _ session: Session
    ) throws(Failure) -> ExitStatus {
        let document = FirstSnapshot(only)
        if session.wantsJSON {
            try session.print(document.document())
        } else if !session.asked.has("quiet") {
            try session.print(document.text)
        }
        return .done
    }
}

/// `bedplate log`: what changed over time.
enum LogCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let snapshots = Snapshots(session: session)
        let since =
            try session.asked.value("since").map { (text) throws(Failure) in
                try moment(text, session)
            } ?? .min
        let occasions = try snapshots.occasions()
        var differences: [Difference] = []
        for (steps, occasion) in occasions.reversed().enumerated()
        where occasion.taken >= since && steps + 1 < occasions.count {
            let newer = try snapshots.inventory("latest~\(steps)")
            let older = try snapshots.inventory("latest~\(steps + 1)")
            differences.append(Difference(from: older, to: newer))
        }
        let document = LogDocument(differences)
        try session.wantsJSON
            ? session.print(document.document()) : session.print(document.text(in: session.paint))
        return .done
    }

    /// The moment of `24h`, `7d`, `2w`, or of a date.
    private static func moment(_ text: String, _ session: Session) throws(Failure) -> Int64 {
        let units: [Character: Int64] = ["h": 3600, "d": 86400, "w": 604_800, "m": 60]
        if let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()),
            number >= 0, number < 100_000
        {
            return session.now - number * unit * 1_000_000_000
        }
        if let moment = Timestamp.nanoseconds(text) ?? Timestamp.nanoseconds(text + "T00:00:00Z") {
            return moment
        }
        throw Failure(
            .usage, "'\(Voice.escaped(text))' is no age and no date",
            hint: "write 24h, 7d, 2w or 2026-03-04")
    }
}
