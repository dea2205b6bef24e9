import Console
import History
import Knowledge
import Places
import Policies
import Vocabulary

/// `bedplate doctor`: whether the program itself is well here.
enum DoctorCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        var isWhole = true
        var lines = ["bedplate \(Tool.version)"]
        let facts = LocalPlace().facts()
        lines.append(
            "this machine: \(facts["os"] ?? "unknown"), \(facts["architecture"] ?? "unknown")")
        let catalogue = Catalogue.shipped
        lines.append(
            "knowledge: \(catalogue.artefacts.count) artefacts, \(catalogue.playbooks.all.count) playbooks"
        )
        do {
            let history = try HistoryFile(session.historyPath)
            lines.append(
                "history: \(Voice.escaped(session.historyPath.text)), \(try history.scopes().count) scopes"
            )
        } catch {
            isWhole = false
            lines.append("history: \(error.message)")
        }
        let policy = try PolicyFile.read(session)
        lines.append(
            policy.file.isEmpty ? "policy: none found" : "policy: \(Voice.escaped(policy.file))")
        if Surroundings.userID != 0 {
            lines.append(
                "user: \(Surroundings.userName(Surroundings.userID) ?? "unknown"); what other users keep private cannot be read, and will be listed"
            )
        }
        try session.print(lines.joined(separator: "\n") + "\n")
        return isWhole ? .done : .incomplete
    }
}
