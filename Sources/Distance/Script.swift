import Vocabulary

/// A text for the POSIX shell of a host, whatever shell its login has.
///
/// Its output is framed: a mark that nobody can know before, what the text prints, and the mark
/// again with the status. What a login prints before the first mark is passed over, and an output
/// without the second one is known to be cut.
struct Script: Sendable {
    /// The mark: 32 hexadecimal digits.
    let mark: String
    /// The text itself.
    let text: String

    /// A text that ends with the status of its last command.
    ///
    /// - Parameter then: what is run after the closing mark.
    init(_ text: String, then: String = "") {
        var generator = SystemRandomNumberGenerator()
        let words: [UInt64] = [generator.next(), generator.next()]
        mark = words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        self.text = """
            LC_ALL=C; export LC_ALL; printf '%s\\n' \(mark)
            MARK=\(mark)
            \(text)
            printf '%s:%03d\\n' \(mark) $?
            \(then)
            """
    }

    /// The line that any login shell hands to `sh`: plain characters within single quotes, every
    /// other byte as an octal escape that `printf %b` takes back.
    var line: String {
        var escaped = ""
        for byte in text.utf8 {
            if Self.plain.contains(byte) {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 8)
                escaped += "\\0" + String(repeating: "0", count: 3 - digits.count) + digits
            }
        }
        return "exec sh -c 'eval \"$(printf %b \"$0\")\"' '\(escaped)'"
    }

    private static let plain = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-./=:;,+@%|&<>(){}[]$\"*?"
            .utf8)

    /// A word of the shell that stands for these bytes, quoted.
    static func quoted(_ path: PathBytes) -> String {
        // Bytes that are no text travel as what `printf %b` makes of them, a dot kept behind so
        // that the shell does not cut off a newline at the end.
        var escaped = ""
        for byte in path.bytes {
            let digits = String(byte, radix: 8)
            escaped += "\\0" + String(repeating: "0", count: 3 - digits.count) + digits
        }
        return escaped
    }

    /// Lines that put a path into a variable.
    static func assign(_ name: String, _ path: PathBytes) -> String {
        "\(name)=$(printf %b. '\(quoted(path))'); \(name)=${\(name)%.}"
    }
}
