import Formats

extension SecretShapes {
    /// A provider's prefix, with where its first `-` or `_` stands in it.
    struct KnownPrefix {
        let kind: String
        let prefix: [UInt8]
        let length: Int
        let separator: Int
    }

    /// The prefixes whose first separator is the second byte and stands behind the first byte.
    static func prefixes(at letter: UInt8, _ separator: UInt8) -> [KnownPrefix] {
        (separator == UInt8(ascii: "-") ? behindDash : behindUnderscore)[Int(letter)]
    }

    private static let behindDash = byLetter(UInt8(ascii: "-"))
    private static let behindUnderscore = byLetter(UInt8(ascii: "_"))

    private static func byLetter(_ separator: UInt8) -> [[KnownPrefix]] {
        var table = [[KnownPrefix]](repeating: [], count: 256)
        for known in prefixes {
            guard let index = known.prefix.firstIndex(of: separator), index > 0 else { continue }
            table[Int(known.prefix[index - 1])].append(
                KnownPrefix(
                    kind: known.kind, prefix: known.prefix, length: known.length, separator: index))
        }
        return table
    }

    /// Whether some word of a credential's key may begin in the bytes, in either case: told by
    /// three letters, so that most names are settled without a copy.
    static func mayBeKey(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index + 2 < end {
            let code = letters(bytes[index], bytes[index + 1], bytes[index + 2])
            if beginnings[code >> 6] & (1 << UInt64(code & 63)) != 0 { return true }
            index += 1
        }
        return false
    }

    /// Three letters by their low five bits, which both cases share.
    private static func letters(_ one: UInt8, _ two: UInt8, _ three: UInt8) -> Int {
        Int(one & 31) << 10 | Int(two & 31) << 5 | Int(three & 31)
    }

    /// A bit for each three letters that begin a word of a credential's key.
    private static let beginnings: [UInt64] = {
        var table = [UInt64](repeating: 0, count: 512)
        for word in keyWords where !keyWords.contains(where: { $0 != word && word.holds($0) }) {
            let code = letters(word[0], word[1], word[2])
            table[code >> 6] |= 1 << UInt64(code & 63)
        }
        return table
    }()
}
