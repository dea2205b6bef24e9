import Knowledge
import Vocabulary

extension ClassifierWork {
    /// An entry inside a tree: listed itself only where it is no part of what the recipe makes.
    mutating func judgeInTree(_ index: Int, _ record: FileRecord, _ folder: Int) {
        let number = treeOf[folder]
        if let known = verdictInTree[number],
            record.type != .file || isUnremarkable[Int(record.finding)],
            record.type != .file || record.modified <= madeUntil[Int(number)]
        {
            verdictOf[index] = known
            return
        }
        let tree = trees[Int(number)]
        let finding = table.findings[Int(record.finding)]
        let reason = exception(record, finding, tree)
        if reason == nil, let known = verdictInTree[number] {
            verdictOf[index] = known
            return
        }
        var verdict = tree.verdict
        verdict.evidence =
            [Evidence(.inferred, rule: tree.artefact.id, says: tree.artefact.why)]
            + verdict.evidence.filter { $0.rule.hasPrefix("recipe.") }
        if let reason {
            verdict.evidence.append(Evidence(.observed, rule: "tree.exception", says: reason))
            verdict.secrets = finding.secrets
            verdict.pins = finding.pins
            if !finding.secrets.isEmpty { verdict.secret = .embedded }
            if finding.signature == "openssh-private-key" { verdict.secret = .material }
            if reason == Self.newer {
                verdict.itemClass = .state
                verdict.regenerable = nil
            }
            isPrior[index] = false
        }
        verdict.evidence.sort()
        verdictOf[index] = verdicts.index(of: verdict)
        if reason == nil { verdictInTree[number] = verdictOf[index] }
    }

    /// What a cache holds that its name and place say is no cache: a token, a key, an account.
    mutating func judgeInCache(
        _ index: Int, _ record: FileRecord, _ name: String, _ context: FolderContext,
        _ artefact: Artefact?
    ) -> Bool {
        guard let artefact, !artefact.isPrior, artefact.itemClass != .convenience,
            artefact.secret == .material || artefact.itemClass == .identity, record.type == .file
        else { return false }
        let finding = table.findings[Int(record.finding)]
        verdictOf[index] = verdicts.index(
            of: Adjustments.verdict(
                artefact, name: name, record: record, context: context, finding: finding))
        kept.insert(index)
        return true
    }

    static let newer = "changed after the recipe made the tree"

    /// Why an entry of a tree must be seen on its own; nil where it need not.
    func exception(_ record: FileRecord, _ finding: Finding, _ tree: RegenerableTree) -> String? {
        guard record.type == .file else { return nil }
        if finding.signature == "openssh-private-key" { return "holds a private key" }
        let isCache = tree.artefact.id == "tree.cache"
        if !finding.secrets.isEmpty, tree.artefact.itemClass == .convenience,
            finding.secrets.contains(where: { !$0.kind.hasSuffix("private-key") }) || isCache
        {
            return "holds a credential"
        }
        if finding.signature == "sqlite", !isCache { return "is a database" }
        if record.modified > tree.madeUntil { return Self.newer }
        return nil
    }

    /// Rolls trees up: counts, bytes, digest; exceptions stay listed.
    mutating func rollUp() {
        guard !isDeep else { return }
        for (number, tree) in trees.enumerated() where Int(treeOf[tree.folder]) == number {
            if kept.isEmpty || tree.artefact.id != "tree.cache", holdsIdentity(tree) { continue }
            var rollup = Rollup(
                place: table.place, root: table.root, path: table.path(ofFolder: tree.folder),
                itemClass: tree.verdict.itemClass,
                files: 0, folders: 1, other: 0, bytes: 0, digest: .none, recipe: tree.recipe,
                evidence: tree.verdict.evidence)
            var parts: [UInt8] = []
            let code = Disposition.rolledUp(rollups.count)
            dispositions[tree.record] = code
            for folder in tree.folder..<Int(table.folders[tree.folder].end) {
                for index in table.entries(ofFolder: folder) where dispositions[index] == .listed {
                    let record = table.records[index]
                    if kept.contains(index) { continue }
                    if exception(record, table.findings[Int(record.finding)], tree) != nil {
                        continue
                    }
                    dispositions[index] = code
                    count(record, into: &rollup)
                    parts += table.name(record) + [0, record.typeCode] + record.digest.bytes
                }
            }
            rollup.digest = SHA256.digest(parts)
            rollups.append(rollup)
        }
    }

    private func count(_ record: FileRecord, into rollup: inout Rollup) {
        switch record.type {
        case .file:
            rollup.files += 1
            rollup.bytes += record.size
        case .folder: rollup.folders += 1
        case .link, .socket, .fifo, .device: rollup.other += 1
        }
    }

    /// A folder that holds identity is never rolled up.
    private func holdsIdentity(_ tree: RegenerableTree) -> Bool {
        for folder in tree.folder..<Int(table.folders[tree.folder].end) {
            for index in table.entries(ofFolder: folder)
            where verdicts.all[Int(verdictOf[index])].itemClass == .identity { return true }
        }
        return false
    }
}
