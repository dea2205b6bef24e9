import Console
import Execution

extension Failure {
    /// Why something could not be carried out, with the exit status that the contract has for it.
    init(_ error: ExecutionError) {
        let status: ExitStatus =
            switch error {
            case .file: .inputOutput
            case .journal, .unfit: .badData
            case .noRun: .noInput
            case .held: .busy
            case .unreachable: .unreachable
            case .refused: .notApproved
            }
        self.init(status, Voice.escaped(error.message), hint: error.hint.map(Voice.escaped))
    }

    /// What the room of execution gives, its errors as failures of a command.
    static func executing<Value>(
        _ body: () throws(ExecutionError) -> Value
    ) throws(Failure) -> Value {
        do { return try body() } catch { throw Failure(error) }
    }
}
