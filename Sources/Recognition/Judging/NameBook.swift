import Vocabulary

/// What names alone say, worked out once for all files of one name: `index.js` stands in a
/// thousand folders.
struct NameBook {
    /// What a name says, whatever its folder holds.
    struct Facts {
        /// The name, lower case.
        let text: String
        /// The artefacts it could be, with what the name adds to their score.
        let fitting: [(candidate: Int, score: Int)]
        /// See `NameSigns.isCopy`.
        let isCopy: Bool
        /// See `NameSigns.isSample`.
        let isSample: Bool
        /// See `NameSigns.isRecord`.
        let isRecord: Bool
        /// See `Adjustments.isSchema`.
        let isSchema: Bool
        /// Whether it has no dot.
        let isBare: Bool
        /// Whether its ending is a word that names no format: programs keep JSON under such names.
        let isRegistry: Bool
        /// See `PromptLiterals.mayStand`.
        let isSource: Bool
        /// Whether it is one of settings, schedules and scripts.
        let isCarrier: Bool
    }

    /// So many different names are kept; those beyond are taken for as good as all different.
    private static let room = 1 << 14
    private var numbers: [String: UInt32] = [:]
    private var all: [Facts] = []

    /// The number of a name; `UInt32.max` for one that is not kept.
    mutating func number(of name: ArraySlice<UInt8>, _ matcher: ArtefactMatcher) -> UInt32 {
        let text = String(decoding: name, as: UTF8.self)
        if let known = numbers[text] { return known }
        guard all.count < Self.room else { return .max }
        let number = UInt32(all.count)
        all.append(Facts(text.lowercased(), matcher))
        numbers[text] = number
        return number
    }

    /// What the name of that number says; `name` is for one that is not kept.
    func facts(
        _ number: UInt32, _ name: @autoclosure () -> ArraySlice<UInt8>, _ matcher: ArtefactMatcher
    ) -> Facts {
        guard number == .max else { return all[Int(number)] }
        return Facts(String(decoding: name(), as: UTF8.self).lowercased(), matcher)
    }
}

extension NameBook.Facts {
    /// - Parameter text: the name, lower case.
    init(_ text: String, _ matcher: ArtefactMatcher) {
        self.text = text
        fitting = matcher.fitting(text)
        isCopy = NameSigns.isCopy(text)
        isSample = NameSigns.isSample(text)
        isRecord = NameSigns.isRecord(text)
        isSchema = Adjustments.isSchema(text)
        isBare = !text.contains(".")
        let ending = text.lastIndex(of: ".").map { text[$0...].dropFirst() } ?? ""
        isRegistry = text.utf8.count < 64 && ending.count > 6 && ending.contains("_")
        isSource = PromptLiterals.mayStand(in: text)
        isCarrier =
            Self.carriers.contains(where: text.hasSuffix) || text.contains("cron")
            || text.hasPrefix("modelfile") || text.hasSuffix(".modelfile")
            || text.hasPrefix(".env") || text == "makefile" || text == "justfile"
            || PromptCarriers.isImageRecipe(text)
    }

    private static let carriers = [
        ".json", ".yaml", ".yml", ".toml", ".service", ".plist", ".sh", ".ini", ".cfg", ".conf",
        ".env", ".sql", ".properties",
    ]
}
