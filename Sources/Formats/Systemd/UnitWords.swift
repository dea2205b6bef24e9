/// Splits values of unit files into words (systemd.service(5), *Command lines*): quotes group,
/// backslash escapes, `%%` is a per cent sign.
public enum UnitWords {
    /// The words of a command line or a list; specifiers stay as they are.
    public static func split(_ value: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isOpen = false
        var quote: Character?
        var escapes = false
        for character in value {
            if escapes {
                word.append(character)
                escapes = false
            } else if character == "\\" && quote != "'" {
                escapes = true
                isOpen = true
            } else if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                isOpen = true
            } else if character == " " || character == "\t" {
                if isOpen || !word.isEmpty { words.append(word) }
                (word, isOpen) = ("", false)
            } else {
                word.append(character)
            }
        }
        if isOpen || !word.isEmpty { words.append(word) }
        return words
    }

    /// A command line without the prefixes `-`, `@`, `:`, `+`, `!` of its program.
    public static func command(_ value: String) -> [String] {
        var words = split(value)
        guard let first = words.first else { return [] }
        words[0] = String(first.drop { "-@:+!".contains($0) })
        return words[0].isEmpty ? Array(words.dropFirst()) : words
    }

    /// `NAME=value` assignments of an `Environment=` line.
    public static func assignments(_ value: String) -> [(name: String, value: String)] {
        split(value).compactMap { word in
            guard let equals = word.firstIndex(of: "=") else { return nil }
            return (String(word[..<equals]), String(word[word.index(after: equals)...]))
        }
    }
}
