import Formats
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
    /// Whether each tree is a cache.
    var isCache: [Bool] = []
    /// When each tree was made at the latest.
    var madeUntil: [Int64] = []
    /// The verdict of what a tree's recipe makes, by tree.
    var verdictInTree: [Int32: UInt32] = [:]
    /// Whether what was found in a file makes it no exception in a tree, by finding.
    let isUnremarkable: [Bool]
    /// The verdict of folders that are nothing but folders.
    private var plainFolder: UInt32?
    var contexts: [FolderContext?]
    private var names = NameBook()
    /// The number of each record's name; `UInt32.max` where nobody asked for it.
    private var nameOf: [UInt32]
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
        nameOf = Array(repeating: .max, count: table.records.count)
        isPrior = Array(repeating: false, count: table.records.count)
        isUnremarkable = table.findings.map { $0.secrets.isEmpty && $0.signature == nil }
        treeOf = Array(repeating: -1, count: table.folders.count)
        contexts = Array(repeating: nil, count: table.folders.count)
    }

    /// Stage one and two for every folder, parents first.
    mutating func judgeFolders() {
        let siblings = Siblings(table)
        for folder in table.folders.indices {
            if treeOf[folder] >= 0, !isCache[Int(treeOf[folder])] {
                // Its tree decides, wherever in it the folder lies.
                for index in table.entries(ofFolder: folder) where !passesOver(index) {
                    judgeInTree(index, table.records[index], folder)
                }
                continue
            }
            var context = context(of: folder)
            let above = folder == 0 ? nil : contexts[Int(table.folders[folder].parent)]
            context.marks = matcher.places.marks(
                context.segments, below: above?.marks ?? PlaceMarks())
            if context.archive == context.segments.last, holdsJob(folder) { context.isOfJob() }
            if !aliases.isEmpty { context.marks.formUnion(aliasMarks(folder)) }
            contexts[folder] = context
            siblings.enter(folder)
            let names = { siblings.names }
            let local = matcher.local(context, siblings: names)
            for record in table.entries(ofFolder: folder) {
                judge(record, inFolder: folder, context, local: local, siblings: names)
            }
        }
        // What is left out has no verdict of its own, and points at the first all the same.
        if verdicts.all.isEmpty { _ = verdicts.index(of: Self.special(.folder)) }
    }

    /// Whether a unit or a script that makes copies lies in a folder.
    private func holdsJob(_ folder: Int) -> Bool {
        let isOfOneJob = table.name(ofFolder: folder).elementsEqual("backup".utf8)
        return table.entries(ofFolder: folder).contains {
            let name = String(decoding: table.name(table.records[$0]), as: UTF8.self)
            return UnitNames.makesCopies(name) || isOfOneJob && name.hasSuffix(".sh")
        }
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
        let all = lower.dropFirst(system?.count ?? 0).split(separator: "/").map(String.init)
        // Where a container has all that is its own, `/data`, says nothing of what it is.
        let segments = all.first == "data" && all.count > 1 ? Array(all.dropFirst()) : all
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

    /// Notes what becomes of a record; whether that is all, because it was left out: it is not
    /// judged, and points at a verdict that is there all the same.
    private mutating func passesOver(_ index: Int) -> Bool {
        let record = table.records[index]
        if record.flags & FileRecord.Flag.excluded != 0 {
            dispositions[index] = .excluded
            verdictOf[index] = plainVerdict()
            return true
        }
        if record.flags & FileRecord.Flag.unread != 0 && record.type == .folder {
            dispositions[index] = .unread
        }
        return false
    }

    private mutating func judge(
        _ index: Int, inFolder folder: Int, _ context: FolderContext, local: [Int],
        siblings: () -> Set<String>
    ) {
        guard !passesOver(index) else { return }
        let record = table.records[index]
        if treeOf[folder] >= 0 {
            if !isKeptOfCache(index, record, context, local, siblings) {
                judgeInTree(index, record, folder)
            }
            return
        }
        let facts = facts(naming: index, record)
        let entry = ArtefactMatcher.Entry(
            isFolder: record.type == .folder, size: record.size,
            signature: table.findings[Int(record.finding)].signature)
        let best = matcher.best(
            facts, entry, context: context, local: local, siblings: siblings)
        if record.type == .folder {
            judgeFolder(
                index, best.map { matcher.index.artefacts[$0] }, folder, facts.text, siblings)
            return
        }
        guard record.type == .file else {
            let artefact = best.map { matcher.index.artefacts[$0] }
            let known =
                record.type == .link ? artefact.flatMap { $0.isPrior ? nil : $0.verdict } : nil
            verdictOf[index] = verdicts.index(of: known ?? Self.special(record.type))
            return
        }
        judgeFile(index, record, facts, context, best)
    }

    /// Gives a file the verdict of its artefact, adjusted to its name, its place and its content.
    private mutating func judgeFile(
        _ index: Int, _ record: FileRecord, _ facts: NameBook.Facts, _ context: FolderContext,
        _ best: Int?
    ) {
        isPrior[index] = best.map { matcher.index.artefacts[$0].isPrior } ?? true
        let key = VerdictTable.Key(
            artefact: best ?? -1,
            adjustment: adjustment(facts, record, context, isKnown: best != nil),
            finding: record.finding)
        verdictOf[index] = verdicts.index(key) {
            Adjustments.verdict(
                best.map { matcher.index.artefacts[$0] }, name: facts.text, record: record,
                context: context, finding: table.findings[Int(record.finding)])
        }
    }

    /// What the name of a record says.
    mutating func facts(naming index: Int, _ record: FileRecord) -> NameBook.Facts {
        if nameOf[index] == .max { nameOf[index] = names.number(of: table.name(record), matcher) }
        return names.facts(nameOf[index], table.name(record), matcher)
    }

    /// Whether an entry of a cache is none by its name and place.
    private mutating func isKeptOfCache(
        _ index: Int, _ record: FileRecord, _ context: FolderContext, _ local: [Int],
        _ siblings: () -> Set<String>
    ) -> Bool {
        guard isCache[Int(treeOf[Int(record.folder)])], record.type == .file else { return false }
        let facts = facts(naming: index, record)
        let entry = ArtefactMatcher.Entry(
            isFolder: false, size: record.size,
            signature: table.findings[Int(record.finding)].signature)
        let best = matcher.best(
            facts, entry, context: context, local: local, siblings: siblings)
        return judgeInCache(
            index, record, facts.text, context, best.map { matcher.index.artefacts[$0] })
    }

    /// Everything about an entry that its verdict depends on besides artefact and finding.
    private func adjustment(
        _ name: NameBook.Facts, _ record: FileRecord, _ context: FolderContext, isKnown: Bool
    ) -> VerdictTable.Adjustment {
        let isSample = name.isSample && !NameSigns.isHost(name.text, in: context.segments)
        let isEmpty = record.size == 0
        let isDumped = name.isSchema && table.findings[Int(record.finding)].signature == "sqldump"
        var found = VerdictTable.Adjustment(archive: context.archive, vendor: context.vendor)
        func note(_ bit: UInt16, _ sign: Bool) { if sign { found.signs |= 1 << bit } }
        note(0, name.isCopy && Adjustments.isCopy(name.text, context))
        note(1, isSample)
        note(2, context.isSample)
        note(3, isEmpty)
        note(4, isEmpty && name.text.utf8.first == UInt8(ascii: "_"))
        note(5, record.size > 1024)
        note(6, record.mode & 0o111 != 0)
        note(7, name.isRecord)
        note(8, !isKnown)
        note(9, !isKnown && name.text.utf8.dropFirst().contains(UInt8(ascii: ".")))
        note(10, name.text.hasSuffix(".sql"))
        note(11, name.isBare && Adjustments.isOnlyKey(name.text, context))
        note(12, context.isTemplates)
        note(13, isEmpty && context.isOutput)
        note(14, isDumped)
        note(15, name.text.hasSuffix(".sql") && name.text.contains("dump"))
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
            isCache.append(tree.artefact.id == "tree.cache")
            madeUntil.append(tree.madeUntil)
            let end = Int(table.folders[child].end)
            for below in child..<end { treeOf[below] = Int32(trees.count - 1) }
        }
    }
}
