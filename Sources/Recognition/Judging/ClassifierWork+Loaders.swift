import Formats
import Vocabulary

/// Texts that somebody loads.
extension ClassifierWork {
    mutating func weighLoaders(_ documents: any Documents, _ hearsay: Hearsay) {
        let cast = cast()
        let candidates = cast.candidates
        guard !candidates.isEmpty else { return }
        let isAgentHome = !cast.instructions.isEmpty || hasPrompts
        let paths = candidates.keys.sorted()
        var loaders = Loaders(documents, candidates: paths, isAgentHome: isAgentHome)
        for use in ComposedNames(documents, candidates: paths).uses(in: cast.programs) {
            guard let index = candidates[use.path],
                isPromptText(index, documents, isHanded: use.isHanded || isPlaced(use)),
                !isKeptBook(index) || use.isAskedFor
            else { continue }
            change(index, to: .identity, use.evidence)
        }
        for use in ChosenTexts(documents, candidates: paths).uses(in: cast.programs) {
            if let index = candidates[use.path] { change(index, to: .identity, use.evidence) }
        }
        let uses = loaders.uses(in: cast.programs, instructions: cast.instructions)
        let written = Set(uses.lazy.filter { $0.role == .output }.map(\.path))
        for use in uses {
            guard let index = candidates[use.path] else { continue }
            weigh(use, index, isWritten: written.contains(use.path), documents)
        }
        weighCompanions(uses.filter { !written.contains($0.path) }, candidates)
        weighPassedOver(uses, candidates)
        weighAddressed(paths, candidates, documents)
    }

    /// Whether a program goes through the folder, and a short number says which text comes when.
    private func isPlaced(_ use: ComposedNames.Use) -> Bool {
        let stem = use.path.name.text.prefix { $0 != "." }
        return use.evidence.rule == "loader.folder" && stem.count < 4
    }

    /// Texts whose class would change if somebody loads them, by path with their record, and who
    /// might.
    private struct Cast {
        var candidates: [PathBytes: Int] = [:]
        var programs: [PathBytes] = []
        var instructions: [PathBytes] = []
    }

    private func cast() -> Cast {
        var cast = Cast()
        for index in table.records.indices
        where table.records[index].type == .file && treeOf[Int(table.records[index].folder)] < 0
            && dispositions[index] == .listed
        {
            let verdict = Int(verdictOf[index])
            guard table.findings[Int(table.records[index].finding)].isText,
                !verdicts.isFixed[verdict], table.records[index].size < 512 << 10
            else { continue }
            let itemClass = verdicts.all[verdict].itemClass
            let name = String(decoding: table.name(table.records[index]), as: UTF8.self)
                .lowercased()
            let isInstruction = itemClass == .identity && name.hasSuffix(".md")
            let isProgram = cast.programs.count < 800 && isProgram(name, itemClass)
            let isCandidate =
                (itemClass != .identity || isMountedOnly(index))
                && contexts[Int(table.records[index].folder)]?.isTrial != true
                && (isLoadable(name) || SpokenValues.mayStand(in: name))
                && (isPrior[index]
                    || verdicts.all[verdict].evidence.contains { $0.rule.hasPrefix("log.") })
            guard isInstruction || isProgram || isCandidate else { continue }
            let path = table.root.appending(table.path(ofRecord: index))
            if isInstruction { cast.instructions.append(path) }
            if isProgram { cast.programs.append(path) }
            if isCandidate { cast.candidates[path] = index }
        }
        return cast
    }

    /// Judges one use of a text: loaded, written, taken as configuration or only read.
    private mutating func weigh(
        _ use: Loaders.Use, _ index: Int, isWritten: Bool, _ documents: any Documents
    ) {
        let name = use.path.name.text.lowercased()
        // Settings and tables are somebody's self only where programs read and never write them.
        if use.role == .prompt, SpokenValues.mayStand(in: name), !isLoadable(name),
            !use.isByProgram || isWritten
        {
            return
        }
        let isOfPeople = AddressSigns.tellsOfPeople(name)
        switch use.role {
        case .prompt
        where (isOfPeople || isPromptText(index, documents))
            && (!isKeptBook(index) || use.isImported || use.isReadInto
                || use.isOrdered && !isInBooks(index)
                || NameSigns.isCurated(name) || isOfPeople && !isWritten):
            change(index, to: .identity, use.evidence)
        case .document
        where use.evidence.rule == "loader.program" && !isKeptBook(index)
            && isPersona(index, documents):
            change(index, to: .identity, use.evidence)
        case .output:
            if verdicts.all[Int(verdictOf[index])].itemClass != .identity {
                add(index, use.evidence)
            }
        case .config:
            if verdicts.all[Int(verdictOf[index])].itemClass == .state {
                change(index, to: .config, use.evidence)
            }
        default: readBy(index, use.evidence)
        }
    }

