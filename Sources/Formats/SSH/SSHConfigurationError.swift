/// Where a line of a client's configuration stands and what is wrong with it.
public struct SSHConfigurationError: Error, Hashable, Sendable {
    /// The file as it was named.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// What is wrong, lower case, no full stop.
    public let what: String

    /// A fault at a line of a file.
    public init(file: String, line: Int, what: String) {
        self.file = file
        self.line = line
        self.what = what
    }

    /// The fault with its place: `FILE:LINE: WHAT`.
    public var message: String { "\(file):\(line): \(what)" }
}
