import Formats
import Vocabulary

extension ClassifierWork {
    /// Stage three: who mounts, runs, loads, reads and writes it.
    mutating func judgeUses(documents: any Documents, hearsay: Hearsay) {
        weighTexts(documents)
        for mention in hearsay.mentions where mention.role == .config { weigh(mention) }
        for mention in hearsay.mentions where mention.role != .config { weigh(mention) }
        HubLocks.pinned(table, documents).forEach { pin($0.key, $0.value) }
        ModelSources.located(table, documents).forEach { pin($0.key, $0.value) }
        IndexSources.located(table, documents).forEach { pin($0.key, $0.value) }
        // Programs of a system load its configuration: that makes none of it an agent's self.
        let isOfSystem = hearsay.remarks[table.root]?.contains { $0.rule == "root.system" } ?? false
        if !isOfSystem { weighLoaders(documents, hearsay) }
        weighDotenvs(documents)
        weighScheduled(documents, hearsay)
    }

    /// Reads small carriers and priors once more: prompts inside, bookkeeping or decisions.
    private mutating func weighTexts(_ documents: any Documents) {
        for index in table.records.indices
        where table.records[index].type == .file && dispositions[index] == .listed {
            let record = table.records[index]
            guard record.size > 0, record.size < 256 << 10, treeOf[Int(record.folder)] < 0 else {
                continue
            }
            let verdict = Int(verdictOf[index])
            let itemClass = verdicts.all[verdict].itemClass
            guard itemClass == .config || itemClass == .state || itemClass == .identity,
                !verdicts.isFixed[verdict]
            else { continue }
            let facts = facts(naming: index, record)
            let isSchedule = isScheduleFolder(record)
            let isRegistry = facts.isRegistry && isRegistry(facts.text, record)
            if facts.isBare, !isSchedule, isPrior[index], itemClass == .state {
                weighBare(index, documents)
                continue
            }
            let marks = record.marks
            if facts.isSource, isPrior[index], itemClass == .config {
                if marks.allows(.speaks) { weighLiterals(index, documents) }
                continue
            }
            guard facts.isCarrier || isSchedule || isRegistry,
                isPrior[index] || itemClass == .config || isRegistry
            else { continue }
            let name = facts.text
            if marks.contains(.known), !isSchedule, !isToBeRead(index, name, marks) {
                weighBooks(index, name, marks) { nil }
                continue
            }
            guard let bytes = documents.bytes(of: table.root.appending(table.path(ofRecord: index)))
            else { continue }
            weighText(index, name, bytes)
        }
    }

    /// Whether more than its marks is to be known of a text.
    private func isToBeRead(_ index: Int, _ name: String, _ marks: TextMarks) -> Bool {
        if marks.contains(.account) { return true }
        let isRecord = isRecord(index, name)
        if marks.contains(.speaks), !isRecord, !isStateful(index),
            !isOnDemand(index) || name.hasSuffix(".json")
        {
            return true
        }
        return name.hasSuffix(".json") && !isRecord && isPrior[index]
            && verdicts.all[Int(verdictOf[index])].evidence.contains { $0.rule == "json.state" }
    }

    /// Whether it is one record among many, by its name or its folder's.
    private func isRecord(_ index: Int, _ name: String) -> Bool {
        NameSigns.isRecord(name)
            || contexts[Int(table.records[index].folder)]?.segments.last
                .map { $0.allSatisfy(\.isNumber) } == true
    }

    /// Whether a text's ending is a word that names no format: programs keep JSON under such names.
    private func isRegistry(_ name: String, _ record: FileRecord) -> Bool {
        guard let dot = name.lastIndex(of: "."), name.utf8.count < 64,
            table.findings[Int(record.finding)].isText
        else { return false }
        let ending = name[dot...].dropFirst()
        return ending.count > 6 && ending.contains("_")
    }

    /// A prompt in the owner's own source is the agent's self, whatever surrounds it.
    private mutating func weighLiterals(_ index: Int, _ documents: any Documents) {
        let path = table.path(ofRecord: index)
        guard !isOnDemand(index), let bytes = documents.bytes(of: table.root.appending(path)),
            let line = PromptLiterals.line(in: bytes) ?? PromptCarriers.agentLine(bytes)
        else { return }
        change(
            index, to: .identity,
            Evidence(
                .observed, rule: "content.prompt", says: "a prompt stands in it",
                at: "\(path.text):\(line)"))
    }

