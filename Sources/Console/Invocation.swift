/// A command line that was understood.
public struct Invocation: Equatable, Sendable {
    /// The command's name.
    public let command: String
    /// Options by name, with every value given, in order; a flag has one empty value each time.
    public let options: [String: [String]]
    /// Words that are no options, in order.
    public let operands: [String]

    /// A command line that was understood.
    public init(command: String, options: [String: [String]] = [:], operands: [String] = []) {
        self.command = command
        self.options = options
        self.operands = operands
    }

    /// Whether an option was given.
    public func has(_ option: String) -> Bool { options[option] != nil }

    /// The value of an option, the last one where it was given twice.
    public func value(_ option: String) -> String? { options[option]?.last }

    /// All values of an option, in order.
    public func values(_ option: String) -> [String] { options[option] ?? [] }

    /// The operand at a position, counted from 0; nil where there is none.
    public func operand(_ index: Int) -> String? {
        operands.indices.contains(index) ? operands[index] : nil
    }
}

/// Why a command line was not understood: exit status 64.
public struct UsageError: Error, Equatable, Sendable {
    /// What is wrong, lower case, no full stop.
    public let message: String
    /// What to do about it.
    public let hint: String?

    /// A usage error.
    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}
