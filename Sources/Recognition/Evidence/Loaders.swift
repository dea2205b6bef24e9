import Formats
import Vocabulary

/// Finds who loads which text: imports in instruction files, and programs that speak to a model.
struct Loaders {
    /// A text that is named, by what, and whether it is loaded, read or written there.
    struct Use {
        let path: PathBytes
        let role: Mention.Role
        let evidence: Evidence
        /// Who names it.
        let source: PathBytes
        /// Whether a program names it, and not settings or instructions.
        var isByProgram = false
        /// Whether a program reads it into what it says to a model by its name.
        var isReadInto = false

        /// Whether an instruction file takes it in whole, wherever it lies: `@notes/lasting.md`.
        var isImported: Bool { evidence.rule == "loader.import" }

        /// Whether an instruction file says that it is read every time.
        var isOrdered: Bool {
            role == .prompt && ["loader.import", "loader.instruction"].contains(evidence.rule)
        }
    }

    private let documents: any Documents
    private let byName: [String: [PathBytes]]
    private let byFolder: [String: [PathBytes]]
    private let named: NamedLines
    /// Names of settings whose listed texts an agent is built from.
    private var orders: Set<String> = []

    /// Whether an agent is known to live here, so that texts programs read may be its own.
    private let isAgentHome: Bool

    /// - Parameters:
    ///   - candidates: texts whose class would change if somebody loads or reads them.
    ///   - isAgentHome: whether something else shows that an agent lives here.
    init(_ documents: any Documents, candidates: [PathBytes], isAgentHome: Bool) {
        self.documents = documents
        self.isAgentHome = isAgentHome
        byName = Dictionary(grouping: candidates) { $0.name.text.lowercased() }
        byFolder = Dictionary(grouping: candidates) { $0.folder.name.text.lowercased() }
        named = NamedLines(Set(byName.keys).union(byFolder.keys))
    }

    /// Uses found in programs and instruction files.
    mutating func uses(in programs: [PathBytes], instructions: [PathBytes]) -> [Use] {
        guard !byName.isEmpty else { return [] }
        var budget = 6 << 20
        var found: [Use] = []
        for path in instructions {
            guard let bytes = documents.bytes(of: path) else { continue }
            found += imports(path, String(decoding: bytes, as: UTF8.self))
        }
        orders = orders(of: programs)
        for path in programs where budget > 0 {
            guard let bytes = documents.bytes(of: path), bytes.count < 256 << 10 else { continue }
            budget -= bytes.count
            found += program(path, bytes)
        }
        return found
    }

    // MARK: instruction files

    /// `@path` imports, and lines that say a text is read every time.
    private func imports(_ path: PathBytes, _ text: String) -> [Use] {
        var found: [Use] = []
        var isStandingPart = false
        for (index, line) in text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated() {
            let lower = line.lowercased()
            let isOrder = StandingOrders.isStanding(lower)
            if line.first == "#" { isStandingPart = isOrder }
            let isStanding = isOrder || isStandingPart || StandingOrders.ordersReading(lower)
            for word in PathWords.of(line) {
                let isImport = word.hasPrefix("@")
                let named = resolve(isImport ? String(word.dropFirst()) : word, near: path)
                let whole = isStanding && lower.contains("all ") ? folder(word, near: path) : []
                for target in Set(named + whole).sorted() where target != path {
                    let role: Mention.Role = isImport || isStanding ? .prompt : .document
                    let says =
                        isImport
                        ? "\(path.name.text) imports it"
                        : isStanding
                            ? "\(path.name.text) says to read it at every run"
                            : "\(path.name.text) names it"
                    found.append(
                        Use(
                            path: target, role: role,
                            evidence: Evidence(
                                .inferred, rule: isImport ? "loader.import" : "loader.instruction",
                                says: says, at: documents.locator(path, line: index + 1)),
                            source: path))
                }
            }
        }
        return found
    }

    /// Texts of a folder that a word names with a slash at its end.
    private func folder(_ word: String, near path: PathBytes) -> [PathBytes] {
        guard word.hasSuffix("/"), let name = word.split(separator: "/").last else { return [] }
        return (byFolder[name.lowercased()] ?? []).filter {
            $0.isWithin(path.folder) || $0.isWithin(path.folder.folder)
        }
    }

    // MARK: programs

    private static let writeMarks = [
        ">>", "> ", "\"w\"", "'w'", "\"a\"", "'a'", "write", "append", "tee ", "dump(", ">\"", "w+",
        "touch ", "schreib", "save",
    ]