    private mutating func weighText(_ index: Int, _ name: String, _ bytes: [UInt8]) {
        let isRecord = isRecord(index, name)
        let isRegistry = isRegistry(name, table.records[index]) && bytes.first == UInt8(ascii: "{")
        let name =
            isScheduleFolder(table.records[index]) ? "crontab" : isRegistry ? name + ".json" : name
        if let account = AccountCarriers.find(name, bytes) {
            changeToAccount(index, account)
            return
        }
        if !isRecord, !isStateful(index), !isOnDemand(index) || Self.isActive(name, bytes),
            let line = PromptCarriers.promptLine(name, bytes)
        {
            change(
                index, to: .identity,
                Evidence(
                    .observed, rule: "content.prompt", says: "a prompt stands in it",
                    at: "\(table.path(ofRecord: index).text):\(line)"))
            return
        }
        guard isPrior[index] else { return }
        let opening = bytes.span.extracting(first: TextMarks.opening)
        let isJSON = name.hasSuffix(".json")
        let marks =
            isJSON
            ? TextSigns.isBookkeeping(opening) ? .books : [] : TextMarks.moments(opening)
        weighBooks(index, name, marks) { try? JSONDocument.read(bytes, dialect: .relaxed) }
    }

    /// Weighs what a program wrote and a person decided; `read` gives the document where its form
    /// is JSON and its class open.
    private mutating func weighBooks(
        _ index: Int, _ name: String, _ marks: TextMarks, read: () -> Node?
    ) {
        guard isPrior[index] else { return }
        let isRecord = isRecord(index, name)
        if name.hasSuffix(".json") {
            let isBooks = marks.contains(.books)
            let rules = verdicts.all[Int(verdictOf[index])].evidence.map(\.rule)
            let rule = rules.first { $0 != "content.credentials" }
            if !isRecord, rules.contains("json.state"),
                let node = read(), TextSigns.isSettings(node)
            {
                change(
                    index, to: .config,
                    Evidence(
                        .inferred, rule: "content.settings",
                        says:
                            "reads like settings: no moments, no counters, no lists of things that happened"
                    ))
            } else if isBooks && rule != "config.folder" || isRecord {
                change(
                    index, to: .state,
                    Evidence(
                        .observed, rule: "content.bookkeeping",
                        says: "holds moments and counters a program wrote"))
            }
        } else if isRecord,
            name.hasSuffix(".yaml") || name.hasSuffix(".yml") || name.hasSuffix(".toml")
        {
            change(
                index, to: .state,
                Evidence(.inferred, rule: "name.record", says: "one record among many by its name"))
        } else if !name.hasSuffix(".sh") {
            weighMoments(index, marks)
        }
    }

    /// Whether every file of the folder is a table of cron's, whatever its name.
    private func isScheduleFolder(_ record: FileRecord) -> Bool {
        let folder = contexts[Int(record.folder)]?.segments.last
        return folder == "crontabs" || folder == "cron.d"
    }

    /// Whether a workflow says of itself that it runs without being asked.
    private static func isActive(_ name: String, _ bytes: [UInt8]) -> Bool {
        guard name.hasSuffix(".json"), bytes.holds(Array("\"active\"".utf8)),
            let node = try? JSONDocument.read(bytes)
        else { return false }
        return node["active"]?.boolean == true && node["nodes"]?.isSequence == true
    }

    /// Prompts used on demand are no standing self.
    private func isOnDemand(_ index: Int) -> Bool {
        let segments = contexts[Int(table.records[index].folder)]?.segments ?? []
        return segments.contains {
            [
                "commands", "recipes", "skills", "templates", "workflows", "evals", "tests",
                "fixtures",
            ].contains($0)
        }
    }

    private func isStateful(_ index: Int) -> Bool {
        let folder = contexts[Int(table.records[index].folder)]
        if isScheduleFolder(table.records[index]) { return false }
        return folder?.segments.contains {
            [
                "state", "queue", "var", "spool", "runs", "sessions", "history", "todos", "pending",
                "inbox", "outbox", "cache",
            ].contains($0)
        } ?? false
    }

    /// Weighs what a service, schedule or unit says about a path.
    private mutating func weigh(_ mention: Mention) {
        guard mention.path != table.root, mention.path.isWithin(table.root),
            let index = table.record(
                at: PathBytes(
                    bytes: Array(
                        mention.path.bytes.dropFirst(table.root.bytes.count).drop {
                            $0 == UInt8(ascii: "/")
                        })))
        else { return }
        if table.records[index].type == .folder {
            guard let folder = table.folderIndex(ofRecord: index),
                mention.role == .data || mention.role == .config || mention.role == .log
            else { return }
            for below in folder..<Int(table.folders[folder].end) where treeOf[below] < 0 {
                for entry in table.entries(ofFolder: below) {
                    weigh(mention.role, entry, mention.evidence, isFolder: true)
                }
            }
            return
        }
        weigh(mention.role, index, mention.evidence, isFolder: false)
    }

