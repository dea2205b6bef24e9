import Formats

/// What a text says about whom it speaks to: a party that it makes into somebody.
enum AddressSigns {
    /// Whether a text begins by telling its reader who it is: `You are Wick`, `Du bist der Wart`.
    static func isPersona(_ text: String) -> Bool {
        // Capitals beyond ASCII are not looked for at a glance.
        guard openingWords.isFound(in: text.utf8) || text.utf8.contains(where: { $0 >= 0x80 })
        else { return false }
        let head = text.prefix(600)
        let lower = head.lowercased()
        let bytes = Array(lower.utf8)
        return openings.contains { opening in
            guard bytes.holds(Array(opening.utf8)), let range = lower.firstRange(of: opening)
            else { return false }
            let offset = lower.distance(from: lower.startIndex, to: range.upperBound)
            let rest = head.dropFirst(offset)
            if rest.first?.isUppercase == true { return true }
            // `You are Wick`, `you are the keeper`, `you are old Wick`.
            let words = rest.split(whereSeparator: \.isWhitespace).prefix(2)
            return words.first.map { articles.contains($0.lowercased()) } ?? false
                || words.count == 2 && words[0].allSatisfy(\.isLetter)
                    && words[1].first?.isUppercase == true
        }
    }

    private static let openingWords = WordFinder(openings, ignoringCase: true)

    /// How texts begin that make their reader into somebody, in small letters.
    static let openings = [
        "you are ", "you're ", "your name is ", "your role is ", "act as ", "speak as ",
        "du bist ", "sie sind ", "tu es ", "vous êtes ", "você é ", "tu és ", "eres ", "usted es ",
        "tu sei ", "jesteś ", "je bent ", "jij bent ", "u bent ", "du är ", "du er ", "ty jsi ",
        "olet ",
    ]

    private static let articles: Set<String> = [
        "a", "an", "the", "my", "our", "called", "named", "not", "der", "die", "das", "ein", "eine",
        "kein", "le", "la", "un", "une", "el", "una", "o", "um", "uma", "il", "lo", "de", "het",
        "een", "en", "ett", "et",
    ]

    /// Whether a text opens with its reader: headings aside, its first words are `You speak`,
    /// `Your task`, or it makes the reader into somebody.
    static func opensToReader(_ text: String) -> Bool {
        if isPersona(text) { return true }
        let first = firstLine(of: text) { line in
            line.contains(where: \.isLetter) && line.first != "#" && line.first != "-"
        }
        guard let words = first?.split(separator: " ").prefix(2), words.count == 2 else {
            return false
        }
        if words[0] == "Your" { return ["job", "task", "role"].contains(words[1]) }
        let isVerb = words[1].allSatisfy(\.isLetter) && !["have", "will", "can"].contains(words[1])
        return words[0] == "You" && isVerb
    }

    /// The first line of a text that something is true of.
    private static func firstLine(
        of text: String, where isWanted: (Substring) -> Bool
    ) -> Substring? {
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.utf8.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
            let line = rest[..<end]
            if isWanted(line) { return line }
            rest = end < rest.endIndex ? rest[rest.utf8.index(after: end)...] : ""
        }
        return nil
    }

    /// A text without the settings between dashes that stand before it.
    static func withoutHeading(_ text: String) -> String {
        guard text.hasPrefix("---\n"), let end = text.dropFirst(4).firstRange(of: "\n---") else {
            return text
        }
        return String(text[end.upperBound...])
    }

    /// Whether a text's name says that it tells who an agent's people are.
    static func tellsOfPeople(_ name: String) -> Bool {
        let parts = name.lowercased().split(separator: ".")
        guard parts.count == 2, ["yml", "yaml", "md", "txt"].contains(String(parts[1])) else {
            return false
        }
        return people.contains(String(parts[0]))
    }

    private static let people: Set<String> = [
        "people", "persons", "family", "household", "profile", "profil", "perfil", "profilo",
        "owner", "owners", "humans", "leute",
        "menschen",
        "familie", "personen", "personnes", "gens", "famille", "personas", "familia", "pessoas",
        "persone", "famiglia", "osoby", "ludzie", "rodzina", "mensen", "manniskor", "familj",
    ]

    /// Whether a document's values speak to or of somebody in sentences, rather than set something.
    static func holdsProse(_ node: Node, key: String = "") -> Bool {
        if let text = node.string {
            return !explains(key) && TextSigns.isProse(text)
        }
        return node.elements.contains { holdsProse($0, key: key) }
            || node.members.contains { holdsProse($0.value, key: $0.key) }
    }

    /// Whether a key's sentences are for the reader of the settings, or for a shell.
    static func explains(_ key: String) -> Bool { plain.contains(key.lowercased()) }

    private static let plain: Set<String> = [
        "description", "comment", "help", "title", "summary", "name", "note", "notes", "label",
        "labels", "msg", "when", "run", "command", "shell", "cmd", "script", "test", "why",
        "reason", "error", "text", "examples", "doc", "docs",
    ]
}
