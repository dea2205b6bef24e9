import Formats

/// Lines of programs and scripts that hand a text to a model.
enum PromptLines {
    /// Whether a line, lower case, passes a text under a name that asks for a prompt.
    static func asks(_ line: String) -> Bool {
        ["system_prompt", "system-prompt", "systemprompt"].contains { line.contains($0) }
            || line.split(separator: " ").contains { word in
                word.first == "-" && words.contains { word.contains($0) }
            }
    }

    /// Whether a line of a program gives a name that asks for a prompt what it reads from a file:
    /// `SYSTEM = VOICE + Path("var/kept.md").read_text()`, `const CREED: &str = include_str!("a.md")`.
    static func readsInto(_ line: String) -> Bool {
        guard let sign = line.firstIndex(of: "="), line[..<sign].utf8.count < 80,
            reads.contains(where: { line[sign...].contains($0) })
        else { return false }
        let name =
            line[..<sign].split { $0 == ":" }.first?
            .split { !($0.isLetter || $0.isNumber || $0 == "_") }.last ?? ""
        return name.split(separator: "_").contains { part in
            into.contains { part.hasPrefix($0) } || into.contains { part.hasSuffix($0) }
        }
    }

    /// Whether a line of a program says to people, not to a model, what it reads.
    static func answersPeople(_ line: String) -> Bool { answers.contains { line.contains($0) } }

    private static let answers = [
        "reply_text(", "reply_html(", "reply_markdown", "send_message(", "sendmessage(", ".reply(",
        "message.answer(", "res.send(", "ctx.send(", "channel.send(",
    ]

    private static let reads = [
        "read", "open(", "include_str", "slurp", "load(", "file_get_contents", "readfile", "cat ",
    ]
    private static let into = [
        "prompt", "system", "persona", "instruction", "soul", "character", "creed", "preamble",
    ]

    private static let words = [
        "prompt", "system", "persona", "instruction", "soul", "character", "consign", "anweisung",
        "istruzion", "polecen", "voice", "voix", "stimme", "brief", "manner", "rules", "regle",
        "regeln", "tone", "charter",
    ]

    /// Whether a line, lower case, sends output to the word: `>> word`.
    static func redirects(_ line: String, to word: String) -> Bool {
        guard let at = line.firstRange(of: word.lowercased()) else { return false }
        return line[..<at.lowerBound].suffix(4).contains(">")
    }

    /// Whether a line gives a path a name through which the program writes elsewhere:
    /// `BOOK = HERE / "daybook"`, and then `BOOK.open("a")`.
    static func writesThrough(_ line: String, in program: [UInt8]) -> Bool {
        guard let sign = line.firstIndex(of: "="), sign != line.startIndex,
            let name = line[..<sign].split(whereSeparator: { !isOfName($0) }).last, name.count > 2
        else { return false }
        return writes.contains { program.holds(Array((name + $0).utf8)) }
            || openings.contains { program.holds(Array(("open(" + name + $0).utf8)) }
    }

    private static func isOfName(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    private static let writes = [
        ".open(\"a", ".open('a", ".open(\"w", ".open('w", ".write_", ".unlink(",
    ]
    private static let openings = [", \"a", ", 'a", ", \"w", ", 'w"]
}
