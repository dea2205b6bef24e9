/// One thing in a policy that is not what it should be.
public struct PolicyFault: Equatable, Sendable {
    /// What is wrong, lower case, no full stop.
    public let message: String
    /// Line, counted from 1.
    public let line: Int
    /// Column in bytes, counted from 1.
    public let column: Int

    /// A fault at a place in the text.
    public init(_ message: String, line: Int, column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }
}

/// Why a policy cannot be read: every fault, in the order of the text. Exit status 78.
public struct PolicyError: Error, Equatable, Sendable {
    /// The faults; never empty.
    public let faults: [PolicyFault]
}
