/// Splits a command line into words the way compose does: quotes and backslashes, no variables.
public enum ShellWords {
    /// The words; nil where a quote does not end.
    public static func split(_ text: String) -> [String]? {
        var words: [String] = []
        var word: [UInt8] = []
        var isOpen = false
        var quote: UInt8?
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                word.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                isEscaped = true
                isOpen = true
            } else if let open = quote {
                if byte == open { quote = nil } else { word.append(byte) }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                isOpen = true
            } else if [0x20, 0x09, 0x0A, 0x0D].contains(byte) {
                if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
                isOpen = false
            } else {
                word.append(byte)
                isOpen = true
            }
        }
        guard quote == nil, !isEscaped else { return nil }
        if isOpen { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}
