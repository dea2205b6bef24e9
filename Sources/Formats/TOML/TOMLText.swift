internal import Vocabulary

/// A string of a TOML text: basic or literal, of one line or several.
enum TOMLText {
    /// Reads from the quote at the cursor to the one that ends it.
    static func read(from cursor: inout TextCursor) throws(FormatError) -> String {
        let isBasic = cursor.current == UInt8(ascii: "\"")
        let isLong = cursor.starts(with: "\"\"\"") || cursor.starts(with: "'''")
        cursor.advance(isLong ? 3 : 1)
        if isLong {
            if cursor.starts(with: "\r\n") { cursor.advance() }
            _ = cursor.take("\n")
        }
        var out: [UInt8] = []
        while !ends(&cursor, isBasic: isBasic, isLong: isLong, into: &out) {
            guard let byte = cursor.current, isLong || byte != 0x0A else {
                throw cursor.error("the string does not end")
            }
            if isBasic, byte == UInt8(ascii: "\\") {
                try escape(&cursor, into: &out)
            } else {
                out.append(byte)
                cursor.advance()
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether the string ends here; up to two quotes before the last three belong to the text.
    private static func ends(
        _ cursor: inout TextCursor, isBasic: Bool, isLong: Bool, into out: inout [UInt8]
    ) -> Bool {
        let quote = isBasic ? UInt8(ascii: "\"") : UInt8(ascii: "'")
        guard cursor.current == quote else { return false }
        guard isLong else {
            cursor.advance()
            return true
        }
        var run = 0
        while run < 5, cursor.peek(run) == quote { run += 1 }
        guard run >= 3 else { return false }
        out.append(contentsOf: repeatElement(quote, count: run - 3))
        cursor.advance(run)
        return true
    }

    private static func escape(
        _ cursor: inout TextCursor, into out: inout [UInt8]
    ) throws(FormatError) {
        let sign = cursor.peek(1)
        switch sign {
        case UInt8(ascii: "u"): try scalar(&cursor, digits: 4, into: &out)
        case UInt8(ascii: "U"): try scalar(&cursor, digits: 8, into: &out)
        case 0x0A, 0x0D, 0x20, 0x09:
            cursor.advance()
            while let byte = cursor.current, [0x0A, 0x0D, 0x20, 0x09].contains(byte) {
                cursor.advance()
            }
        default:
            let simple: [UInt8: UInt8] = [
                UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
                UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27,
                UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "\\"): UInt8(ascii: "\\"),
            ]
            guard let sign, let byte = simple[sign] else { throw cursor.error("unknown escape") }
            out.append(byte)
            cursor.advance(2)
        }
    }

    private static func scalar(
        _ cursor: inout TextCursor, digits: Int, into out: inout [UInt8]
    ) throws(FormatError) {
        let start = cursor.index + 2
        let text = String(
            decoding: cursor.bytes.dropFirst(start).prefix(digits), as: UTF8.self)
        guard text.utf8.count == digits, let bytes = Hexadecimal.bytes(text),
            let scalar = Unicode.Scalar(bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        else { throw cursor.error("expected \(digits) hexadecimal digits of a character") }
        out.append(contentsOf: String(scalar).utf8)
        cursor.advance(2 + digits)
    }
}
