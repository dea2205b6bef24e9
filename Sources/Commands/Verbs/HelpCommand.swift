import Console
import Places
import Vocabulary

/// `bedplate help`: explains a command, or lists them all.
enum HelpCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        let width = min(Surroundings.columns(1) ?? 80, 100)
        do {
            try session.print(
                Grammar.bedplate.page(for: session.asked, version: Tool.version, width: width))
        } catch let error as UsageError {
            throw Failure(.usage, error.message, hint: error.hint)
        } catch let error as Failure {
            throw error
        } catch {
            throw Failure(.internalError, "\(error)")
        }
        return .done
    }
}

/// `bedplate completions`: a shell's completion script.
enum CompletionsCommand {
    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        guard let shell = session.asked.operand(0),
            let script = Grammar.bedplate.completions(for: shell)
        else {
            throw Failure(
                .usage, "completions for which shell?",
                hint: "bash, zsh or fish")
        }
        try session.print(script)
        return .done
    }
}
