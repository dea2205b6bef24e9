/// What of a value may leave this room (contract: *Secrets: an allow-list*).
///
/// Programs, flags, paths, hosts with ports, addresses cut to scheme and host, small numbers, names
/// of variables, and a few plain words of the tools we know; everything else becomes `‹…›`.
public enum Redaction {
    /// What stands for a value that may not leave.
    public static let hidden = "‹…›"

    /// A command line, word by word.
    public static func command(_ words: [String]) -> [String] {
        var line = RedactedLine()
        return words.map { line.shown($0) }
    }

    /// A shell's text of one line: every command in it as a command line.
    public static func script(_ text: String) -> String {
        var line = RedactedLine()
        let parts = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }.map(String.init)
        return parts.map { part in
            if separators.contains(part) {
                line = RedactedLine()
                return part
            }
            return redirections.contains(part) ? part : line.shown(part)
        }.joined(separator: " ")
    }

    private static let separators: Set<String> = ["||", "&&", "|", ";", "!"]
    private static let redirections: Set<String> = [">", ">>", "<", "2>", "2>&1"]

    /// A variable's or key's name as it may be shown.
    public static func name(_ text: String) -> String {
        let isPlain = text.utf8.count <= 64 && text.utf8.allSatisfy { isNameByte($0) }
        return isPlain ? text : hidden
    }

    /// `scheme://host[:port]` of a URL.
    static func address(_ word: String) -> String {
        guard case .host(let host, let port)? = References.find(in: word, key: "url").first?.target,
            let scheme = References.find(in: word, key: "url").first?.scheme
        else { return hidden }
        return "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
    }

    /// Twelve or more letters and digits in a row, mixed as no word is.
    static func looksRandom(_ word: String) -> Bool {
        word.split { !$0.isLetter && !$0.isNumber }.contains { run in
            guard run.count >= 12 else { return false }
            let digits = run.count { $0.isNumber }
            let changes = zip(run, run.dropFirst()).count {
                $0.isNumber != $1.isNumber || ($0.isLowercase && $1.isUppercase)
            }
            return run.count >= 40 || (digits >= 2 && changes >= 3) || changes >= 4
        }
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        isVariableByte(byte) || "._-@+:".utf8.contains(byte)
    }

    static func isVariableByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}
