public import Vocabulary

extension Scan {
    /// What an earlier scan of the same roots found, and what it was founded on.
    public struct Earlier: Sendable {
        /// The walked roots, judged.
        public var tables: [ClassifiedTable]
        /// The inventory without the items of the tables.
        public var rest: Inventory
        /// What besides the files decided: see `Scan.basis`.
        public var basis: String?

        /// What an earlier scan found.
        public init(tables: [ClassifiedTable], rest: Inventory, basis: String?) {
            self.tables = tables
            self.rest = rest
            self.basis = basis
        }

        /// The table of a root; nil where the earlier scan did not walk it.
        func table(of root: PathBytes) -> FileTable? {
            tables.first { $0.table.root == root }?.table
        }
    }

    /// What besides the files decides what a scan finds: the program and how it was asked. Nil
    /// where that cannot be said, and nothing may be carried over.
    public var basis: String? {
        guard let program, !looksAtRunning else { return nil }
        return "\(program) \(isDeep ? "deep" : "rolled up")"
    }

    /// The earlier findings, where every root is exactly as it was and nothing else decides:
    /// judging again could only repeat them.
    func carried(_ tables: [FileTable], from earlier: Earlier?) -> Found? {
        guard let earlier, let basis, earlier.basis == basis, earlier.rest.places.count == 1,
            earlier.tables.count == tables.count,
            Set(tables.flatMap(\.excluded)) == Set(earlier.rest.excluded)
        else { return nil }
        let problems = Set(earlier.rest.problems)
        var judged: [ClassifiedTable] = []
        for table in tables {
            guard let before = earlier.tables.first(where: { $0.table.root == table.root }),
                table.isUnchanged(since: before.table),
                table.problems.allSatisfy(problems.contains)
            else { return nil }
            judged.append(
                ClassifiedTable(
                    table: table, verdicts: before.verdicts,
                    verdictOfRecord: before.verdictOfRecord, rootVerdict: before.rootVerdict,
                    dispositions: before.dispositions))
        }
        var rest = earlier.rest
        rest.snapshot = Inventory.Occasion()
        rest.snapshot.scope = tables.map { "\($0.place):\($0.root.text)" }.sorted()
        return Found(tables: judged, rest: rest)
    }
}

extension FileTable {
    /// Whether every entry is what it was: name, type, size, owner, times and content.
    func isUnchanged(since before: FileTable) -> Bool {
        guard records.count == before.records.count, folders.count == before.folders.count,
            targets == before.targets, rootRecord.isUnchanged(since: before.rootRecord)
        else { return false }
        for index in folders.indices {
            let (now, then) = (folders[index], before.folders[index])
            guard now.parent == then.parent, now.entry == then.entry, now.first == then.first,
                now.count == then.count, now.device == then.device, now.isComplete,
                then.isComplete
            else { return false }
        }
        for index in records.indices {
            let (now, then) = (records[index], before.records[index])
            guard now.folder == then.folder, now.isUnchanged(since: then),
                name(now) == before.name(then)
            else { return false }
        }
        return true
    }
}

extension FileRecord {
    /// Whether it is of the same file with the same content; never for one that was torn.
    func isUnchanged(since before: FileRecord) -> Bool {
        let lasting = ~Flag.carried
        return inode == before.inode && size == before.size && modified == before.modified
            && changed == before.changed && digest == before.digest && uid == before.uid
            && gid == before.gid && mode == before.mode && links == before.links
            && typeCode == before.typeCode && flags & lasting == before.flags & lasting
            && flags & Flag.torn == 0
    }
}
