import Vocabulary

extension ClassifierWork {
    /// The classification, with remarks and keystones put on their items.
    func finished(hearsay: Hearsay) -> Classification {
        var work = self
        work.putPackages(hearsay)
        work.putRemarks(hearsay)
        work.rollUp()
        var root = Verdict(
            .config,
            evidence: [Evidence(.observed, rule: "type.folder", says: "the root of the scan")])
        root.evidence = Set(root.evidence + (hearsay.remarks[table.root] ?? [])).sorted()
        if table.rootRecord.type == .file {
            root.evidence[0] = Evidence(.observed, rule: "type.file", says: "a root that is a file")
        }
        let stores = work.stores()
        // Where everything was left out nothing was judged; records point at a verdict all the same.
        let verdicts = work.verdicts.all.isEmpty ? [root] : work.verdicts.all
        let classified = ClassifiedTable(
            table: work.table, verdicts: verdicts, verdictOfRecord: work.verdictOf,
            rootVerdict: root,
            dispositions: work.dispositions)
        return Classification(classified: classified, rollups: work.rollups, stores: stores)
    }

    /// What a package brought comes with the package.
    private mutating func putPackages(_ hearsay: Hearsay) {
        var known: [String: UInt32] = [:]
        for (path, package) in hearsay.packaged.sorted(by: { $0.key < $1.key }) {
            guard let index = record(path), dispositions[index] == .listed else { continue }
            if let same = known[package] {
                verdictOf[index] = same
                continue
            }
            var verdict = Verdict(
                .convenience,
                evidence: [
                    Evidence(
                        .observed, rule: "package.unchanged", says: "is as its package brought it")
                ])
            verdict.regenerable = Regenerable(from: "package", recipe: package, proof: .located)
            verdictOf[index] = verdicts.index(of: verdict)
            known[package] = verdictOf[index]
        }
    }

    private mutating func putRemarks(_ hearsay: Hearsay) {
        for (path, remarks) in hearsay.remarks {
            guard let index = record(path) else { continue }
            for remark in remarks { add(index, remark) }
        }
        for (path, stores) in hearsay.unlocks {
            guard let index = record(path) else { continue }
            var verdict = verdicts.all[Int(verdictOf[index])]
            verdict.unlocks = Set(verdict.unlocks + stores).sorted()
            verdictOf[index] = verdicts.index(of: verdict)
        }
    }

    private func record(_ path: PathBytes) -> Int? {
        guard path != table.root, path.isWithin(table.root) else { return nil }
        return table.record(
            at: PathBytes(
                bytes: Array(
                    path.bytes.dropFirst(table.root.bytes.count).drop { $0 == UInt8(ascii: "/") })))
    }

    /// Databases found by their first bytes, each a store of kind `file`.
    private func stores() -> [Store] {
        table.records.indices.compactMap { index in
            let record = table.records[index]
            let finding = table.findings[Int(record.finding)]
            guard record.type == .file, dispositions[index] == .listed,
                finding.signature == "sqlite" || finding.signature == "rdb"
            else { return nil }
            let verdict = verdicts.all[Int(verdictOf[index])]
            let path = table.path(ofRecord: index)
            var store = Store(
                place: table.place, kind: .file, name: table.root.appending(path).text,
                itemClass: verdict.itemClass)
            store.path = table.root.appending(path)
            store.engine = finding.signature == "sqlite" ? "sqlite" : "redis"
            store.bytes = record.size
            store.evidence = [
                Evidence(
                    .observed, rule: "content.\(finding.signature ?? "")",
                    says: "its first bytes say so", at: path.text)
            ]
            return store
        }
    }
}
