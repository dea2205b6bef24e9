import Console
import History
import Places

/// Why a command could not do what was asked: one line, an optional hint, and the exit status.
struct Failure: Error {
    let status: ExitStatus
    let message: String
    let hint: String?
    /// Further faults of the same kind, each told on a line of its own.
    var others: [String] = []

    init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
        self.status = status
        self.message = message
        self.hint = hint
    }

    init(_ error: HistoryError) {
        let status: ExitStatus =
            switch error {
            case .busy: .busy
            case .newer, .damaged: .badData
            case .cannotOpen: .cannotCreate
            case .failed: .inputOutput
            case .noSuchSnapshot: .noInput
            case .ambiguous: .usage
            }
        self.init(status, error.message, hint: error.hint)
    }

    /// Whatever ended work in which several rooms have a part.
    init(caught error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as HistoryError: self.init(error)
        default: self.init(.internalError, "\(error)")
        }
    }

    init(_ error: PlacesError, noInput: Bool = false) {
        self.init(noInput ? .noInput : .inputOutput, error.message)
    }

    init(creating what: String, _ error: SystemError) {
        self.init(.cannotCreate, "could not write \(what): \(error.message)")
    }
}
