import Knowledge
import Vocabulary

/// Stage two: what content, copies, samples and size change about a name's verdict.
enum Adjustments {
    static func verdict(
        _ artefact: Artefact?, name: String, record: FileRecord, context: FolderContext,
        finding: Finding
    ) -> Verdict {
        var verdict = artefact?.verdict ?? unnamed(name, record, finding)
        if artefact?.isPrior ?? true {
            weighContent(&verdict, name: name, record: record, finding: finding, artefact)
        }
        applySecrets(&verdict, name: name, finding: finding, artefact)
        verdict.pins = finding.pins
        applyPlace(
            &verdict, name: name, record: record, context: context, finding: finding, artefact)
        applySize(&verdict, name: name, record: record, context: context, artefact)
        verdict.evidence.sort()
        return verdict
    }

    /// A name nobody declared: text somebody wrote here, or bytes a program keeps.
    private static func unnamed(_ name: String, _ record: FileRecord, _ finding: Finding) -> Verdict
    {
        if record.mode & 0o111 != 0, finding.isText {
            return Verdict(
                .config,
                evidence: [
                    Evidence(
                        .inferred, rule: "content.program",
                        says: "an executable text: somebody's own program")
                ])
        }
        let says =
            finding.isText
            ? "text that exists only here"
            : "bytes a program keeps; nothing shows how to make them anew"
        return Verdict(
            .state,
            evidence: [
                Evidence(
                    .inferred, rule: finding.isText ? "content.text" : "content.bytes", says: says)
            ])
    }

    /// Signs in the content that a prior should give way to.
    private static func weighContent(
        _ verdict: inout Verdict, name: String, record: FileRecord, finding: Finding,
        _ artefact: Artefact?
    ) {
        guard let signature = finding.signature else { return }
        switch signature {
        case "sqlite", "rdb", "gguf", "safetensors", "parquet", "pgdump":
            verdict.itemClass = .state
            verdict.evidence.append(
                Evidence(
                    .observed, rule: "content.\(signature)",
                    says: "its first bytes say \(signature)"))
        case "sqldump" where !isSchema(name):
            verdict.itemClass = .state
            verdict.evidence.append(
                Evidence(
                    .observed, rule: "content.sqldump",
                    says: "its first line says that a database was dumped into it"))
        case "elf", "java-class", "wasm":
            verdict.itemClass = verdict.itemClass == .state ? .config : verdict.itemClass
            verdict.evidence.append(
                Evidence(.observed, rule: "content.\(signature)", says: "a program's binary"))
        case "pem-private-key":
            verdict.itemClass = .config
            verdict.secret = .material
            verdict.evidence.append(
                Evidence(.observed, rule: "content.private-key", says: "holds a private key"))
        default: return
        }
    }

    /// Whether a dump's name says that it holds no rows: a program's own source.
    static func isSchema(_ name: String) -> Bool {
        ["schema", "structure", "init"].contains(where: name.contains)
    }

    /// Whether SQL laid aside is a program's own, and no copy of a database's rows.
    private static func isSeed(_ name: String, _ finding: Finding, _ archive: String) -> Bool {
        finding.signature != "sqldump" && finding.signature != "pgdump" && !name.contains("dump")
            && ["old", ".old", "retired", "superseded"].contains(archive)
    }

    private static func applySecrets(
        _ verdict: inout Verdict, name: String, finding: Finding, _ artefact: Artefact?
    ) {
        verdict.secrets = finding.secrets
        guard !finding.secrets.isEmpty else {
            if artefact?.id == "dotenv" || artefact?.id == "credentials"
                || artefact?.id == "secret-folder", finding.isText
            {
                verdict.secret = artefact?.id == "dotenv" ? .none : verdict.secret
            }
            return
        }
        if verdict.secret == .none || verdict.secret == .content { verdict.secret = .embedded }
        if finding.secrets.contains(where: { $0.kind == "messenger-sessions" }),
            verdict.itemClass == .state
        {
            verdict.itemClass = .identity
            verdict.secret = .material
            verdict.exclusivity = .ratchet
            verdict.export = .coldCopy
        }
        verdict.evidence.append(
            Evidence(
                .observed, rule: "content.credentials",
                says:
                    "holds \(finding.secrets.map { "\($0.count) \($0.kind)" }.joined(separator: ", "))"
            ))
    }