    /// Settings and tables that a program reads out of a folder in which two other texts are an
    /// agent's own because programs load them: who somebody is, in another form.
    private mutating func weighCompanions(
        _ uses: [Loaders.Use], _ candidates: [PathBytes: Int]
    ) {
        var own: [PathBytes: Int] = [:]
        for (path, index) in candidates {
            let verdict = verdicts.all[Int(verdictOf[index])]
            if verdict.itemClass == .identity,
                verdict.evidence.contains(where: { $0.rule.hasPrefix("loader.") })
            {
                own[path.folder, default: 0] += 1
            }
        }
        for use in uses where use.role == .prompt && use.isByProgram {
            let name = use.path.name.text.lowercased()
            guard let index = candidates[use.path], own[use.path.folder, default: 0] >= 2,
                SpokenValues.mayStand(in: name), !NameSigns.isRecord(name), !isKeptBook(index),
                isUnsettled(verdicts.all[Int(verdictOf[index])]),
                // What names the others is the list of them.
                uses.count(where: {
                    $0.source == use.path && $0.path.folder == use.path.folder
                }) < 2
            else { continue }
            change(index, to: .identity, use.evidence)
        }
    }

    /// Notes texts that speak to their reader and that nothing was found to load.
    private mutating func weighAddressed(
        _ paths: [PathBytes], _ candidates: [PathBytes: Int], _ documents: any Documents
    ) {
        var budget = 400
        for path in paths where budget > 0 {
            guard let index = candidates[path] else { continue }
            let name = path.name.text.lowercased()
            guard verdicts.all[Int(verdictOf[index])].itemClass != .identity,
                (24..<16384).contains(table.records[index].size),
                name.hasSuffix(".md") || name.hasSuffix(".txt"), !NameSigns.isRecord(name),
                !isKeptBook(index), let bytes = documents.bytes(of: path)
            else { continue }
            budget -= 1
            guard AddressSigns.opensToReader(String(decoding: bytes.prefix(2048), as: UTF8.self))
            else { continue }
            let evidence = Evidence(
                .observed, rule: "content.addressed",
                says: "it speaks to its reader as to somebody who acts")
            // Whoever wrote it meant somebody to become that: a draft, and no record.
            if isOnlyWritten(index) {
                change(index, to: .config, evidence)
            } else {
                add(index, evidence)
            }
        }
    }

    /// Whether it is state because it is text, and for no other reason but who mounts it.
    private func isOnlyWritten(_ index: Int) -> Bool {
        let verdict = verdicts.all[Int(verdictOf[index])]
        return isPrior[index] && verdict.itemClass == .state
            && verdict.evidence.contains { $0.rule == "text.written" }
            && !verdict.evidence.contains { $0.rule == "copy.archive" }
    }

    /// Whether nothing but a form says that it is configuration.
    private func isUnsettled(_ verdict: Verdict) -> Bool {
        let settled = ["content.settings", "config.named"]
        return verdict.itemClass == .config
            && !verdict.evidence.contains { settled.contains($0.rule) }
    }

    /// Whether any text here is already known as an agent's own.
    var hasPrompts: Bool {
        table.records.indices.contains { index in
            let verdict = Int(verdictOf[index])
            return verdicts.all[verdict].itemClass == .identity
                && verdicts.all[verdict].secret != .material
                && table.findings[Int(table.records[index].finding)].isText
        }
    }

    /// Whether a name, lower case, is that of a program, a schedule or settings.
    private func isProgram(_ name: String, _ itemClass: ItemClass) -> Bool {
        guard let dot = name.lastIndex(of: ".") else {
            return name.contains("cron") || name == "makefile" || name == "justfile"
                || itemClass == .config
        }
        // A registry that holds a prompt may take further texts into it.
        let isRegistry = itemClass == .identity && name[dot...].contains("_")
        return Self.programs.contains(String(name[dot...])) || name.contains("cron") || isRegistry
    }

    private static let programs: Set<String> = [
        ".py", ".sh", ".js", ".ts", ".mjs", ".rb", ".go", ".rs", ".php", ".pl", ".lua",
        ".swift", ".java", ".kt", ".scala", ".cs", ".cpp", ".c", ".clj", ".hs", ".jl", ".dart",
        ".zig", ".groovy", ".el", ".lisp", ".scm", ".rkt", ".nu", ".vim", ".hcl", ".tsx",
        ".cjs", ".bash", ".service", ".yaml", ".yml", ".toml", ".json", ".fish", ".ex", ".awk",
    ]

