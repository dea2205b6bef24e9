public import Vocabulary

/// Why a history could not do what it was asked.
public enum HistoryError: Error, Equatable, Sendable {
    /// Another process holds it for longer than we wait.
    case busy(PathBytes)
    /// It was written by a newer version, which named a change this one does not know.
    case newer(PathBytes, migration: String)
    /// It, or the folder or key beside it, cannot be made or opened.
    case cannotOpen(PathBytes, why: String)
    /// It is no history, or damaged.
    case damaged(PathBytes, why: String)
    /// Reading or writing failed.
    case failed(what: String, why: String)
    /// Nothing answers to that reference.
    case noSuchSnapshot(String)
    /// Several snapshots begin like that.
    case ambiguous(String, [String])

    /// What went wrong, lower case, no full stop.
    public var message: String {
        switch self {
        case .busy(let path): "the history \(path.text) is busy"
        case .newer(let path, let migration):
            "the history \(path.text) is newer than this program: it has '\(migration)'"
        case .cannotOpen(let path, let why): "could not open \(path.text): \(why)"
        case .damaged(let path, let why): "\(path.text) is no sound history: \(why)"
        case .failed(let what, let why): "could not \(what): \(why)"
        case .noSuchSnapshot(let reference): "no snapshot '\(reference)'"
        case .ambiguous(let reference, let ids):
            "'\(reference)' may be any of \(ids.count) snapshots"
        }
    }

    /// What to do about it, where that is known.
    public var hint: String? {
        switch self {
        case .busy: "another bedplate is writing to it; try again"
        case .newer: "use the newer program, or another history with --history"
        case .ambiguous(_, let ids): ids.prefix(5).joined(separator: ", ")
        case .cannotOpen, .damaged, .failed, .noSuchSnapshot: nil
        }
    }
}
