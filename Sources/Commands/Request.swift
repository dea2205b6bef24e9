/// What was asked, once the grammar has been satisfied: a verb, its options and operands.
struct Request {
    /// The verb, such as `scan`.
    let verb: String
    /// Values by long option name without dashes; a flag has one empty value.
    let options: [String: [String]]
    /// Operands in order.
    let operands: [String]

    /// Whether a flag was given.
    func has(_ option: String) -> Bool { options[option] != nil }

    /// The last value of an option.
    func value(_ option: String) -> String? { options[option]?.last }

    /// All values of an option, in order.
    func values(_ option: String) -> [String] { options[option] ?? [] }
}