    private func isLoadable(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return true }
        return !Self.unloadable.contains(String(name[dot...]))
    }

    /// Endings of source, tables, settings and what programs write: no standing text has them.
    private static let unloadable: Set<String> = [
        ".py", ".js", ".ts", ".mjs", ".cjs", ".tsx", ".jsx", ".go", ".rs", ".rb", ".php", ".java",
        ".kt", ".kts", ".swift", ".c", ".h", ".cc", ".cpp", ".hpp", ".cs", ".ex", ".exs", ".lua",
        ".pl", ".scala", ".clj", ".hs", ".sh", ".bash", ".zsh", ".fish", ".ps1", ".sql", ".html",
        ".css", ".scss", ".vue", ".json", ".json5", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml",
        ".svg", ".lock", ".env", ".conf", ".cfg", ".ini", ".properties", ".service", ".timer",
        ".socket", ".ics", ".vcf", ".eml", ".pem", ".key", ".crt", ".pub", ".po", ".ipynb", ".sum",
        ".gradle", ".erb", ".pid", ".bak", ".patch", ".diff", ".proto", ".tf", ".nix",
    ]

    /// Endings of prose and of what programs fill in.
    private static let proseEndings = [
        ".txt", ".md", ".st", ".prompt", ".jinja", ".jinja2", ".j2", ".tmpl", ".tpl", ".mustache",
        ".hbs", ".liquid",
    ]

    /// Whether a text that a program loads reads like standing text and not like a record.
    ///
    /// - Parameter isHanded: whether a program takes it whatever number names it, as of a chat.
    func isPromptText(_ index: Int, _ documents: any Documents, isHanded: Bool = false) -> Bool {
        let record = table.records[index]
        let name = String(decoding: table.name(record), as: UTF8.self).lowercased()
        let rules = verdicts.all[Int(verdictOf[index])].evidence.map(\.rule)
        if SpokenValues.mayStand(in: name) {
            return !rules.contains { $0.hasPrefix("log.") || $0 == "source.code" }
                && holdsSpeech(index, name, documents)
        }
        if rules.contains(where: {
            $0.hasPrefix("log.") || $0 == "agent.daily-log" || $0 == "config.named"
                || $0 == "config.folder"
        }) && !name.hasSuffix(".md") && !name.hasSuffix(".txt") {
            return false
        }
        let isBare = !name.contains(".") || name.hasSuffix(".list")
        if rules.contains("etc.files") && isBare { return holdsSpeech(index, name, documents) }
        let isNumber = isHanded && name.prefix { $0 != "." }.allSatisfy(\.isNumber)
        if rules.contains("readme") || NameSigns.isRecord(name) && !isNumber
            || record.size < 24
            || rules.contains("source.code")
            || rules.contains("source.folder") && !Self.proseEndings.contains(where: name.hasSuffix)
        {
            return false
        }
        guard let bytes = documents.bytes(of: table.root.appending(table.path(ofRecord: index)))
        else { return false }
        let text = String(decoding: bytes.prefix(32 << 10), as: UTF8.self)
        let letters = text.count { WordCount.isOfText($0) }
        return WordCount.of(text) >= 5 && !text.hasPrefix("#!") && letters * 10 >= text.count * 6
    }

    /// Whether settings or tables hold a prompt, or phrases in place of values.
    private func holdsSpeech(_ index: Int, _ name: String, _ documents: any Documents) -> Bool {
        let path = table.root.appending(table.path(ofRecord: index))
        guard !NameSigns.isRecord(name), let bytes = documents.bytes(of: path) else { return false }
        if PromptCarriers.promptLine(name, bytes) != nil || SpokenValues.areIn(name, bytes) {
            return true
        }
        return (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
            && (try? YAML.read(bytes))?.contains { AddressSigns.holdsProse($0) } == true
    }

    /// Whether a text makes its reader into somebody: no program but an agent's reads such a text.
    private func isPersona(_ index: Int, _ documents: any Documents) -> Bool {
        guard isPromptText(index, documents),
            let bytes = documents.bytes(of: table.root.appending(table.path(ofRecord: index)))
        else { return false }
        return AddressSigns.isPersona(String(decoding: bytes.prefix(2048), as: UTF8.self))
    }

    /// A text that a scheduled prompt names and that reads like standing text: the prompt loads it;
    /// and one that a command is given where an agent lives.
    mutating func weighScheduled(_ documents: any Documents, _ hearsay: Hearsay) {
        let named = hearsay.mentions.filter {
            ["schedule.prompt", "command.document"].contains($0.evidence.rule)
        }
        guard !named.isEmpty else { return }
        let isAgentHome = hasPrompts
        for mention in named {
            let isPrompt = mention.evidence.rule == "schedule.prompt"
            guard mention.path.isWithin(table.root), mention.path != table.root,
                let index = table.record(
                    at: PathBytes(
                        bytes: Array(
                            mention.path.bytes.dropFirst(table.root.bytes.count).drop {
                                $0 == UInt8(ascii: "/")
                            }))),
                isPrior[index], !isKeptBook(index), isPromptText(index, documents),
                let bytes = documents.bytes(of: mention.path),
                isPrompt
                    ? TextSigns.isStandingText(String(decoding: bytes.prefix(8192), as: UTF8.self))
                    : isAgentHome
            else { continue }
            change(index, to: .identity, mention.evidence)
        }
    }

    /// Whether it lies where programs keep their books, whatever its own name says.
    private func isInBooks(_ index: Int) -> Bool {
        verdicts.all[Int(verdictOf[index])].evidence.contains {
            ["state.folder", "agent.outbox", "uploads"].contains($0.rule)
        }
    }

    /// A text in a folder where programs keep their books is no standing self, whoever reads it.
    func isKeptBook(_ index: Int) -> Bool {
        verdicts.all[Int(verdictOf[index])].evidence.contains {
            ["state.folder", "state.named", "agent.outbox", "uploads"].contains($0.rule)
        }
    }
}
