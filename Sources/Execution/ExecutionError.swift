public import Vocabulary

/// Why a run could not begin or go on.
public enum ExecutionError: Error, Equatable, Sendable {
    /// A file of the run could not be read or written.
    case file(path: PathBytes, why: String)
    /// The journal is not what was written: edited, cut or put in another order.
    case journal(line: Int, why: String)
    /// No run of that id, or several.
    case noRun(String)
    /// Another process, or another run, holds what this one needs.
    case held(what: String, by: String)
    /// A host did not answer.
    case unreachable(place: String, why: String)
    /// Nobody who may has allowed it.
    case refused(why: String, hint: String)
    /// The plan cannot be carried out as it is.
    case unfit(why: String)

    /// One line for a person.
    public var message: String {
        switch self {
        case .file(let path, let why): "\(path.text): \(why)"
        case .journal(let line, let why): "journal:\(line): \(why)"
        case .noRun(let what): what
        case .held(let what, let by): "\(what) is held by \(by)"
        case .unreachable(let place, let why): "\(place): \(why)"
        case .refused(let why, _): why
        case .unfit(let why): why
        }
    }

    /// What may help; nil where nothing is known to.
    public var hint: String? {
        switch self {
        case .held: "'bedplate status' tells about runs; 'bedplate unlock HOST' ends a dead claim"
        case .journal: "nothing is carried out on a record that cannot be believed"
        case .refused(_, let hint): hint.isEmpty ? nil : hint
        case .file, .noRun, .unreachable, .unfit: nil
        }
    }
}
