import Vocabulary

/// Keeps one walked root: goes through its folders beside those kept, writes those that differ.
struct Keeping: ~Copyable {
    private let source: ClassifiedTable
    private let occasion: Int64
    private let root: Int64
    private let key: SecretKey?
    private let verdicts: [UInt32]
    private let findings: [UInt32]
    private let current: Statement
    private let close: Statement
    private let insert: Statement

    init(
        _ source: ClassifiedTable, scope: Int64, occasion: Int64, key: SecretKey?,
        _ parts: borrowing Parts, _ database: borrowing Database
    ) throws(HistoryError) {
        let verdicts = try parts.numbers(source.verdicts, database)
        let findings = try parts.numbers(source.table.findings, database)
        let root = try Self.root(source.table, scope, database)
        let current = try database.prepare(
            """
            SELECT id, path, digest FROM folders WHERE root = ? AND until IS NULL ORDER BY path
            """)
        let close = try database.prepare("UPDATE folders SET until = ? WHERE id = ?")
        let insert = try database.prepare(
            "INSERT INTO folders(root, path, since, digest, content) VALUES(?, ?, ?, ?, ?)")
        (self.source, self.occasion, self.key, self.root) = (source, occasion, key, root)
        (self.verdicts, self.findings) = (verdicts, findings)
        self.current = current
        self.close = close
        self.insert = insert
    }

    private static func root(
        _ table: FileTable, _ scope: Int64, _ database: borrowing Database
    ) throws(HistoryError) -> Int64 {
        let values: [Value] = [.integer(scope), .text(table.place), .blob(table.root.bytes)]
        try database.run("INSERT OR IGNORE INTO roots(scope, place, path) VALUES(?, ?, ?)", values)
        let query = "SELECT id FROM roots WHERE scope = ? AND place = ? AND path = ?"
        return try database.rows(query, values) { $0.integer(0) }.first ?? 0
    }

    /// A folder as the history has it now.
    private struct Kept {
        let id: Int64
        let path: [UInt8]
        let digest: [UInt8]
    }

    /// Keeps the table; whether everything in it is what the occasion before had.
    func keep(
        _ parts: borrowing Parts, _ database: borrowing Database, previous: Int64?
    ) throws(HistoryError) -> Bool {
        var isSame = try keepRoot(parts, database, previous: previous)
        let (changed, gone) = try compare(database)
        for id in gone + changed.compactMap(\.replaced) {
            close.bind([.integer(occasion), .integer(id)])
            try database.step(close)
        }
        for folder in changed {
            insert.bind([
                .integer(root), .blob(folder.path), .integer(occasion),
                .blob(folder.digest), .blob(folder.content),
            ])
            try database.step(insert)
        }
        isSame = isSame && changed.isEmpty && gone.isEmpty
        return isSame
    }

    /// A folder that is new, or not what it was.
    private struct Changed {
        let replaced: Int64?
        let path: [UInt8]
        let digest: [UInt8]
        let content: [UInt8]
    }

    /// What is to be written and what is no more: two walks in the same order, side by side.
    private func compare(
        _ database: borrowing Database
    ) throws(HistoryError) -> (changed: [Changed], gone: [Int64]) {
        current.bind([.integer(root)])
        var changed: [Changed] = []
        var gone: [Int64] = []
        var kept = try nextKept(database)
        var pack = FolderPack(key: key)
        var paths = FolderPaths()
        for index in source.table.folders.indices {
            paths.enter(index, source.table)
            let path = paths.path
            while let old = kept, old.path.lexicographicallyPrecedes(path) {
                gone.append(old.id)
                kept = try nextKept(database)
            }
            fill(&pack, folder: index)
            let digest = SHA256.digest(pack.bytes).bytes
            var replaced: Int64?
            if let old = kept, old.path == path {
                kept = try nextKept(database)
                if old.digest == digest { continue }
                replaced = old.id
            }
            // Copies: what is kept of one folder is as long as it says, and the next is packed and
            // named in the same memory.
            changed.append(
                Changed(
                    replaced: replaced, path: path.withUnsafeBufferPointer { Array($0) },
                    digest: digest, content: pack.bytes.withUnsafeBufferPointer { Array($0) }))
        }
        while let old = kept {
            gone.append(old.id)
            kept = try nextKept(database)
        }
        return (changed, gone)
    }

    private func nextKept(_ database: borrowing Database) throws(HistoryError) -> Kept? {
        guard try database.step(current) else { return nil }
        return Kept(id: current.integer(0), path: current.blob(1), digest: current.blob(2))
    }

    private func fill(_ pack: inout FolderPack, folder: Int) {
        pack.begin(source.table.folders[folder])
        for index in source.table.entries(ofFolder: folder) {
            let record = source.table.records[index]
            let verdict = Int(source.verdictOfRecord[index])
            let isLink = record.type == .link
            pack.add(
                record, name: source.table.name(record),
                target: isLink ? source.table.targets[UInt32(index)] : nil,
                finding: record.finding == 0 ? 0 : findings[Int(record.finding)],
                verdict: verdicts[verdict], secret: source.verdicts[verdict].secret,
                disposition: source.dispositions[index])
        }
    }

    /// Keeps the root's own record; whether it is what the occasion before had.
    private func keepRoot(
        _ parts: borrowing Parts, _ database: borrowing Database, previous: Int64?
    ) throws(HistoryError) -> Bool {
        let record = source.table.rootRecord
        let verdict = try parts.number(JSONText.bytes(source.rootVerdict), database)
        var pack = FolderPack(key: key)
        pack.begin(FolderRecord())
        pack.add(
            record, name: [], target: nil,
            finding: record.finding == 0 ? 0 : findings[Int(record.finding)],
            verdict: UInt32(verdict), secret: source.rootVerdict.secret, disposition: .listed)
        let isComplete = source.table.folders.allSatisfy(\.isComplete)
        try database.run(
            "INSERT INTO walks VALUES(?, ?, ?, ?, ?)",
            [
                .integer(occasion), .integer(root), .integer(source.table.began),
                .integer(isComplete ? 1 : 0), .blob(pack.bytes),
            ])
        guard let previous else { return false }
        let before = try database.rows(
            "SELECT entry FROM walks WHERE occasion = ? AND root = ?",
            [.integer(previous), .integer(root)]
        ) { $0.blob(0) }
        return before == [pack.bytes]
    }
}

/// The paths of folders as a history orders them: NUL for `/`, so that bytes order as walks do.
struct FolderPaths {
    private var above: [(end: UInt32, length: Int)] = []
    /// The path of the folder entered last.
    private(set) var path: [UInt8] = []

    /// Enters the next folder of a table, in its order.
    mutating func enter(_ index: Int, _ table: FileTable) {
        guard index > 0 else { return }
        while let last = above.last, last.end <= UInt32(index) { above.removeLast() }
        path.removeSubrange((above.last?.length ?? 0)...)
        if !path.isEmpty { path.append(0) }
        path.append(contentsOf: table.name(ofFolder: index))
        above.append((table.folders[index].end, path.count))
    }
}