    private func program(_ path: PathBytes, _ bytes: [UInt8]) -> [Use] {
        let lines = named.lines(of: bytes)
        guard !lines.isEmpty else { return [] }
        lazy var speaks = ModelSpeech.isIn(bytes)
        // Configuration without an ending imports much; a script says what it is in its first line.
        let isAgents = isAgentHome && (Self.isProgram(path) || bytes.starts(with: [0x23, 0x21]))
        let isSettings = Self.isSettings(path)
        let outline = isSettings ? SettingsOutline(bytes) : nil
        var found: [Use] = []
        // Folders of texts that settings name as somebody's own.
        var own: Set<PathBytes> = []
        for (index, slice) in lines {
            let line = String(decoding: slice, as: UTF8.self)
            guard line.contains(where: { "./\"'".contains($0) }) else { continue }
            let lowerLine = line.lowercased()
            let writes = Self.writeMarks.contains { lowerLine.contains($0) }
            lazy var writesThrough = !isSettings && PromptLines.writesThrough(line, in: bytes)
            let isReadInto = !isSettings && PromptLines.readsInto(lowerLine)
            let isForSelf =
                isSettings
                && (SettingKeys.askForSelf(lowerLine) || path.name.text.hasPrefix(".aider.conf")
                    || SettingKeys.askForSelf(outline?.section(above: index) ?? ""))
            lazy var isPrompt =
                isSettings
                ? isAgents
                    && SettingKeys.askForText(lowerLine + (outline?.keys(above: index) ?? ""))
                    || isForSelf || orders.contains(path.name.text)
                : !PromptLines.answersPeople(lowerLine)
                    && (speaks || isAgents || isReadInto || PromptLines.asks(lowerLine)
                        || PromptCarriers.startsAgent(Substring(line)))
            let words = PathWords.of(line)
            // Who somebody is stands in several texts, of which it may keep one itself.
            let isList = isForSelf && words.count > 1
            for word in words {
                for target in targets(of: word, lowerLine, line, near: path) {
                    let isWritten =
                        writes && isWrittenWord(word, lowerLine) || writesThrough
                    let role: Mention.Role =
                        isWritten
                        ? .output
                        : Self.configures(lowerLine, word)
                            ? .config : isPrompt ? .prompt : .document
                    let does = isWritten ? "writes" : speaks ? "loads" : "reads"
                    found.append(
                        Use(
                            path: target, role: role,
                            evidence: Evidence(
                                .inferred, rule: "loader.program",
                                says: "\(path.name.text) \(does) it",
                                at: documents.locator(path, line: index + 1)),
                            source: path, isByProgram: !isSettings || isForSelf,
                            isReadInto: isReadInto || isList))
                    if isForSelf { own.insert(target.folder) }
                }
            }
        }
        return found.map { use in
            guard own.contains(use.path.folder), use.role == .document else { return use }
            return Use(
                path: use.path, role: .prompt, evidence: use.evidence, source: path,
                isByProgram: true)
        }
    }

    /// What a word of a program's line names: a text, texts of a folder, or one put together.
    private func targets(
        of word: String, _ lowerLine: String, _ line: String, near path: PathBytes
    ) -> [PathBytes] {
        let named = resolve(word, near: path)
        let joined = named.isEmpty ? joined(word, line) : []
        return Set(named + listed(word, lowerLine, near: path) + joined).sorted()
            .filter { $0 != path }
    }

    /// Whether a command is given the word as its configuration: `--config word`.
    private static func configures(_ line: String, _ word: String) -> Bool {
        guard let at = line.firstRange(of: word.lowercased()) else { return false }
        let before = line[..<at.lowerBound].split { " =\"'".contains($0) }
        guard let flag = before.last, flag.hasPrefix("--"), !flag.contains("prompt"),
            !flag.contains("system")
        else { return false }
        return ["config", "conf", "settings", "cfg", "values", "exclude", "include", "from"]
            .contains { flag.contains($0) }
    }

    /// Settings that a program reads which speaks to a model and loads texts by their names.
    private func orders(of programs: [PathBytes]) -> Set<String> {
        var found: Set<String> = []
        for path in programs where !Self.isSettings(path) {
            guard let bytes = documents.bytes(of: path), bytes.count < 128 << 10,
                ModelSpeech.isIn(bytes)
            else { continue }
            for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            where line.contains(".toml") || line.contains(".yaml") || line.contains(".yml") {
                found.formUnion(
                    PathWords.of(line).map { PathBytes($0).name.text }.filter {
                        Self.isSettings(PathBytes($0)) && !$0.hasSuffix(".json")
                    })
            }
        }
        return found
    }

    /// Whether a name says that what bears it is run: an ending, or a word of its own.
    private static func isProgram(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        return name.contains(".") || ["makefile", "justfile", "procfile"].contains(name)
            || name.contains("cron")
    }

    private static func isSettings(_ path: PathBytes) -> Bool {
        let name = path.name.text.lowercased()
        return [".json", ".yaml", ".yml", ".toml"].contains { name.hasSuffix($0) }
    }

