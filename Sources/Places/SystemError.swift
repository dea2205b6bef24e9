import Glibc
public import Vocabulary

/// A call of the system that failed: the one funnel through which `errno` becomes words.
public struct SystemError: Error, Hashable, Sendable {
    /// The number, as errno(3) has it.
    public let number: Int32

    /// An error of that number.
    public init(_ number: Int32) {
        self.number = number
    }

    /// The error of that symbolic name; nil for one that has none here.
    public init?(code: String) {
        guard let number = Self.known.first(where: { $0.value.code == code })?.key else {
            return nil
        }
        self.number = number
    }

    /// What the last failed call of this thread left.
    static var last: SystemError { SystemError(errno) }

    /// The symbolic name, such as `EACCES`; `E` and the number for a rare one.
    public var code: String { Self.known[number]?.code ?? "E\(number)" }

    /// What it means, lower case, no full stop.
    public var message: String { Self.known[number]?.message ?? "system error \(number)" }

    /// The problem of a path on a place.
    public func problem(place: String, path: PathBytes?) -> Problem {
        Problem(place: place, path: path, what: message, code: code)
    }

    private static let known: [Int32: (code: String, message: String)] = [
        EPERM: ("EPERM", "operation not permitted"),
        ENOENT: ("ENOENT", "no such file or folder"),
        EIO: ("EIO", "input or output error"),
        ENXIO: ("ENXIO", "no such device or address"),
        EBADF: ("EBADF", "bad file descriptor"),
        ENOMEM: ("ENOMEM", "out of memory"),
        EACCES: ("EACCES", "permission denied"),
        EEXIST: ("EEXIST", "something of that name is already there"),
        EXDEV: ("EXDEV", "on another mount"),
        ENOTDIR: ("ENOTDIR", "not a folder"),
        EISDIR: ("EISDIR", "a folder"),
        EINVAL: ("EINVAL", "not possible there"),
        ENFILE: ("ENFILE", "too many open files on this machine"),
        EMFILE: ("EMFILE", "too many open files"),
        EFBIG: ("EFBIG", "larger than the limit"),
        ENOSPC: ("ENOSPC", "no space left"),
        EROFS: ("EROFS", "read-only file system"),
        ENAMETOOLONG: ("ENAMETOOLONG", "name too long"),
        ELOOP: ("ELOOP", "a link where none may be followed"),
        ENOSYS: ("ENOSYS", "this kernel cannot do that"),
        ESTALE: ("ESTALE", "gone from its server"),
        ETIMEDOUT: ("ETIMEDOUT", "timed out"),
        ENOTCONN: ("ENOTCONN", "its file system is not connected"),
        EPIPE: ("EPIPE", "nobody reads"),
    ]
}

/// Why a place could not do what it was asked.
public enum PlacesError: Error, Equatable, Sendable {
    /// A call of the system failed on that path.
    case failed(what: String, path: PathBytes, SystemError)
    /// The path leads out of the root it must stay below.
    case outside(path: PathBytes)
    /// The file is larger than the caller takes.
    case larger(path: PathBytes, limit: Int)
    /// What is there is no regular file.
    case notAFile(path: PathBytes)
    /// The place did not let us in: no answer, no agreement, no trust.
    case unreachable(place: String, why: String, hint: String?)
    /// The place answered, then stopped, or said what nobody asked for.
    case interrupted(place: String, why: String)

    /// What went wrong, lower case, no full stop.
    public var message: String {
        switch self {
        case .failed(let what, let path, let error):
            "could not \(what) \(path.text): \(error.message)"
        case .outside(let path): "\(path.text) leads out of its root"
        case .larger(let path, let limit): "\(path.text) is larger than \(limit) bytes"
        case .notAFile(let path): "\(path.text) is no regular file"
        case .unreachable(let place, let why, _): "could not reach \(place): \(why)"
        case .interrupted(let place, let why): "lost \(place): \(why)"
        }
    }

    /// The symbolic code: that of the system where it failed.
    public var code: String {
        switch self {
        case .failed(_, _, let error): error.code
        case .outside: "outside"
        case .larger: "EFBIG"
        case .notAFile: "not-a-file"
        case .unreachable: "unreachable"
        case .interrupted: "interrupted"
        }
    }

    /// What is said of work that was told to end.
    public static let stoppedWords = "stopped before it was done"

    /// The error of a place that was being looked at when we were told to end.
    public static func stopped(_ place: String) -> PlacesError {
        .interrupted(place: place, why: stoppedWords)
    }

    /// What may help; nil where nothing is known to.
    public var hint: String? {
        if case .unreachable(_, _, let hint) = self { hint } else { nil }
    }
}
