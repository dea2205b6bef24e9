import Console
import Places
import Vocabulary

/// The program: reads the command line, runs one verb, and gives its exit status.
public enum Entry {
    /// Runs what the words after the program's name ask for.
    ///
    /// Data goes to standard output, everything else to standard error.
    public static func run(_ words: [String]) -> Int32 {
        let asked: Invocation
        do {
            asked = try Grammar.bedplate.parse(words)
        } catch {
            complain(Voice().error(error))
            return ExitStatus.usage.rawValue
        }
        let session = Session(asked: asked)
        do {
            return try verb(asked.command)(session).rawValue
        } catch {
            session.live.erase()
            for other in error.others { complain(session.voice.error(other)) }
            complain(session.voice.error(error.message, hint: error.hint))
            return error.status.rawValue
        }
    }

    private static func complain(_ line: String) {
        try? PersonalFiles.write(Array((line.hasSuffix("\n") ? line : line + "\n").utf8), to: 2)
    }

    /// The verb of a name; the grammar has already refused unknown ones.
    private static func verb(_ name: String) -> (Session) throws(Failure) -> ExitStatus {
        switch name {
        case "scan": ScanCommand.run
        case "show": ShowCommand.run
        case "explain": ExplainCommand.run
        case "graph": GraphCommand.run
        case "impact": ImpactCommand.run
        case "holes": HolesCommand.run
        case "plan": PlanCommand.run
        case "check": CheckCommand.run
        case "approve": ApproveCommand.run
        case "trust": TrustCommand.run
        case "diff": DiffCommand.run
        case "log": LogCommand.run
        case "history": HistoryCommand.run
        case "doctor": DoctorCommand.run
        case "completions": CompletionsCommand.run
        case "drill": DrillCommand.run
        case "migrate": MigrateCommand.run
        case "resume": ResumeCommand.run
        case "confirm": ConfirmCommand.run
        case "rollback": RollbackCommand.run
        case "retire": RetireCommand.run
        case "status": StatusCommand.run
        case "unlock": UnlockCommand.run
        default: HelpCommand.run
        }
    }
}
