import Formats
import Vocabulary

extension TextMarks {
    /// The first bytes of a text that tell who wrote it.
    static let opening = 64 << 10

    /// The marks of a whole text of that form.
    init(_ form: TextForm, _ bytes: Span<UInt8>) {
        var marks: TextMarks = form == .other ? [] : .known
        switch form {
        case .program: if Self.programWords.isFound(in: bytes) { marks.insert(.speaks) }
        case .script: if Self.scriptWords.isFound(in: bytes) { marks.insert(.speaks) }
        case .seed: if PromptSeeds.words.isFound(in: bytes) { marks.insert(.speaks) }
        case .json, .yaml, .toml: marks.formUnion(Self.settings(form, bytes))
        case .other: break
        }
        self = marks
    }

    private static func settings(_ form: TextForm, _ bytes: Span<UInt8>) -> TextMarks {
        var marks = words(bytes)
        let opening = bytes.extracting(first: opening)
        if form == .json {
            if TextSigns.isBookkeeping(opening) { marks.insert(.books) }
        } else {
            marks.formUnion(moments(opening))
        }
        return marks
    }

    /// What the words of settings leave possible: one look tells that most hold none that counts.
    private static func words(_ bytes: Span<UInt8>) -> TextMarks {
        let isPlain = PromptCarriers.isPlain(bytes)
        guard settingsWords.isFound(in: bytes) else { return isPlain ? [] : .speaks }
        var marks: TextMarks = isPlain ? [] : .speaks
        if isPlain, PromptCarriers.asksPlainly(bytes) { marks.insert(.speaks) }
        if AccountCarriers.words.isFound(in: bytes) { marks.insert(.account) }
        if toolWords.isFound(in: bytes) { marks.insert(.toolServers) }
        if imageWords.isFound(in: bytes), serviceWords.isFound(in: bytes) {
            marks.insert(.services)
        }
        return marks
    }

    /// What the moments in settings say, where nothing else put them there.
    static func moments(_ opening: Span<UInt8>) -> TextMarks {
        guard TextSigns.holdsDate(opening) else { return [] }
        let bytes = [UInt8](filled: opening.count) { opening[$0] }
        let count = TextSigns.moments(bytes[...])
        guard count > 0, !TextSigns.isStamped(bytes[...]) else { return [] }
        return count > 1 ? [.moment, .moments] : .moment
    }

    private static let toolWords = WordFinder(["mcp"])
    private static let imageWords = WordFinder(["image:"])
    private static let serviceWords = WordFinder(["services:"])
    private static let settingsWords = WordFinder(
        PromptCarriers.askingWords
            + (AccountCarriers.firstWords + ["mcp", "image:"]).map { $0.lowercased() },
        ignoringCase: true)
    private static let programWords = WordFinder(
        PromptLiterals.firstWords + PromptCarriers.agents.sorted())
    private static let scriptWords = WordFinder(
        PromptCarriers.agents.sorted() + ["<string>"] + PromptLiterals.openings
            + PromptLiterals.constants)
}

/// What the name of a text lets one look for in it.
enum TextForm {
    case program, script, json, yaml, toml, seed
    /// Whatever else: nothing is told of it beforehand.
    case other

    /// The form of a file of that name.
    init(name: Span<UInt8>) {
        self = .other
        guard let form = Self.byEnding[Self.ending(name)] else { return }
        let lower = [UInt8](filled: name.count) { Self.lower(name[$0]) }
        guard !lower.contains(where: { $0 >= 0x80 }), !lower.holds(Self.cron),
            !lower.starts(with: Self.model)
        else { return }
        self = form
    }

    /// The last bytes of a name from its last dot on, lower case, as one number; 0 where that is
    /// no ending of at most eight bytes.
    private static func ending(_ name: Span<UInt8>) -> UInt64 {
        var ending: UInt64 = 0
        for back in 0..<min(8, name.count) {
            let byte = name[name.count - 1 - back]
            ending |= UInt64(lower(byte)) << UInt64(8 * back)
            if byte == UInt8(ascii: ".") { return ending }
        }
        return 0
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte + 32 : byte
    }

    private static let cron = Array("cron".utf8)
    private static let model = Array("modelfile".utf8)
    private static let byEnding: [UInt64: TextForm] = {
        var forms: [UInt64: TextForm] = [:]
        for text in PromptLiterals.endings { forms[ending(Array(text.utf8).span)] = .program }
        let others: [(String, TextForm)] = [
            (".sh", .script), (".json", .json), (".yaml", .yaml), (".yml", .yaml), (".toml", .toml),
            (".sql", .seed),
        ]
        for (text, form) in others { forms[ending(Array(text.utf8).span)] = form }
        return forms
    }()
}
