internal import Vocabulary

/// A quoted string of a JSON text, its escapes resolved.
enum JSONText {
    /// Reads from the quote at the cursor to the same quote.
    static func read(from cursor: inout TextCursor) throws(FormatError) -> String {
        let quote = cursor.current
        cursor.advance()
        var out: [UInt8] = []
        while let byte = cursor.current {
            if byte == quote {
                cursor.advance()
                return String(decoding: out, as: UTF8.self)
            }
            switch byte {
            case UInt8(ascii: "\\"): try escape(from: &cursor, into: &out)
            case 0..<0x20 where byte != 0x09:
                throw cursor.error("a control character in a string")
            default:
                out.append(byte)
                cursor.advance()
            }
        }
        throw cursor.error("the string does not end")
    }

    private static func escape(
        from cursor: inout TextCursor, into out: inout [UInt8]
    ) throws(FormatError) {
        guard let byte = cursor.peek(1) else { throw cursor.error("the string does not end") }
        if byte == UInt8(ascii: "u") {
            out.append(contentsOf: String(try scalar(from: &cursor)).utf8)
            return
        }
        guard let meant = meaning(byte) else { throw cursor.error("unknown escape") }
        out.append(contentsOf: meant)
        cursor.advance(2)
    }

    /// What a backslash before a byte stands for; a line break it takes away (JSON5).
    private static func meaning(_ byte: UInt8) -> [UInt8]? {
        switch byte {
        case UInt8(ascii: "b"): [0x08]
        case UInt8(ascii: "f"): [0x0C]
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "t"): [0x09]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"): [byte]
        case 0x0A: []
        default: nil
        }
    }

    /// A `\u` escape, its surrogate pair joined; a lone surrogate is U+FFFD.
    private static func scalar(from cursor: inout TextCursor) throws(FormatError) -> Unicode.Scalar
    {
        let high = try unit(from: &cursor)
        guard (0xD800..<0xDC00).contains(high), cursor.starts(with: "\\u") else {
            return Unicode.Scalar(high) ?? "\u{FFFD}"
        }
        let before = cursor
        let low = try unit(from: &cursor)
        guard (0xDC00..<0xE000).contains(low) else {
            cursor = before
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private static func unit(from cursor: inout TextCursor) throws(FormatError) -> UInt32 {
        let start = cursor.index + 2
        guard start + 4 <= cursor.bytes.count,
            let digits = Hexadecimal.bytes(
                String(decoding: cursor.bytes[start..<start + 4], as: UTF8.self)),
            digits.count == 2
        else { throw cursor.error("expected four hexadecimal digits") }
        cursor.advance(6)
        return UInt32(digits[0]) << 8 | UInt32(digits[1])
    }
}
