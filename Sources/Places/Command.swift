/// A program to run on a place: its argument vector, never a shell's text.
public struct Command: Hashable, Sendable {
    /// Program and arguments; the program is found along `PATH` where it has no `/`.
    public var arguments: [String]
    /// What it reads on standard input.
    public var input: [UInt8] = []
    /// The environment, `NAME=value`; nil for our own.
    public var environment: [String]?
    /// How long it may take, in milliseconds.
    public var timeout = 30_000
    /// How many bytes of each of its outputs are kept; the rest is read and dropped.
    public var outputLimit = 16 << 20
    /// Whether it stays in our own process group, so that it may ask the person at the terminal
    /// (a group in the background is stopped when it reads there: termios(3)).
    public var asksPerson = false

    /// A program with its arguments.
    public init(_ arguments: [String]) {
        self.arguments = arguments
    }
}

/// How a program ended and what it said.
public struct CommandResult: Hashable, Sendable {
    /// Why it ended.
    public enum Ending: Hashable, Sendable {
        /// By itself, with that status.
        case exited(Int32)
        /// By a signal of that number.
        case signalled(Int32)
        /// It took too long and was killed.
        case timedOut
    }

    /// Why it ended.
    public var ending: Ending
    /// Standard output, at most the limit.
    public var output: [UInt8]
    /// Standard error, at most the limit.
    public var errors: [UInt8]
    /// Whether either output was cut at the limit.
    public var isCut: Bool

    /// Whether it ended by itself with status 0.
    public var isSuccess: Bool { ending == .exited(0) }

    /// How a program ended and what it said.
    public init(ending: Ending, output: [UInt8], errors: [UInt8], isCut: Bool = false) {
        self.ending = ending
        self.output = output
        self.errors = errors
        self.isCut = isCut
    }
}
