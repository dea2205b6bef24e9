/// The records of a table in the bytewise order of their paths, as documents list them.
///
/// A table stands folder by folder; bytewise, `a`, `a-b`, `a/c` follow each other. Each folder is
/// a merge of its entries by name and of its subfolders by name and `/`.
public struct PathOrder: Sequence, IteratorProtocol, Sendable {
    /// One folder being listed.
    struct Frame: Sendable {
        /// Its path with a `/` behind it; empty for the root.
        let prefix: [UInt8]
        /// Its entries not yet given.
        var entries: Range<Int>
        /// Its subfolders not yet entered, last one first.
        var subfolders: [Int]
    }

    let table: FileTable
    var stack: [Frame] = []

    init(_ table: FileTable) {
        self.table = table
        if !table.folders.isEmpty { enter(folder: 0, prefix: []) }
    }

    /// The next record and its path below the root.
    public mutating func next() -> (record: Int, path: PathBytes)? {
        while var frame = stack.popLast() {
            let entry = frame.entries.first
            if let folder = frame.subfolders.last, isSubfolderNext(folder, before: entry) {
                frame.subfolders.removeLast()
                stack.append(frame)
                let name = table.name(ofFolder: folder)
                enter(folder: folder, prefix: frame.prefix + name + [UInt8(ascii: "/")])
            } else if let entry {
                frame.entries.removeFirst()
                let name = table.name(table.records[entry])
                var path: [UInt8] = []
                path.reserveCapacity(frame.prefix.count + name.count)
                path.append(contentsOf: frame.prefix)
                path.append(contentsOf: name)
                stack.append(frame)
                return (entry, PathBytes(bytes: path))
            }
        }
        return nil
    }

    private mutating func enter(folder: Int, prefix: [UInt8]) {
        var subfolders: [Int] = []
        var child = folder + 1
        while child < Int(table.folders[folder].end) {
            subfolders.append(child)
            child = Int(table.folders[child].end)
        }
        subfolders.sort { precedes(table.name(ofFolder: $1), table.name(ofFolder: $0)) }
        stack.append(
            Frame(prefix: prefix, entries: table.entries(ofFolder: folder), subfolders: subfolders))
    }

    /// Whether a subfolder's content stands before an entry: its name and `/` against the name.
    private func isSubfolderNext(_ folder: Int, before entry: Int?) -> Bool {
        guard let entry else { return true }
        let name = table.name(ofFolder: folder)
        let other = table.name(table.records[entry])
        if other.count <= name.count { return name.lexicographicallyPrecedes(other) }
        guard other.starts(with: name) else { return name.lexicographicallyPrecedes(other) }
        return UInt8(ascii: "/") < other[other.startIndex + name.count]
    }

    /// Whether one name and `/` stand before another name and `/`.
    private func precedes(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        let slash = CollectionOfOne(UInt8(ascii: "/"))
        return (Array(one) + slash).lexicographicallyPrecedes(Array(other) + slash)
    }
}

extension FileTable {
    /// The records in the bytewise order of their paths.
    public var inPathOrder: PathOrder { PathOrder(self) }
}

/// The listed items of a classified table, the root first, in the order documents list them.
public struct ClassifiedItems: Sequence, IteratorProtocol, Sendable {
    let source: ClassifiedTable
    let key: SecretKey?
    var order: PathOrder
    var isRootGiven = false
    private let verdicts: [SharedVerdict]

    init(_ source: ClassifiedTable, key: SecretKey?) {
        self.source = source
        verdicts = source.verdicts.map(SharedVerdict.init)
        self.key = key
        order = source.table.inPathOrder
    }

    /// The next item.
    public mutating func next() -> Item? {
        if !isRootGiven {
            isRootGiven = true
            return source.rootItem(key: key)
        }
        while let (record, path) = order.next() {
            if source.dispositions[record] == .listed {
                let verdict = verdicts[Int(source.verdictOfRecord[record])]
                return source.item(ofRecord: record, path: path, verdict, key: key)
            }
        }
        return nil
    }
}
