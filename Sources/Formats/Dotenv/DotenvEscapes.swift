/// The escapes of a double-quoted value: `\a \b \c \f \n \r \t \v \" \\ \$` and `\0` with octal.
enum DotenvEscapes {
    /// The text with its escapes resolved; `\$` becomes `$$`, which interpolation turns into `$`.
    static func expanded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                out.append(byte)
                continue
            }
            if next == UInt8(ascii: "0"), let octal = octal(&rest) {
                out.append(contentsOf: String(octal).utf8)
            } else if let meant = meaning(next) {
                out.append(contentsOf: meant)
                rest.removeFirst()
            } else {
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func meaning(_ byte: UInt8) -> [UInt8]? {
        switch byte {
        case UInt8(ascii: "a"): [0x07]
        case UInt8(ascii: "b"): [0x08]
        case UInt8(ascii: "f"): [0x0C]
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "t"): [0x09]
        case UInt8(ascii: "v"): [0x0B]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): [byte]
        case UInt8(ascii: "$"): [byte, byte]
        default: nil
        }
    }

    /// Exactly three octal digits after `0`, below 256.
    private static func octal(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar? {
        let digits = rest.dropFirst().prefix(3)
        guard digits.count == 3,
            let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
        else { return nil }
        rest = rest.dropFirst(4)
        return Unicode.Scalar(value)
    }
}
