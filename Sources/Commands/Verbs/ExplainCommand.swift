import Console
import Faces
import Vocabulary

/// `bedplate explain`: why something is what it is, every piece of evidence.
enum ExplainCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard let asked = session.asked.operand(0) else { throw Failure(.usage, "explain what?") }
        let inventory = try Snapshots(session: session).inventory(session.asked.value("snapshot"))
        var found = Explanations(of: asked, in: inventory)
        if found.all.isEmpty { found = Explanations(of: session.absolute(asked), in: inventory) }
        guard !found.all.isEmpty else {
            throw Failure(.noInput, "nothing called \(Voice.escaped(asked)) is in the snapshot")
        }
        try session.wantsJSON ? session.print(found.document()) : session.print(found.text)
        return .done
    }
}
