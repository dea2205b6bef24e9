/// How a command ended, in the one table that every help page shows.
///
/// The numbers from 64 up are those of sysexits(3); 130 is 128 and the number of SIGINT.
public enum ExitStatus: Int32, CaseIterable, Sendable {
    /// It did what was asked.
    case done = 0
    /// It answered "no": different, stale, threshold reached.
    case no = 1
    /// It did what it could and lists what is missing.
    case incomplete = 3
    /// The command line was wrong.
    case usage = 64
    /// What it was given to read is not what it should be.
    case badData = 65
    /// What it was to read is not there.
    case noInput = 66
    /// A place could not be reached.
    case unreachable = 69
    /// A fault of this program.
    case internalError = 70
    /// The output cannot be made.
    case cannotCreate = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// The history or a host is in use by another run.
    case busy = 75
    /// It waits for a person.
    case waiting = 76
    /// It is not approved.
    case notApproved = 77
    /// The policy cannot be read.
    case badPolicy = 78
    /// A person stopped it.
    case interrupted = 130

    /// What the status says, as help pages put it.
    public var meaning: String {
        switch self {
        case .done: "done"
        case .no: "the answer is no"
        case .incomplete: "done but incomplete; the gaps are listed"
        case .usage: "the command line is wrong"
        case .badData: "bad input data"
        case .noInput: "no such input"
        case .unreachable: "a place could not be reached"
        case .internalError: "internal error"
        case .cannotCreate: "cannot create the output"
        case .inputOutput: "reading or writing failed"
        case .busy: "the history or a host is busy"
        case .waiting: "waiting for a person"
        case .notApproved: "not approved"
        case .badPolicy: "bad policy"
        case .interrupted: "interrupted"
        }
    }

    /// Every command can end so.
    static let common: [ExitStatus] = [.done, .usage, .internalError, .inputOutput, .interrupted]
}
