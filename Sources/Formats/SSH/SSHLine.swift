/// One directive of a configuration in the form of ssh_config(5): a keyword and its words.
struct SSHLine: Equatable {
    /// The keyword, lower case.
    var keyword: String
    /// Its words, quotes taken off.
    var words: [String]
    /// Everything behind the keyword, as it stands: for directives that are a command.
    var rest: String

    /// Takes a line apart; nil for an empty one or a comment.
    ///
    /// Keyword and words may be parted by white space or by one `=`; double quotes group, and a
    /// `#` that starts a word ends the line.
    init?(_ text: Substring) throws(Fault) {
        let line = text.drop { $0 == " " || $0 == "\t" }
        guard let first = line.first, first != "#" else { return nil }
        let name = line.prefix { !Self.parts.contains($0) }
        keyword = name.lowercased()
        var behind = line.dropFirst(name.count).drop { Self.space.contains($0) }
        if behind.first == "=" { behind = behind.dropFirst().drop { Self.space.contains($0) } }
        while let last = behind.last, Self.space.contains(last) { behind = behind.dropLast() }
        rest = String(behind)
        words = []
        try split(behind)
    }

    /// What is wrong with a line.
    struct Fault: Error {
        var what: String
    }

    private static let space: Set<Character> = [" ", "\t", "\r", "\u{C}"]
    private static let parts = space.union(["="])

    private mutating func split(_ text: Substring) throws(Fault) {
        var word = ""
        var isOpen = false
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
                isOpen = true
            } else if Self.space.contains(character), !isQuoted {
                if isOpen { words.append(word) }
                (word, isOpen) = ("", false)
            } else if character == "#", !isOpen {
                return
            } else {
                word.append(character)
                isOpen = true
            }
        }
        guard !isQuoted else { throw Fault(what: "a quote that does not end") }
        if isOpen { words.append(word) }
    }
}
