import Console
import History
import Knowledge
import Places
import Policies
import Vocabulary

/// `bedplate doctor`: whether the program itself is well here.
enum DoctorCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let condition = try Condition(session)
        try session.wantsJSON
            ? session.print(condition.document()) : session.print(condition.text)
        return condition.trouble == nil ? .done : .incomplete
    }
}

/// What the program found out about itself.
struct Condition: JSONWritable {
    let facts: [String: String]
    let history: PathBytes
    /// How many scopes the history has; nil where it cannot be read.
    private(set) var scopes: Int?
    /// Why the history cannot be read.
    private(set) var trouble: String?
    /// The policy in force; nil where there is none.
    let policy: String?
    /// Who looks, where that is not root and so does not see everything.
    let user: String?

    init(_ session: Session) throws(Failure) {
        facts = LocalPlace().facts()
        history = session.historyPath
        do {
            scopes = try HistoryFile(session.historyPath).scopes().count
        } catch {
            trouble = error.message
        }
        let file = try PolicyFile.read(session).file
        policy = file.isEmpty ? nil : file
        let id = Surroundings.userID
        user = id == 0 ? nil : Surroundings.userName(id) ?? "\(id)"
    }

    var text: String {
        var lines = ["bedplate \(Tool.version)"]
        lines.append(
            "this machine: \(facts["os"] ?? "unknown"), \(facts["architecture"] ?? "unknown")")
        let catalogue = Catalogue.shipped
        lines.append(
            "knowledge: \(catalogue.artefacts.count) artefacts, "
                + "\(catalogue.playbooks.all.count) playbooks")
        lines.append(
            scopes.map { "history: \(Voice.escaped(history.text)), \($0) scopes" }
                ?? "history: \(Voice.escaped(trouble ?? ""))")
        lines.append("policy: " + (policy.map(Voice.escaped) ?? "none found"))
        if let user {
            lines.append(
                "user: \(Voice.escaped(user)); what other users keep private cannot be read, "
                    + "and will be listed")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes what `text` says.
    func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("format", 1)
            out.field("kind", "doctor")
            out.field("version", Tool.version)
            out.field("os", facts["os"])
            out.field("architecture", facts["architecture"])
            out.field("artefacts", Catalogue.shipped.artefacts.count)
            out.field("playbooks", Catalogue.shipped.playbooks.all.count)
            out.field("history", path: history)
            out.field("scopes", scopes)
            out.field("trouble", trouble)
            out.field("policy", policy)
            out.field("user", user)
        }
    }
}
