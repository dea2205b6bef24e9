import Console
import Faces
import Holes
import Vocabulary

/// `bedplate holes`: what nobody has written down.
enum HolesCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let inventory = try Snapshots(session: session).inventory(session.asked.value("snapshot"))
        let questions = try OpenQuestions.all(inventory, session)
        let entries = questions.holes.map { HoleEntry($0) }
        if session.asked.has("sarif") {
            try session.print(HolesSARIF(entries).document())
        } else if session.wantsJSON {
            try session.print(HolesDocument(entries).document())
        } else {
            try session.print(HolesDocument(entries).text(in: session.paint))
        }
        guard let limit = session.asked.value("fail-on").flatMap(Hole.Severity.init) else {
            return .done
        }
        return questions.holes.contains { $0.isOpen && $0.severity >= limit } ? .no : .done
    }
}
