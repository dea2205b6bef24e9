/// Words of a text, whether its script has spaces between them or not.
enum WordCount {
    /// How many words stand in a text; two characters count as one where the script joins them.
    static func of(_ text: some StringProtocol) -> Int {
        text.split(whereSeparator: \.isWhitespace).reduce(0) { sum, word in
            let joined = word.unicodeScalars.count(where: isJoined)
            return sum + (joined > 0 ? max(1, joined / 2) : 1)
        }
    }

    /// Whether words are written with it and no space between: Han, kana, Thai, Lao, Burmese,
    /// Khmer (blocks of the Unicode standard).
    static func isJoined(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0x20000...0x2FA1F:
            true
        default: false
        }
    }

    /// Whether it belongs to running text: a letter, a blank, or the stops of those scripts.
    static func isOfText(_ character: Character) -> Bool {
        character.isLetter || character.isWhitespace
            || character.unicodeScalars.first.map {
                (0x3000...0x303F).contains($0.value) || (0xFF00...0xFF65).contains($0.value)
            } == true
    }
}
