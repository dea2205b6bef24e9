import Console
import Places
import Trust

extension Failure {
    /// Why something was not trusted, with the exit status that the contract has for it.
    init(_ error: TrustError) {
        let status: ExitStatus =
            switch error {
            case .noPlan: .noInput
            case .badPlan: .badData
            case .place(let place): place.code == "unreachable" ? .unreachable : .inputOutput
            case .noTool: .internalError
            case .badManifest, .missing, .changed, .notAFile, .unlisted: .notApproved
            case .cannotSign, .owners, .unbound, .tool, .refused: .notApproved
            case .open: .waiting
            case .usage: .usage
            }
        self.init(status, error.message, hint: error.hint)
    }

    /// What the room of trust gives, its errors as failures of a command.
    static func trusting<Value>(_ body: () throws(TrustError) -> Value) throws(Failure) -> Value {
        do { return try body() } catch { throw Failure(error) }
    }
}
