import Vocabulary

extension ClassifierWork {
    /// Stage three: who mounts, runs, loads, reads and writes it.
    mutating func judgeUses(documents: any Documents, hearsay: Hearsay) {
        weighTexts(documents)
        for mention in hearsay.mentions where mention.role == .config { weigh(mention) }
        for mention in hearsay.mentions where mention.role != .config { weigh(mention) }
        HubLocks.pinned(table, documents).forEach { pin($0.key, $0.value) }
        ModelSources.located(table, documents).forEach { pin($0.key, $0.value) }
        HubDownloads.located(table).forEach { pin($0.key, $0.value) }
        IndexSources.located(table, documents).forEach { pin($0.key, $0.value) }
        // Programs of a system load its configuration: that makes none of it an agent's self.
        let isOfSystem = hearsay.remarks[table.root]?.contains { $0.rule == "root.system" } ?? false
        if !isOfSystem { weighLoaders(documents, hearsay) }
        weighDotenvs(documents)
        weighScheduled(documents, hearsay)
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
                    "docs.folder", "web.assets", "agent.skill-parts", "log.folder",
                    "prompt.template", "sillytavern.sysprompts",
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
        // A prompt in what a hub brought is its maker's.
        let isTheirs =
            recipe.from == "hub" && verdict.evidence.contains { $0.rule == "content.prompt" }
        guard verdict.itemClass != .identity || isTheirs,
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