    /// Copies, samples and what others installed.
    private static func applyPlace(
        _ verdict: inout Verdict, name: String, record: FileRecord, context: FolderContext,
        finding: Finding, _ artefact: Artefact?
    ) {
        let isKey =
            verdict.secret == .material && (finding.signature?.hasSuffix("private-key") ?? false)
        if NameSigns.isSample(name) && !NameSigns.isHost(name, in: context.segments)
            || context.isSample && !isKey
                && (verdict.itemClass != .state || artefact?.id == "text.written")
            || context.isTemplates && artefact?.isLoaded == true
        {
            verdict.itemClass = .convenience
            verdict.secret = .none
            verdict.secrets = []
            verdict.evidence.append(
                Evidence(
                    .inferred, rule: "name.sample", says: "a sample or template to be filled in"))
            return
        }
        if let vendor = context.vendor {
            verdict.itemClass = .state
            verdict.regenerable = Regenerable(from: "package", recipe: "", proof: .unproven)
            verdict.evidence.append(
                Evidence(
                    .inferred, rule: "place.vendored",
                    says: "installed below \(vendor); its recipe was not located"))
            return
        }
        let isNamed = artefact.map { !$0.isPrior && $0.match.names.contains(name) } ?? false
        if isKey, isOnlyKey(name, context) { return }
        if isCopy(name, context) && !isNamed {
            makeCopy(&verdict, "a copy kept aside by its name")
        } else if let archive = context.archive {
            let isDump = name.hasSuffix(".sql") && !isSeed(name, finding, archive)
            let isCode = artefact?.id == "source.code" && !isDump
            if isCode && verdict.itemClass == .config {
                verdict.evidence.append(
                    Evidence(
                        .inferred, rule: "copy.superseded", says: "superseded code in \(archive)"))
            } else {
                makeCopy(&verdict, "a copy kept in \(archive)")
            }
        }
    }

    /// Whether its name is that of a copy. What lies among programs makes copies: `bin/db-backup`.
    static func isCopy(_ name: String, _ context: FolderContext) -> Bool {
        guard NameSigns.isCopy(name) else { return false }
        let isAmongPrograms = context.segments.last.map { programFolders.contains($0) } ?? false
        return name.contains(".") || !isAmongPrograms
    }

    private static let programFolders: Set<String> = [
        "bin", "sbin", "libexec", "cron.hourly", "cron.daily", "cron.weekly", "cron.monthly",
    ]

    /// Whether a key is named or placed by what it is for: `.ssh/site_backup`, `backup/id_borg`.
    static func isOnlyKey(_ name: String, _ context: FolderContext) -> Bool {
        let here = context.segments.last
        return !name.contains(".")
            && (here == ".ssh" || here == "backup" && context.archive == here)
    }

    private static func makeCopy(_ verdict: inout Verdict, _ says: String) {
        guard verdict.itemClass != .convenience else { return }
        verdict.itemClass = .state
        verdict.restore = .normal
        verdict.exclusivity = .shareable
        verdict.evidence.append(Evidence(.inferred, rule: "copy.archive", says: says))
    }

    /// Size 0 is not junk, and a lock of some size is a recipe.
    private static func applySize(
        _ verdict: inout Verdict, name: String, record: FileRecord, context: FolderContext,
        _ artefact: Artefact?
    ) {
        if record.size == 0, artefact?.isPrior ?? true, artefact?.id != "source.code",
            artefact?.itemClass != .config
        {
            let isOutput = context.isOutput
            verdict.itemClass = isOutput ? .convenience : .state
            verdict.evidence.append(
                Evidence(
                    .inferred, rule: isOutput ? "size.empty-output" : "size.flag",
                    says: isOutput
                        ? "empty, in a folder for output" : "empty: that it is there is the datum"))
        }
        if artefact?.id == "runtime.lock", name.hasSuffix(".lock"), record.size > 1024 {
            verdict.itemClass = .config
            verdict.restore = .normal
            verdict.evidence.append(
                Evidence(
                    .inferred, rule: "lock.recipe",
                    says: "too large for a process's lock: it pins dependencies"))
        }
    }
}
