import Knowledge
import Vocabulary

/// The state of one classification: verdicts so far, trees rolled up, and what is still open.
struct ClassifierWork {
    let table: FileTable
    let isDeep: Bool
    let matcher: ArtefactMatcher
    var verdicts = VerdictTable()
    var verdictOf: [UInt32]
    var dispositions: [Disposition]
    var rollups: [Rollup] = []
    /// The artefact that gave each record's verdict was only a prior.
    var isPrior: [Bool]
    /// The tree a folder belongs to: an index into `trees`, or -1.
    var treeOf: [Int32]
    var trees: [RegenerableTree] = []
    /// The verdict of what a tree's recipe makes, by tree.
    var verdictInTree: [Int32: UInt32] = [:]
    /// The verdict of folders that are nothing but folders.
    private var plainFolder: UInt32?
    var contexts: [FolderContext?]
    /// Records inside trees that are no part of what the recipe makes.
    var kept: Set<Int> = []

    /// Where services see a folder, by its absolute path here.
    let aliases: [PathBytes: String]

    init(_ table: FileTable, catalogue: Catalogue, isDeep: Bool, aliases: [PathBytes: String]) {
        self.table = table
        self.aliases = aliases
        self.isDeep = isDeep
        matcher = ArtefactMatcher(catalogue)
        verdictOf = Array(repeating: 0, count: table.records.count)
        dispositions = Array(repeating: .listed, count: table.records.count)
        isPrior = Array(repeating: false, count: table.records.count)
        treeOf = Array(repeating: -1, count: table.folders.count)
        contexts = Array(repeating: nil, count: table.folders.count)
    }

    /// Stage one and two for every folder, parents first.
    mutating func judgeFolders() {
        for folder in table.folders.indices {
            var context = context(of: folder)
            let above = folder == 0 ? nil : contexts[Int(table.folders[folder].parent)]
            context.marks = matcher.places.marks(
                context.segments, below: above?.marks ?? PlaceMarks())
            if !aliases.isEmpty { context.marks.formUnion(aliasMarks(folder)) }
            contexts[folder] = context
            var siblings: Set<String>?
            let names = { [table] () -> Set<String> in
                if siblings == nil {
                    siblings = Set(
                        table.entries(ofFolder: folder).map {
                            String(decoding: table.name(table.records[$0]), as: UTF8.self)
                                .lowercased()
                        })
                }
                return siblings ?? []
            }
            let local = matcher.local(context, siblings: names)
            for record in table.entries(ofFolder: folder) {
                judge(record, inFolder: folder, context, local: local, siblings: names)
            }
        }
        // What is left out has no verdict of its own, and points at the first all the same.
        if verdicts.all.isEmpty { _ = verdicts.index(of: Self.special(.folder)) }
    }

    /// Marks of the places by which services see a folder: what a container calls
    /// `~/.local/share/signal-cli` is that, whatever its folder is called here.
    private func aliasMarks(_ folder: Int) -> PlaceMarks {
        var marks = PlaceMarks()
        guard let alias = aliases[table.root.appending(table.path(ofFolder: folder))] else {
            return marks
        }
        let lower = alias.lowercased()
        let system = ["/usr/src", "/usr/lib", "/usr/local", "/usr/share", "/var/lib", "/var/www"]
            .first {
                lower.hasPrefix($0 + "/")
            }
        let segments = lower.dropFirst(system?.count ?? 0).split(separator: "/").map(String.init)
        for count in 1...max(1, segments.count) {
            marks = matcher.places.marks(Array(segments.prefix(count)), below: marks)
        }
        return marks
    }

    private func context(of folder: Int) -> FolderContext {
        guard folder != 0 else {
            let name = table.root.name.text.lowercased()
            let isTop = table.root.folder.bytes.allSatisfy { $0 == UInt8(ascii: "/") }
            return FolderContext(segments: name.first == "." || isTop ? [name] : [])
        }
        let name = String(decoding: table.name(ofFolder: folder), as: UTF8.self).lowercased()
        guard let above = contexts[Int(table.folders[folder].parent)] else {
            return FolderContext(segments: [name])
        }
        return FolderContext(name: name, below: above)
    }

