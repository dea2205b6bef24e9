import Formats
import Vocabulary

/// What texts say of themselves.
extension ClassifierWork {
    /// Reads small carriers and priors once more: prompts inside, bookkeeping or decisions.
    mutating func weighTexts(_ documents: any Documents) {
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
            let isRegistry = facts.isRegistry && table.findings[Int(record.finding)].isText
            if facts.isBare, !isSchedule, isPrior[index], itemClass == .state {
                weighBare(index, documents)
                continue
            }
            let marks = record.marks
            if facts.isSource, isPrior[index] || facts.text.hasSuffix(".nix"), itemClass == .config
            {
                if marks.allows(.speaks) { weighLiterals(index, documents) }
                continue
            }
            guard facts.isCarrier || isSchedule || isRegistry,
                isPrior[index] || itemClass == .config || isRegistry
            else { continue }
            let isRecord = isRecord(index, facts)
            if marks.contains(.known), !isSchedule,
                !isToBeRead(index, facts.text, marks, isRecord: isRecord)
            {
                weighBooks(index, facts.text, marks, isRecord: isRecord) { nil }
                continue
            }
            guard let bytes = documents.bytes(of: table.root.appending(table.path(ofRecord: index)))
            else { continue }
            let isObject = isRegistry && bytes.first == UInt8(ascii: "{")
            let name = isSchedule ? "crontab" : isObject ? facts.text + ".json" : facts.text
            weighText(index, name, bytes, isRecord: isRecord)
        }
    }

    /// Whether more than its marks is to be known of a text.
    private func isToBeRead(
        _ index: Int, _ name: String, _ marks: TextMarks, isRecord: Bool
    ) -> Bool {
        if marks.contains(.account) { return true }
        let isJSON = name.hasSuffix(".json")
        if marks.contains(.speaks), !isRecord, !isStateful(index), !isOnDemand(index) || isJSON {
            return true
        }
        return isJSON && !isRecord && isPrior[index]
            && verdicts.all[Int(verdictOf[index])].evidence.contains { $0.rule == "json.state" }
    }

    /// Whether it is one record among many, by its name or its folder's.
    private func isRecord(_ index: Int, _ name: NameBook.Facts) -> Bool {
        name.isRecord
            || contexts[Int(table.records[index].folder)]?.segments.last
                .map { $0.allSatisfy(\.isNumber) } == true
    }

    /// A prompt in the owner's own source is the agent's self, whatever surrounds it.
    private mutating func weighLiterals(_ index: Int, _ documents: any Documents) {
        let path = table.path(ofRecord: index)
        let isSuperseded = verdicts.all[Int(verdictOf[index])].evidence.contains {
            $0.rule == "copy.superseded"
        }
        guard !isSuperseded, !isOnDemand(index),
            let bytes = documents.bytes(of: table.root.appending(path)),
            let line = PromptLiterals.line(in: bytes) ?? PromptCarriers.agentLine(bytes)
        else { return }
        change(
            index, to: .identity,
            Evidence(
                .observed, rule: "content.prompt", says: "a prompt stands in it",
                at: "\(path.text):\(line)"))
    }

    /// - Parameter name: in the form whose reader is to read it, whatever it is called.
    private mutating func weighText(
        _ index: Int, _ name: String, _ bytes: [UInt8], isRecord: Bool
    ) {
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
        weighBooks(index, name, marks, isRecord: isRecord) {
            try? JSONDocument.read(bytes, dialect: .relaxed)
        }
    }

    /// Weighs what a program wrote and a person decided; `read` gives the document where its form
    /// is JSON and its class open.
    private mutating func weighBooks(
        _ index: Int, _ name: String, _ marks: TextMarks, isRecord: Bool, read: () -> Node?
    ) {
        guard isPrior[index] else { return }
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
        } else if !name.hasSuffix(".sh"), !name.hasSuffix(".sql") {
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
}
