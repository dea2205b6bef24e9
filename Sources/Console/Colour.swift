/// When to use colour.
public enum ColourPolicy: String, CaseIterable, Sendable {
    /// On a terminal that can show it, unless NO_COLOR says otherwise.
    case auto
    /// Always.
    case always
    /// Never.
    case never

    /// Whether output gets colour. Source: no-color.org (a NO_COLOR that is not empty counts);
    /// what a person asks for on the command line overrules it.
    public func isOn(isTerminal: Bool, environment: [String: String]) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        }
    }
}

/// The few inks of the program: each has one meaning.
public enum Ink: String, CaseIterable, Sendable {
    /// A heading or a name that matters.
    case strong = "1"
    /// Something to skip at first reading.
    case faint = "2"
    /// Loss, refusal.
    case bad = "31"
    /// Done, well.
    case good = "32"
    /// Attention.
    case warning = "33"
    /// Something to copy.
    case sample = "36"
}

/// Puts ink on text, or leaves it alone.
public struct Palette: Equatable, Sendable {
    /// Whether ink is used at all.
    public let isOn: Bool

    /// A palette.
    public init(isOn: Bool) {
        self.isOn = isOn
    }

    /// Text in an ink (ECMA-48 SGR).
    public func callAsFunction(_ ink: Ink, _ text: String) -> String {
        isOn ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
    }
}
