import Vocabulary

/// How much a word asks for a reader's eye.
public enum Emphasis: Equatable, Sendable {
    /// Loss, or what must be answered first.
    case bad
    /// Worth a look.
    case warning
    /// What makes it the same party.
    case strong
    /// Fit to be skipped at first reading.
    case faint

    /// The emphasis of a word of the contract that stands in a column of its own: severities,
    /// classes, kinds of change. Most words have none.
    init?(word: String) {
        switch word {
        case "high", Changes.Kind.vanished.rawValue: self = .bad
        case "medium", ItemClass.unknown.rawValue: self = .warning
        case ItemClass.identity.rawValue: self = .strong
        case "low", ItemClass.convenience.rawValue: self = .faint
        default: return nil
        }
    }
}

/// Puts emphasis on single words of a text for people; layout never depends on it.
public struct Paint: Sendable {
    private let put: @Sendable (Emphasis, String) -> String

    /// A paint that writes emphasised text so.
    public init(_ put: @escaping @Sendable (Emphasis, String) -> String) {
        self.put = put
    }

    /// Leaves every word as it is.
    public static let plain = Paint { $1 }

    /// The word in its emphasis, if it has one.
    public func word(_ word: String) -> String {
        Emphasis(word: word).map { put($0, word) } ?? word
    }
}