    private mutating func judge(
        _ index: Int, inFolder folder: Int, _ context: FolderContext, local: [Int],
        siblings: () -> Set<String>
    ) {
        let record = table.records[index]
        if record.flags & FileRecord.Flag.excluded != 0 {
            // What is left out is not judged; it points at a verdict that is there all the same.
            dispositions[index] = .excluded
            verdictOf[index] = plainVerdict()
            return
        }
        if record.flags & FileRecord.Flag.unread != 0 && record.type == .folder {
            dispositions[index] = .unread
        }
        if treeOf[folder] >= 0 {
            let isCache = trees[Int(treeOf[folder])].artefact.id == "tree.cache"
            if isCache, record.type == .file {
                let name = String(decoding: table.name(record), as: UTF8.self).lowercased()
                let known = matcher.best(
                    name: name, bytes: Array(name.utf8), type: .file, size: record.size,
                    signature: table.findings[Int(record.finding)].signature, context: context,
                    local: local, siblings: siblings)
                if judgeInCache(index, record, name, context, known) { return }
            }
            judgeInTree(index, record, folder)
            return
        }
        let name = String(decoding: table.name(record), as: UTF8.self).lowercased()
        let finding = table.findings[Int(record.finding)]
        let artefact = matcher.best(
            name: name, bytes: Array(name.utf8), type: record.type == .folder ? .folder : .file,
            size: record.size,
            signature: finding.signature, context: context, local: local, siblings: siblings)
        if record.type == .folder {
            judgeFolder(index, artefact, folder, name, siblings)
            return
        }
        guard record.type == .file else {
            let known =
                record.type == .link ? artefact.flatMap { $0.isPrior ? nil : $0.verdict } : nil
            verdictOf[index] = verdicts.index(of: known ?? Self.special(record.type))
            return
        }
        isPrior[index] = artefact?.isPrior ?? true
        let key = VerdictTable.Key(
            artefact: artefact?.id ?? "",
            adjustment: adjustment(name, record, context, artefact, finding),
            finding: record.finding)
        verdictOf[index] = verdicts.index(key) {
            Adjustments.verdict(
                artefact, name: name, record: record, context: context, finding: finding)
        }
    }

    /// Everything about an entry that its verdict depends on besides artefact and finding.
    private func adjustment(
        _ name: String, _ record: FileRecord, _ context: FolderContext, _ artefact: Artefact?,
        _ finding: Finding
    ) -> VerdictTable.Adjustment {
        let isSample = NameSigns.isSample(name) && !NameSigns.isHost(name, in: context.segments)
        let signs = [
            Adjustments.isCopy(name, context), isSample, context.isSample, record.size == 0,
            record.size == 0 && name.utf8.first == UInt8(ascii: "_"), record.size > 1024,
            record.mode & 0o111 != 0, NameSigns.isRecord(name), artefact == nil,
            artefact == nil && name.utf8.dropFirst().contains(UInt8(ascii: ".")),
            name.hasSuffix(".sql"), Adjustments.isOnlyKey(name, context), context.isTemplates,
            record.size == 0 && context.isOutput,
            finding.signature == "sqldump" && Adjustments.isSchema(name),
        ]
        var found = VerdictTable.Adjustment(archive: context.archive, vendor: context.vendor)
        for (bit, sign) in signs.enumerated() where sign { found.signs |= 1 << UInt16(bit) }
        return found
    }

    private static let folder = Verdict(
        .config,
        evidence: [
            Evidence(.observed, rule: "type.folder", says: "holds what is listed below it")
        ])

    private static func special(_ type: ItemType) -> Verdict {
        let isLink = type == .link
        var verdict = Verdict(
            isLink ? .config : .convenience,
            evidence: [
                Evidence(
                    .observed, rule: "type.\(type.word)",
                    says: isLink
                        ? "a link: where it points is a decision"
                        : "made anew by the program that owns it")
            ])
        if !isLink {
            verdict.restore = .forbidden
            verdict.export = .doNotCopy
        }
        return verdict
    }

    private mutating func plainVerdict() -> UInt32 {
        let plain = plainFolder ?? verdicts.index(of: Self.folder)
        plainFolder = plain
        return plain
    }

    private mutating func judgeFolder(
        _ index: Int, _ artefact: Artefact?, _ folder: Int, _ name: String,
        _ siblings: () -> Set<String>
    ) {
        verdictOf[index] = plainVerdict()
        guard let child = table.folderIndex(ofRecord: index) else { return }
        let held = matcher.holding { table.entry(named: PathBytes($0), inFolder: child) != nil }
        guard let artefact = held ?? artefact else { return }
        if let tree = RegenerableTree(
            artefact, folder: child, record: index, in: table, siblings: siblings)
        {
            verdictOf[index] = verdicts.index(of: tree.verdict)
            guard artefact.itemClass == .convenience || name == ".git" else { return }
            trees.append(tree)
            let end = Int(table.folders[child].end)
            for below in child..<end { treeOf[below] = Int32(trees.count - 1) }
        }
    }
}
