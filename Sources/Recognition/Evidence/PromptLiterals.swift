import Formats

/// Prompts written into a program's own source: `SYSTEM = """You are …"""`.
enum PromptLiterals {
    /// The line of the first prompt literal, counted from 1; nil where there is none.
    ///
    /// A literal counts where its name or key asks for a prompt and its text makes the reader into
    /// somebody, or where either is beyond doubt: a constant called a prompt that holds prose, or
    /// a long text that opens as `You are …`.
    static func line(in bytes: [UInt8]) -> Int? {
        guard bytes.count < 256 << 10,
            openers.isFound(in: bytes)
        else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let speaks = ModelSpeech.isIn(bytes)
        lazy var isOfModels = ModelSpeech.usesLibrary(bytes)
        for (index, line) in lines.enumerated() where mayOpen(line) {
            let following = lines[(index + 1)...].prefix(3).joined(separator: " ")
            if assigns(line), let said = SpokenConstants.text(of: line, following),
                isOfModels || SpokenConstants.isToReader(said)
            {
                return index + 1
            }
            if isConstant(line), isProse(line + " " + following) { return index + 1 }
            if opensText(line), isSpoken(lines[(index + 1)...].prefix(12)) { return index + 1 }
            guard let literal = literal(line + " " + following) else { continue }
            let isNamed = asks(line) || assigns(line)
            let enough =
                isNamed ? speaks || asks(line) ? 40 : 80 : isOfModels ? 60 : 120
            if literal.count >= enough, AddressSigns.isPersona(String(literal.prefix(120))) {
                return index + 1
            }
        }
        return nil
    }

    /// Whether a prompt may begin on a line or right below it.
    private static func mayOpen(_ line: Substring) -> Bool {
        asks(line) || assigns(line)
            || line.utf8.count < 1000
                && (opensText(line)
                    || opener.isFound(in: line.utf8)
                        && literalMarks.contains { line.contains($0) })
    }

    /// One look, before each mark is looked for.
    private static let opener = WordFinder(openings)

    /// What stands where a literal begins by speaking to its reader.
    private static let literalMarks = openings.flatMap { ["\"" + $0, "'" + $0, "`" + $0] }

    /// Whether a line ends in a mark behind which a text goes on below: `<<~TEXT`, `<<'EOF'`.
    private static func opensHeredoc(_ line: Substring) -> Bool {
        guard let at = line.firstRange(of: "<<") else { return false }
        let mark = line[at.upperBound...].drop { "~-<'\"".contains($0) }
        let name = mark.prefix { $0.isLetter || $0 == "_" }
        return name.count > 1 && name.allSatisfy { $0.isUppercase || $0 == "_" }
    }

    /// Whether a line gives a constant a text that goes on below it.
    private static func opensText(_ line: Substring) -> Bool {
        if opensHeredoc(line) { return true }
        guard let value = assigned(line) else { return false }
        return fences.contains {
            value.hasPrefix($0) && !value.dropFirst($0.count).contains($0)
        }
    }

    /// What stands around a text of several lines.
    private static let fences = ["`", "\"\"\"", "'''", "''", "[["]

    /// Whether a line of a text, before it ends, begins by making its reader into somebody.
    private static func isSpoken(_ lines: ArraySlice<Substring>) -> Bool {
        let text = lines.prefix { line in !fences.contains { line.contains($0) } }
        return text.reduce(0) { $0 + $1.count } >= 80
            && text.contains { raw in
                let line = raw.drop { $0 == " " || $0 == "\t" }
                return openings.contains { line.utf8.starts(with: $0.utf8) }
                    && AddressSigns.isPersona(String(line.prefix(60)))
            }
    }

    /// Whether a line gives a constant that is called a prompt a text of several lines.
    private static func isConstant(_ line: Substring) -> Bool {
        guard assigns(line), let sign = line.firstIndex(of: "=") else { return false }
        return line[..<sign].split { !$0.isLetter && $0 != "_" }.contains { name in
            constants.contains { name == $0 || name.hasSuffix("_" + $0) }
        }
    }

