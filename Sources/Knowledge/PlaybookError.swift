/// Where and why a declaration is not one.
public struct PlaybookError: Error, Equatable, Sendable {
    /// What was found or missing, lower case, no full stop.
    public let message: String
    /// Line, counted from 1.
    public let line: Int
    /// Column in bytes, counted from 1.
    public let column: Int

    /// An error at a place in a declaration.
    public init(message: String, line: Int, column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }
}
