import Formats
import Vocabulary

/// What a small text says about who wrote it: a program keeping books, or a person deciding.
enum TextSigns {
    /// Whether JSON reads like bookkeeping: moments, counters, ids of things that happened.
    static func isBookkeeping(_ text: String) -> Bool {
        let moments = text.count(of: "T", between: 0x30...0x39)
        let words = [
            "\"last", "\"updated", "\"created", "\"timestamp", "\"count\"", "\"cursor", "\"offset",
            "\"seen", "\"processed", "AtMs\"", "_at\"", "\"checkpoint",
            "\"version\": 1,\n  \"entries", "\"history\"", "\"next",
        ]
        let hits = words.count { text.contains($0) }
        return moments >= 2 || hits >= 2 || hits >= 1 && moments >= 1
    }

    /// Whether a text is standing instructions to a party: second person, rules, a persona.
    static func isStandingText(_ text: String) -> Bool {
        let lower = text.lowercased()
        let marks = [
            "you are ", "your job", "you must", "never ", "always ", "du bist", "tu es ",
            "vous êtes", "você é", "eres ", "sei un", "jesteś", "jij bent", "je bent", "du är ",
        ]
        return marks.count { lower.contains($0) } >= 1
    }

    /// Whether a value is a prompt: prose of some length.
    static func isProse(_ value: String) -> Bool {
        let words = value.split(whereSeparator: \.isWhitespace)
        guard words.count >= 6 else { return false }
        let letters = value.count { $0.isLetter || $0 == " " }
        let flags = words.count {
            $0.hasPrefix("-") || $0.contains("=") || $0.contains("/") || $0.contains("$")
        }
        return letters * 10 >= value.count * 7 && flags * 4 <= words.count
    }
}

extension String {
    /// How often a character stands between two bytes of a range: `…4T0…` in moments.
    func count(of character: Unicode.Scalar, between range: ClosedRange<UInt8>) -> Int {
        let bytes = Array(utf8)
        guard bytes.count > 2 else { return 0 }
        return (1..<(bytes.count - 1)).count {
            bytes[$0] == UInt8(ascii: character) && range.contains(bytes[$0 - 1])
                && range.contains(bytes[$0 + 1])
        }
    }
}
