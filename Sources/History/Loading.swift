import Vocabulary

/// Makes a classified table again of the folders that were valid on an occasion.
struct Loading {
    private let root: HistoryFile.WalkedRoot
    private let rollups: [PathBytes: Int]
    private let key: SecretKey?
    private var table: FileTable
    private var verdictOfRecord: [UInt32] = []
    private var dispositions: [Disposition] = []
    private var verdictIndexes: [UInt32: UInt32] = [:]
    private var findingIndexes: [UInt32: UInt32] = [0: 0]
    /// The folders above the next one: where their paths end, and the rollup they are in.
    private var above: [(path: [UInt8], index: UInt32, rollup: Int?)] = []

    /// A loading of one root.
    ///
    /// - Parameter rollups: the paths of its rollups, in their order among all rollups of it.
    init(_ root: HistoryFile.WalkedRoot, rollups: [PathBytes], key: SecretKey?) {
        self.root = root
        self.key = key
        self.rollups = Dictionary(
            rollups.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        table = FileTable(place: root.place, root: root.path)
        table.began = root.began
    }

    /// The table as it was on an occasion.
    mutating func table(
        _ database: borrowing Database, at occasion: Int64
    ) throws(HistoryError) -> ClassifiedTable {
        let statement = try database.prepare(
            """
            SELECT path, content FROM folders
            WHERE root = ?1 AND since <= ?2 AND (until IS NULL OR until > ?2) ORDER BY path
            """)
        statement.bind([.integer(root.number), .integer(occasion)])
        while try database.step(statement) {
            let path = statement.blob(0)
            let isSound = statement.withBlob(1) { add(path: path, $0) }
            guard isSound else { throw .damaged(database.path, why: "a folder's record") }
        }
        closeFolders()
        let rootVerdict = try addRoot(database)
        let verdicts = try pieces(verdictIndexes, database) { Verdict($0) ?? Verdict(.unknown) }
        table.findings = try pieces(findingIndexes, database) { Finding($0) }
        return ClassifiedTable(
            table: table, verdicts: verdicts, verdictOfRecord: verdictOfRecord,
            rootVerdict: rootVerdict, dispositions: dispositions)
    }

    private mutating func add(path: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard var unpack = FolderUnpack(bytes, key: key) else { return false }
        let index = UInt32(table.folders.count)
        var folder = unpack.folder
        folder.first = UInt32(table.records.count)
        guard let rollup = enter(path, index, &folder) else { return false }
        table.folders.append(folder)
        for _ in 0..<folder.count {
            guard let entry = unpack.next() else { return false }
            add(entry, bytes, folder: index, rollup: rollup)
        }
        return true
    }

    /// Finds the folder's place below those before it, and the rollup it lies in.
    private mutating func enter(
        _ path: [UInt8], _ index: UInt32, _ folder: inout FolderRecord
    ) -> Int?? {
        let slashed = path.map { $0 == 0 ? UInt8(ascii: "/") : $0 }
        while let last = above.last, !Self.isBelow(path, last.path) { above.removeLast() }
        var rollup = above.last?.rollup
        if let own = rollups[PathBytes(bytes: slashed)] { rollup = own }
        if index > 0 {
            guard let parent = above.last else { return nil }
            folder.parent = parent.index
            folder.depth = table.folders[Int(parent.index)].depth &+ 1
            let name = PathBytes(bytes: slashed).name
            guard let entry = table.entry(named: name, inFolder: Int(parent.index)) else {
                return nil
            }
            folder.entry = UInt32(entry)
        }
        above.append((path, index, rollup))
        return .some(rollup)
    }

    private static func isBelow(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
        if folder.isEmpty { return true }
        return path.count > folder.count && path[folder.count] == 0 && path.starts(with: folder)
    }

    private mutating func add(
        _ entry: FolderUnpack.Entry, _ bytes: UnsafeRawBufferPointer, folder: UInt32, rollup: Int?
    ) {
        var record = entry.record
        record.folder = folder
        record.nameOffset = UInt32(table.names.count)
        record.finding = Self.index(of: entry.finding, in: &findingIndexes)
        table.names.append(contentsOf: bytes[entry.name])
        if let target = entry.target { table.targets[UInt32(table.records.count)] = target }
        verdictOfRecord.append(Self.index(of: entry.verdict, in: &verdictIndexes))
        var disposition = Disposition(code: UInt32(entry.disposition))
        if entry.disposition == 3 {
            let own = record.type == .folder ? ownRollup(folder, bytes[entry.name]) : nil
            disposition = .rolledUp(own ?? rollup ?? 0)
        }
        dispositions.append(disposition)
        table.records.append(record)
    }

    /// The rollup that a folder is the top of.
    private func ownRollup(_ parent: UInt32, _ name: Slice<UnsafeRawBufferPointer>) -> Int? {
        guard !rollups.isEmpty, let last = above.last else { return nil }
        let path = last.path.map { $0 == 0 ? UInt8(ascii: "/") : $0 }
        return rollups[PathBytes(bytes: path).appending(PathBytes(bytes: Array(name)))]
    }

    private static func index(of part: UInt32, in indexes: inout [UInt32: UInt32]) -> UInt32 {
        if let index = indexes[part] { return index }
        let index = UInt32(indexes.count)
        indexes[part] = index
        return index
    }

    private mutating func closeFolders() {
        for index in table.folders.indices { table.folders[index].end = UInt32(index) + 1 }
        for index in table.folders.indices.dropFirst().reversed() {
            let parent = Int(table.folders[index].parent)
            table.folders[parent].end = max(table.folders[parent].end, table.folders[index].end)
        }
    }

    private mutating func addRoot(_ database: borrowing Database) throws(HistoryError) -> Verdict {
        let entry = root.entry.withUnsafeBytes { bytes in
            var unpack = FolderUnpack(bytes, key: key)
            return unpack?.next()
        }
        guard let entry else { throw .damaged(database.path, why: "a root's record") }
        table.rootRecord = entry.record
        table.rootRecord.finding = Self.index(of: entry.finding, in: &findingIndexes)
        let read = try pieces([entry.verdict: 0], database) { Verdict($0) ?? Verdict(.unknown) }
        return read.first ?? Verdict(.unknown)
    }

    /// The values of parts, in the order of their indexes; part 0 is an empty object.
    private func pieces<Piece>(
        _ indexes: [UInt32: UInt32], _ database: borrowing Database, _ read: (JSONValue) -> Piece
    ) throws(HistoryError) -> [Piece] {
        let statement = try database.prepare("SELECT content FROM parts WHERE id = ?")
        var pieces: [Piece] = []
        for (part, _) in indexes.sorted(by: { $0.value < $1.value }) {
            statement.bind([.integer(Int64(part))])
            let content = try database.step(statement) ? statement.blob(0) : Array("{}".utf8)
            guard let value = try? JSONReader.read(content) else {
                throw .damaged(database.path, why: "a part is no JSON")
            }
            pieces.append(read(value))
        }
        return pieces
    }
}
