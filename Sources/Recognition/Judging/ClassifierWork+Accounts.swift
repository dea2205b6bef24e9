import Vocabulary

/// What makes a file an account or a credential, whatever its name says.
extension ClassifierWork {
    /// Makes a record the account of a party that others recognise.
    mutating func changeToAccount(_ index: Int, _ account: AccountCarriers.Account) {
        change(
            index, to: .identity,
            Evidence(
                .observed, rule: "content.account", says: account.says,
                at: "\(table.path(ofRecord: index).text):\(account.line)"))
        var verdict = verdicts.all[Int(verdictOf[index])]
        verdict.secret = verdict.secret == .material ? .material : .embedded
        verdict.exclusivity = .singleActive
        verdictOf[index] = verdicts.index(of: verdict)
        isPrior[index] = false
    }

    /// A text without an ending that names its interpreter: somebody's own program, whatever the
    /// mode that a copy left it.
    mutating func weighBare(_ index: Int, _ documents: any Documents) {
        guard table.findings[Int(table.records[index].finding)].isText,
            verdicts.all[Int(verdictOf[index])].evidence.contains(where: {
                $0.rule == "content.text" || $0.rule == "state.folder"
            }),
            let bytes = documents.bytes(of: table.root.appending(table.path(ofRecord: index)))
        else { return }
        if TextSigns.isSectioned(bytes.prefix(4096)) {
            change(
                index, to: .config,
                Evidence(
                    .observed, rule: "content.sections", says: "sections of keys and values"))
            return
        }
        guard bytes.starts(with: [0x23, 0x21]) else { return }
        change(
            index, to: .config,
            Evidence(
                .observed, rule: "content.program", says: "its first line names an interpreter"))
    }

    /// Settings whose values are moments: a program wrote them.
    mutating func weighMoments(_ index: Int, _ marks: TextMarks) {
        guard marks.contains(.moment) else { return }
        let evidence = Evidence(
            .observed, rule: "content.moments", says: "its values are moments that passed")
        let rules = verdicts.all[Int(verdictOf[index])].evidence.map(\.rule)
        if marks.contains(.moments), rules.contains("yaml.config") || rules.contains("config.named")
        {
            change(index, to: .state, evidence)
        } else {
            add(index, evidence)
        }
    }

    /// Variables whose names tell nothing and whose values were chosen to be kept from others.
    mutating func weighDotenvs(_ documents: any Documents) {
        for index in table.records.indices where table.records[index].type == .file {
            let verdict = verdicts.all[Int(verdictOf[index])]
            guard verdict.secret == .none, verdict.itemClass == .config,
                verdict.evidence.contains(where: { $0.rule == "dotenv" }),
                let bytes = documents.bytes(of: table.root.appending(table.path(ofRecord: index))),
                DotenvSigns.holdsChosen(bytes)
            else { continue }
            add(
                index,
                Evidence(
                    .observed, rule: "content.chosen-value",
                    says: "a value in it reads like a password"))
            markMaterial(index)
        }
    }

    /// Notes that a file is a credential itself: a service is given it as one.
    mutating func markMaterial(_ index: Int) {
        var verdict = verdicts.all[Int(verdictOf[index])]
        guard table.records[index].size > 0 else { return }
        verdict.secret = .material
        verdictOf[index] = verdicts.index(of: verdict)
    }
}

/// Texts that a service is given as what it says.
extension ClassifierWork {
    /// Whether a text lies in a folder that is called after prompts or personas: the service that
    /// mounts the folder loads what is in it.
    func isMountedPrompt(_ index: Int) -> Bool {
        let record = table.records[index]
        let name = String(decoding: table.name(record), as: UTF8.self).lowercased()
        guard let folder = contexts[Int(record.folder)]?.segments.last, record.size >= 24,
            table.findings[Int(record.finding)].isText, !name.hasPrefix("readme"),
            !NameSigns.isRecord(name),
            Self.promptEndings.contains(where: { name.hasSuffix($0) })
        else { return false }
        return folder.split { !$0.isLetter }.contains { Self.promptFolders.contains(String($0)) }
    }

    private static let promptFolders: Set<String> = [
        "prompts", "prompt", "personas", "persona", "personality", "personalities", "instructions",
        "characters", "souls",
    ]

    private static let promptEndings = [
        ".md", ".txt", ".tmpl", ".j2", ".jinja", ".jinja2", ".prompt", ".mustache", ".hbs",
        ".liquid", ".ftl", ".tpl",
    ]
}
