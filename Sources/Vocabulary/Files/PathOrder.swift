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
    /// Names of folders that are not entered.
    private let omitted: [[UInt8]]

    /// - Parameters:
    ///   - prefix: stands before the path below the root.
    ///   - omitted: names of folders that are not entered.
    init(_ table: FileTable, prefix: [UInt8] = [], omitting omitted: [[UInt8]] = []) {
        self.table = table
        self.omitted = omitted
        if !table.folders.isEmpty { enter(folder: 0, prefix: prefix) }
    }

    /// The next record and its path.
    public mutating func next() -> (record: Int, path: PathBytes)? {
        guard let record = nextRecord() else { return nil }
        return (record, path(of: record))
    }

    /// The next record alone, for whoever wants few of the paths.
    mutating func nextRecord() -> Int? {
        while let top = stack.indices.last {
            let entry = stack[top].entries.first
            if let folder = stack[top].subfolders.last, isSubfolderNext(folder, before: entry) {
                stack[top].subfolders.removeLast()
                let name = table.name(ofFolder: folder)
                guard !omitted.contains(where: { name.elementsEqual($0) }) else { continue }
                enter(folder: folder, prefix: stack[top].prefix + name + [UInt8(ascii: "/")])
            } else if let entry {
                stack[top].entries.removeFirst()
                return entry
            } else {
                stack.removeLast()
            }
        }
        return nil
    }

    /// The path of the record that was given last.
    func path(of record: Int) -> PathBytes {
        let prefix = stack[stack.count - 1].prefix
        let name = table.name(table.records[record])
        var path: [UInt8] = []
        path.reserveCapacity(prefix.count + name.count)
        path.append(contentsOf: prefix)
        path.append(contentsOf: name)
        return PathBytes(bytes: path)
    }

    private mutating func enter(folder: Int, prefix: [UInt8]) {
        var subfolders: [Int] = []
        var child = folder + 1
        while child < Int(table.folders[folder].end) {
            subfolders.append(child)
            child = Int(table.folders[child].end)
        }
        // By name they stand already; with `/` behind each, few change places.
        subfolders.reverse()
        for at in subfolders.indices.dropFirst()
        where precedes(
            table.name(ofFolder: subfolders[at - 1]), table.name(ofFolder: subfolders[at]))
        {
            subfolders.sort { precedes(table.name(ofFolder: $1), table.name(ofFolder: $0)) }
            break
        }
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
        var (at, to) = (one.startIndex, other.startIndex)
        while at < one.endIndex, to < other.endIndex, one[at] == other[to] {
            at += 1
            to += 1
        }
        let slash = UInt8(ascii: "/")
        let isOver = at == one.endIndex && to == other.endIndex
        return !isOver
            && (at < one.endIndex ? one[at] : slash) < (to < other.endIndex ? other[to] : slash)
    }
}

extension FileTable {
    /// The records in the bytewise order of their paths.
    public var inPathOrder: PathOrder { PathOrder(self) }

    /// The same, with the absolute path of each, without what lies in folders of these names.
    public func inOrderOfAbsolutePaths(omitting omitted: [[UInt8]]) -> PathOrder {
        let isEnded = root.isEmpty || root.bytes.last == UInt8(ascii: "/")
        return PathOrder(
            self, prefix: isEnded ? root.bytes : root.bytes + [UInt8(ascii: "/")],
            omitting: omitted)
    }
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
    public mutating func next() -> Item? { next { _ in true } }

    /// The next item of a record that is wanted; the root is.
    public mutating func next(where isWanted: (Int) -> Bool) -> Item? {
        if !isRootGiven {
            isRootGiven = true
            return source.rootItem(key: key)
        }
        while let record = order.nextRecord() {
            guard source.dispositions[record] == .listed, isWanted(record) else { continue }
            let verdict = verdicts[Int(source.verdictOfRecord[record])]
            return source.item(ofRecord: record, path: order.path(of: record), verdict, key: key)
        }
        return nil
    }
}
