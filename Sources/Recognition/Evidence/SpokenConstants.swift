/// Constants of a program that hold what is said to a model, whatever they are called:
/// `EVENING = "It is eight. Say good evening, then …"`.
enum SpokenConstants {
    /// What such a text begins with where it speaks to its reader outright.
    static let firstWords = ["\"You ", "'You ", "`You "]

    /// The text that a line gives a constant, where it is prose that tells somebody what to do;
    /// nil where it is not.
    ///
    /// - Parameter following: the lines after it, joined.
    static func text(of line: Substring, _ following: String) -> String? {
        guard let sign = line.prefix(60).firstIndex(of: "="), isConstant(line[..<sign]) else {
            return nil
        }
        let value = (line[sign...].dropFirst() + " " + following).drop {
            " (fr\"'`\\".contains($0)
        }
        let own = String(value.prefix { !"\"`".contains($0) })
        guard own.split(whereSeparator: \.isWhitespace).count >= 15, own.first?.isLetter == true,
            TextSigns.isProse(own), !own.contains("<"), !own.contains("%s")
        else { return nil }
        let words = own.lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init)
        return words.contains { orders.contains($0) } ? own : nil
    }

    /// Whether a text speaks to its reader as to somebody with a task: `You guard the groups`.
    static func isToReader(_ text: String) -> Bool {
        text.hasPrefix("You ") && AddressSigns.opensToReader(text)
    }

    /// Whether what stands before the sign is one name in capitals that is not one of a help text.
    private static func isConstant(_ before: Substring) -> Bool {
        let words = before.split { " :".contains($0) }.filter {
            !["const", "let", "var", "export", "static", "final", "str", "string", "public"]
                .contains($0.lowercased())
        }
        guard words.count == 1, let name = words.first, name.count > 2,
            name.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" })
        else { return false }
        return !name.split(separator: "_").contains { explaining.contains(String($0)) }
    }

    /// Parts of names of constants that speak to people, or to a machine.
    private static let explaining: Set<String> = [
        "HELP", "USAGE", "DESCRIPTION", "DESC", "DOC", "DOCS", "LICENSE", "EPILOG", "ERROR",
        "MESSAGE", "MSG", "WARNING", "SCHEMA", "SQL", "QUERY", "HTML", "CSS", "WELCOME", "GREETING",
        "BANNER", "ABOUT", "NOTE", "NOTICE", "LABEL", "TITLE", "TEXT", "FAQ", "REPLY", "ANSWER",
        "DISCLAIMER", "FOOTER", "HEADER", "EXAMPLE", "FIXTURE", "EXPECTED", "COMMENT",
    ]

    /// Words by which somebody is told what to do and what not.
    private static let orders: Set<String> = [
        "never", "always", "don't", "say", "ask", "tell", "answer", "reply", "mention", "write",
        "keep", "avoid", "must", "you", "your", "nie", "immer", "jamais", "toujours", "nunca",
        "siempre", "sempre", "mai", "nooit", "altijd", "aldrig", "nigdy", "zawsze",
    ]
}
