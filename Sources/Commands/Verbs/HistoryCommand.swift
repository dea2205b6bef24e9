import Console
import Faces
import History
import Vocabulary

/// `bedplate history`: lists, prunes and imports kept snapshots.
enum HistoryCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        do {
            let history = try HistoryFile(session.historyPath)
            switch session.asked.operand(0) {
            case "import": try take(session, history)
            case "prune": try prune(session, history)
            default: try list(session, history)
            }
        } catch {
            throw Failure(caught: error)
        }
        return .done
    }

    private static func list(_ session: Session, _ history: borrowing HistoryFile) throws {
        guard !session.wantsJSON else {
            let scopes = try history.scopes().map { scope in
                KeptScope(roots: scope, snapshots: try history.occasions(of: scope))
            }
            return try session.print(HistoryList(scopes: scopes).document())
        }
        for scope in try history.scopes() {
            try session.print(Voice.escaped(scope.joined(separator: " + ")) + "\n")
            for occasion in try history.occasions(of: scope) {
                let id = occasion.id.split(separator: ":").last.map { String($0.prefix(12)) } ?? ""
                let name = occasion.name.map { "  " + Voice.escaped($0) } ?? ""
                try session.print(
                    "  \(occasion.sequence)  \(Timestamp.text(nanoseconds: occasion.taken))  \(id)\(name)\n"
                )
            }
        }
    }

    private static func prune(_ session: Session, _ history: borrowing HistoryFile) throws {
        let keep = session.asked.value("keep").map { Int($0) } ?? 30
        guard let keep, keep > 0 else {
            throw Failure(.usage, "--keep takes a whole number from 1")
        }
        var gone = 0
        for scope in try history.scopes() { gone += try history.prune(scope, keeping: keep) }
        session.tell("forgot \(gone) snapshots")
    }

    private static func take(_ session: Session, _ history: borrowing HistoryFile) throws {
        guard let path = session.asked.operand(1) else {
            throw Failure(.usage, "import which document?")
        }
        let occasion = try history.import(Snapshots(session: session).document(path))
        session.tell("took in \(occasion.id) as number \(occasion.sequence) of its scope")
    }
}

/// What is kept, as a document.
struct HistoryList: JSONWritable {
    let scopes: [KeptScope]

    /// Writes every scope with its snapshots, oldest first.
    func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "history")
            out.list("scopes", scopes)
        }
    }
}

/// The snapshots of one scope.
struct KeptScope: JSONWritable {
    let roots: [String]
    let snapshots: [Inventory.Occasion]

    /// Writes the scope.
    func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("roots", roots)
            out.list("snapshots", snapshots)
        }
    }
}