    private mutating func weigh(
        _ role: Mention.Role, _ index: Int, _ evidence: Evidence, isFolder: Bool
    ) {
        guard table.records[index].type == .file else { return }
        let verdict = verdicts.all[Int(verdictOf[index])]
        let isFixed = verdict.evidence.contains {
            $0.rule == "copy.archive" || $0.rule == "name.sample"
        }
        if role == .data || role == .config, isPrior[index], !isFixed, isMountedPrompt(index) {
            change(index, to: .identity, evidence)
            return
        }
        switch role {
        case .data
        where isPrior[index] && !isFixed && verdict.itemClass != .identity && !isTuned(index):
            change(index, to: .state, evidence)
        case .config
        where isPrior[index] && !isFixed && verdict.itemClass != .identity
            && (!isFolder || verdict.itemClass == .unknown || isPlaced(index)):
            change(index, to: .config, evidence)
        case .environment, .secret, .definition, .source:
            if role == .secret, evidence.rule == "compose.secret" { markMaterial(index) }
            let isUsedCopy =
                role != .source && verdict.itemClass == .state
                && verdict.evidence.contains { $0.rule == "copy.archive" }
            if verdict.itemClass < .config || verdict.itemClass == .state && isPrior[index]
                || isUsedCopy
            {
                change(index, to: .config, evidence)
            } else {
                add(index, evidence)
            }
        case .program:
            if isPrior[index] && !isFixed {
                change(index, to: verdict.itemClass == .identity ? .identity : .config, evidence)
            } else {
                add(index, evidence)
            }
        case .prompt: if !isFixed { change(index, to: .identity, evidence) }
        case .document: readBy(index, evidence)
        case .data, .config, .log, .output: add(index, evidence)
        }
    }

    /// Whether nothing but its ending or its folder made it state.
    private func isPlaced(_ index: Int) -> Bool {
        verdicts.all[Int(verdictOf[index])].evidence.allSatisfy {
            ["json.state", "state.folder"].contains($0.rule) || $0.rule.hasPrefix("compose.")
                || $0.rule == "content.credentials"
        }
    }

    /// Source and settings inside a data mount stay what they are.
    private func isTuned(_ index: Int) -> Bool {
        let rules = verdicts.all[Int(verdictOf[index])].evidence.map(\.rule)
        let name = String(decoding: table.name(table.records[index]), as: UTF8.self).lowercased()
        if rules.contains("source.folder"),
            [".csv", ".tsv", ".parquet", ".ndjson", ".jsonl"].contains(where: name.hasSuffix)
        {
            return false
        }
        let folders = contexts[Int(table.records[index].folder)]?.segments ?? []
        if rules.contains("web.drawing"), folders.contains(where: { $0.contains("upload") }) {
            return false
        }
        if rules.contains("framework.manifest"), ["export", "exports"].contains(folders.last) {
            return false
        }
        return !rules.contains("content.moments")
            && rules.contains {
                [
                    "source.code", "source.stored", "config.named", "config.folder",
                    "config.folder-near", "yaml.config",
                    "content.settings", "framework.manifest", "web.drawing", "source.folder",
                    "readme",
                    "docs.folder", "web.assets", "agent.skill-parts",
                ].contains($0)
            }
    }

    /// A log that somebody reads is no longer inert.
    mutating func readBy(_ index: Int, _ evidence: Evidence) {
        let verdict = verdicts.all[Int(verdictOf[index])]
        if verdict.evidence.contains(where: { $0.rule.hasPrefix("log.") }) {
            change(index, to: .state, evidence)
        } else {
            add(index, evidence)
        }
    }

    // MARK: changes

    /// Gives a record another class, with the evidence for it.
    mutating func change(_ index: Int, to itemClass: ItemClass, _ evidence: Evidence) {
        var verdict = verdicts.all[Int(verdictOf[index])]
        verdict.itemClass = itemClass
        if itemClass == .identity {
            verdict.restore = verdict.restore == .forbidden ? .normal : verdict.restore
        }
        verdict.evidence = Set(verdict.evidence + [evidence]).sorted()
        verdictOf[index] = verdicts.index(of: verdict)
    }

    /// Adds evidence that changes nothing.
    mutating func add(_ index: Int, _ evidence: Evidence) {
        var verdict = verdicts.all[Int(verdictOf[index])]
        verdict.evidence = Set(verdict.evidence + [evidence]).sorted()
        verdictOf[index] = verdicts.index(of: verdict)
    }

    /// Makes a record convenience: its recipe was located.
    private mutating func pin(_ index: Int, _ recipe: Regenerable) {
        var verdict = verdicts.all[Int(verdictOf[index])]
        guard verdict.itemClass != .identity,
            !verdict.evidence.contains(where: { $0.rule == "copy.archive" })
        else { return }
        verdict.itemClass = .convenience
        verdict.regenerable = recipe
        verdict.evidence = Set(
            verdict.evidence + [
                Evidence(
                    .observed, rule: "recipe.located", says: "\(recipe.recipe) pins it",
                    at: recipe.recipe)
            ]
        ).sorted()
        verdictOf[index] = verdicts.index(of: verdict)
        isPrior[index] = false
    }
}
