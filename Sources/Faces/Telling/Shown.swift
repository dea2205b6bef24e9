public import Vocabulary

/// Names as they may stand on a terminal or in a document of one line: nothing in them moves the
/// cursor, breaks the line or turns the direction of writing around.
public enum Shown {
    /// Text with such characters written out, as `\n`, `\x1b` or `\u{202e}`.
    public static func text(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnfit) else { return text }
        var out = ""
        for scalar in text.unicodeScalars { append(scalar, to: &out) }
        return out
    }

    /// A path likewise; bytes that are not UTF-8 as `\xNN`.
    public static func path(_ path: PathBytes) -> String {
        guard path.isLossy else { return text(path.text) }
        var out = ""
        var parser = Unicode.UTF8.ForwardParser()
        var bytes = path.bytes.makeIterator()
        var index = 0
        while true {
            switch parser.parseScalar(from: &bytes) {
            case .valid(let encoded):
                append(Unicode.UTF8.decode(encoded), to: &out)
                index += encoded.count
            case .error(let length):
                for byte in path.bytes[index..<index + length] { append(byte: byte, to: &out) }
                index += length
            case .emptyInput: return out
            }
        }
    }

    /// The text, cut with an ellipsis where it is longer than `width` characters.
    public static func cut(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(max(width - 1, 0)) + "…"
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout String) {
        switch scalar {
        case "\n": out += "\\n"
        case "\r": out += "\\r"
        case "\t": out += "\\t"
        case _ where !isUnfit(scalar): out.unicodeScalars.append(scalar)
        case _ where scalar.isASCII: append(byte: UInt8(scalar.value), to: &out)
        default: out += "\\u{\(String(scalar.value, radix: 16))}"
        }
    }

    private static func append(byte: UInt8, to out: inout String) {
        out += "\\x" + Hexadecimal.text([byte])
    }

    /// Controls, line and paragraph separators, and the marks that change direction
    /// (Unicode Standard Annex 9, section 2).
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069,
            0xFEFF:
            true
        default: false
        }
    }
}