    static let constants = ["PROMPT", "SYSTEM", "PERSONA", "SOUL", "INSTRUCTIONS"]

    /// Whether what stands behind the sign is a long text of words, and nothing to be filled in.
    private static func isProse(_ text: String) -> Bool {
        guard let sign = text.firstIndex(of: "=") else { return false }
        let value = text[sign...].dropFirst().drop { " (fr\"'`\\".contains($0) }
        let own = value.prefix { !"\"`".contains($0) }
        return own.split(whereSeparator: \.isWhitespace).count >= 12
            && own.first?.isLetter == true && TextSigns.isProse(String(own))
            && !["SELECT", "INSERT", "usage:", "Usage:", "Enter "].contains { own.hasPrefix($0) }
    }

    /// Whether the source of this name may carry one: code, and no test of it.
    static func mayStand(in name: String) -> Bool {
        let isCode = endings.contains { name.hasSuffix($0) }
        return isCode && !name.hasPrefix("test_") && !name.contains("_test.")
            && !name.contains(".test.") && !name.contains(".spec.")
    }

    /// Endings of programs' sources.
    static let endings = [
        ".py", ".js", ".ts", ".mjs", ".cjs", ".tsx", ".go", ".rs", ".rb", ".php", ".java", ".kt",
        ".swift", ".cs", ".ex", ".exs", ".lua", ".pl", ".pm", ".clj", ".cljs", ".hs", ".el",
        ".lisp", ".scm", ".rkt", ".jl", ".r", ".dart", ".zig", ".scala", ".groovy", ".nim", ".cr",
        ".ml", ".fs", ".jsx", ".c", ".cc", ".cpp", ".kts", ".nix", ".gleam", ".svelte", ".vue",
    ]

    static let openings = [
        "You are ", "You're ", "Your name is ", "Your role is ", "Act as ", "Du bist ", "Tu es ",
        "Vous êtes ", "Você é ", "Eres ", "Sei ", "Tu sei ", "Jesteś ", "Je bent ", "Du är ",
        "Speak as ", "Sie sind ", "Tu és ", "Usted es ", "Jij bent ", "Du er ", "Ty jsi ", "Olet ",
    ]

    /// Without one of these there is no prompt.
    static let firstWords =
        openings + constants + SpokenConstants.firstWords + ModelSpeech.libraryMarks

    private static let openers = WordFinder(firstWords)

    private static let words = [
        "system", "prompt", "persona", "instruction", "character", "personality", "soul",
        "backstory", "preamble", "directive",
    ]

    /// Whether a line names a value that asks for a prompt, before the text itself begins.
    private static func asks(_ line: Substring) -> Bool {
        let head = line.prefix(120)
        guard let quote = head.lastIndex(where: { "\"'`".contains($0) }) ?? head.indices.last
        else { return false }
        let before = head[...quote].lowercased()
        return (head.contains("=") || head.contains(":") || head.contains("("))
            && words.contains { before.contains($0) }
    }

    /// Whether a line gives a name a text of several lines: `REFLECT = """You are …`.
    private static func assigns(_ line: Substring) -> Bool {
        guard let value = assigned(line) else { return false }
        return value.hasPrefix("\"") || fences.contains { value.hasPrefix($0) }
    }

    /// What a line gives a name, from its first quote on.
    private static func assigned(_ line: Substring) -> Substring? {
        line.prefix(60).firstIndex(of: "=").map { sign in
            line[sign...].dropFirst().drop { " (fr".contains($0) }
        }
    }

    /// The text from the first persona opening that stands right behind a quote.
    private static func literal(_ text: String) -> Substring? {
        var rest = Substring(text)
        while let at = rest.firstIndex(where: { "\"'`".contains($0) }) {
            let inside = rest[rest.index(after: at)...].drop { "\"'`\\ ".contains($0) }
            if AddressSigns.isPersona(String(inside.prefix(60))),
                openings.contains(where: { inside.utf8.starts(with: $0.utf8) })
            {
                return inside
            }
            rest = rest[rest.index(after: at)...]
        }
        return nil
    }
}