    /// Whether the write mark stands before the word, as `>> file` and `open(file, "a")` have it,
    /// in a line that reads nothing beside.
    private func isWrittenWord(_ word: String, _ line: String) -> Bool {
        guard !line.contains("read") || PromptLines.redirects(line, to: word) else { return false }
        guard let at = line.firstRange(of: word.lowercased()) else { return true }
        let before = line[..<at.lowerBound]
        let after = line[at.upperBound...]
        return before.suffix(4).contains(">") || before.hasSuffix("tee ")
            || before.hasSuffix("tee -a ")
            || ["\"w", "'w", "\"a", "'a"].contains { after.contains($0) } || after.contains("write")
            || before.contains("write") || after.contains("append")
    }

    // MARK: names to paths

    /// Candidates that a word names: the same path below a folder above, the same tail, or, where
    /// it holds a `*` or names a folder, everything that fits.
    private func resolve(_ word: String, near path: PathBytes) -> [PathBytes] {
        var text = word
        for prefix in ["./", "~/", "$HOME/", "@"] where text.hasPrefix(prefix) {
            text = String(text.dropFirst(prefix.count))
        }
        if let slash = text.firstIndex(of: "/"), text.first == "$" {
            text = String(text[text.index(after: slash)...])
        }
        while text.first == "/" { text.removeFirst() }
        guard let last = text.split(separator: "/").last.map({ $0.lowercased() }) else { return [] }
        if last.contains("*") { return fitting(text, near: path) }
        guard let named = byName[last] else { return [] }
        let tail = PathBytes("/" + text)
        if text.contains("/") {
            let exact = named.filter { $0.bytes.hasSuffix(tail.bytes) }
            return exact.isEmpty ? sharingTail(text, named, near: path) : exact
        }
        let beside = named.filter { $0.folder == path.folder }
        if !beside.isEmpty { return beside }
        let near = named.filter {
            $0.isWithin(path.folder) || path.isWithin($0.folder)
                || $0.folder.folder == path.folder.folder
        }
        if near.isEmpty, named.count == 1, isFolderNamed(named[0].folder, in: path) { return named }
        guard near.isEmpty, named.count == 1, let project = ProjectFolder.of(path) else {
            return near
        }
        return named.filter { $0.isWithin(project) }
    }

    /// Whether a program names a folder as part of a path: `../content/${name}`.
    private func isFolderNamed(_ folder: PathBytes, in program: PathBytes) -> Bool {
        let name = folder.name.text
        guard name.count > 2, !Self.isSettings(program), let bytes = documents.bytes(of: program)
        else { return false }
        return ["/\(name)/", "\"\(name)/", "'\(name)/", "\"\(name)\"", "'\(name)'"].contains {
            bytes.holds(Array($0.utf8))
        }
    }

    /// The one candidate of that name whose folder the line names too: `DATA / "mind" / "core.md"`.
    private func joined(_ word: String, _ line: String) -> [PathBytes] {
        guard !word.contains("/"), let named = byName[word.lowercased()] else { return [] }
        let fitting = named.filter { path in
            let folder = path.folder.name.text
            return folder.count > 2
                && (line.contains("\"\(folder)\"") || line.contains("'\(folder)'"))
        }
        return fitting.count == 1 ? fitting : []
    }

    /// Candidates that share at least the last two names with a path of the running place.
    private func sharingTail(_ text: String, _ named: [PathBytes], near path: PathBytes)
        -> [PathBytes]
    {
        let segments = text.split(separator: "/")
        for count in stride(from: segments.count - 1, through: 2, by: -1) {
            let tail = Array(("/" + segments.suffix(count).joined(separator: "/")).utf8)
            let found = named.filter { $0.bytes.hasSuffix(tail) }
            if !found.isEmpty { return found }
        }
        return named.filter { $0.folder == path.folder }
    }

    /// Texts of a folder that a line goes through: `glob`, `listdir` and their like.
    private func listed(_ word: String, _ line: String, near path: PathBytes) -> [PathBytes] {
        let marks = ["glob", "listdir", "iterdir", "readdir", "*.", "os.walk", "scandir", "dir["]
        guard marks.contains(where: { line.contains($0) }),
            let name = word.lowercased().split(separator: "/").last(where: { !$0.contains("*") })
        else { return [] }
        return (byFolder[String(name)] ?? []).filter {
            $0.isWithin(path.folder) || $0.isWithin(path.folder.folder)
        }
    }

    private func fitting(_ pattern: String, near path: PathBytes) -> [PathBytes] {
        let parts = pattern.split(separator: "/").map { Array($0.lowercased().utf8) }
        guard parts.count >= 2 else { return [] }
        return byName.values.joined().filter { candidate in
            let segments = candidate.bytes.split(separator: UInt8(ascii: "/")).suffix(parts.count)
            guard segments.count == parts.count,
                candidate.isWithin(path.folder) || candidate.isWithin(path.folder.folder)
            else { return false }
            return zip(segments, parts).allSatisfy {
                NameIndex.fits(Array(String(decoding: $0, as: UTF8.self).lowercased().utf8), $1)
            }
        }
    }
}
