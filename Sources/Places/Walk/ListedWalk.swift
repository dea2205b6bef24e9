import Glibc
public import Vocabulary

/// Entries that a program elsewhere listed, made into the table a walk of our own would give.
///
/// Folders must be listed before what is in them, each folder's content in one stretch or by turns
/// with that of its subfolders: the order of find(1).
public struct ListedWalk: Sendable {
    /// What a listing says about an entry, beside its record.
    public struct Extra: Sendable {
        /// The device it lies on.
        public var device: UInt64
        /// The target of a link.
        public var target: PathBytes?
        /// Whether it is a folder whose content cannot be listed.
        public var isClosed: Bool
        /// Why it cannot be.
        public var refusal = SystemError(EACCES)
        /// Whether it is a folder of which only some is listed.
        public var isPartial = false
        /// Whether something is mounted on it, where it is no folder.
        public var isMount = false

        /// An entry on a device.
        public init(device: UInt64, target: PathBytes? = nil, isClosed: Bool = false) {
            self.device = device
            self.target = target
            self.isClosed = isClosed
        }
    }

    /// What a listing may not say.
    public enum Fault: Error, Equatable, Sendable {
        /// A name that leads out of its folder, or stands in one that was not listed.
        case misplaced(PathBytes)
        /// A name that stands twice in its folder.
        case twice(PathBytes)
    }

    struct Folder {
        var path: PathBytes
        var device: UInt64
        var outcome: Harvest.Outcome = .listed
        var isExcluded = false
        var isPartial = false
        var entries: [UInt32] = []
    }

    /// The entries in the order they were listed; digests and findings are put in here.
    public var records: [FileRecord] = []
    /// What went wrong.
    public var problems: [Problem] = []
    private var table: FileTable
    private var names: [UInt8] = []
    private var folders: [Folder]
    private var holders: [UInt32] = []
    private var targets: [UInt32: PathBytes] = [:]
    private var omissions: [Harvest.Omission] = []
    private var open: [UInt32] = [0]
    private let options: WalkOptions
    private let ignored: IgnorePatterns

    /// An empty listing of a root that is a folder.
    ///
    /// - Parameters:
    ///   - table: brings place, root, the root's own record and when the walk began.
    ///   - ignored: the lines of the ignore file at the root.
    public init(
        _ table: FileTable, _ root: Extra, options: WalkOptions, ignored: IgnorePatterns
    ) {
        self.table = table
        self.options = options
        self.ignored = ignored
        folders = [
            Folder(
                path: PathBytes(bytes: []), device: root.device,
                outcome: root.isClosed ? .unread : .listed)
        ]
        folders[0].isPartial = root.isPartial
        if root.isClosed { refuse(PathBytes(bytes: []), root.refusal) }
    }

    /// Adds the next entry at a path below the root.
    public mutating func add(
        _ record: FileRecord, at path: ArraySlice<UInt8>, _ extra: Extra
    ) throws(Fault) {
        let holder = try holder(of: path)
        let name = path[
            (path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex)...]
        guard !name.isEmpty, name.count < 1 << 16, !name.elementsEqual(".".utf8),
            !name.elementsEqual("..".utf8)
        else { throw .misplaced(PathBytes(path)) }
        var entry = record
        entry.nameOffset = UInt32(names.count)
        entry.nameLength = UInt16(name.count)
        names.append(contentsOf: name)
        take(&entry, path, extra, holder)
        folders[Int(holder)].entries.append(UInt32(records.count))
        holders.append(holder)
        records.append(entry)
    }

    /// The folder an entry stands in, by the folders that are still open.
    private mutating func holder(of path: ArraySlice<UInt8>) throws(Fault) -> UInt32 {
        let cut = path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
        let above = path[path.startIndex..<cut]
        while let last = open.last {
            if folders[Int(last)].path.bytes.elementsEqual(above) { return last }
            open.removeLast()
        }
        throw .misplaced(PathBytes(path))
    }

    /// Decides what becomes of an entry, as a walk of our own does.
    private mutating func take(
        _ entry: inout FileRecord, _ path: ArraySlice<UInt8>, _ extra: Extra, _ holder: UInt32
    ) {
        let device = folders[Int(holder)].device
        let isExcluded = folders[Int(holder)].isExcluded
        let isFolder = entry.type == .folder
        let isElsewhere =
            extra.device != device && (isFolder || extra.isMount) && !options.crossesMounts
        let reason = isExcluded ? nil : reasonToOmit(path, isFolder: isFolder)
        if isExcluded || reason != nil {
            entry = entry.onlyNamed
            if let reason { omit(reason, holder) }
            if isFolder {
                enter(
                    &entry, PathBytes(path), device, isElsewhere ? .otherMount : .listed,
                    isExcluded: true)
            }
        } else if isElsewhere {
            entry.flags |= FileRecord.Flag.excluded
            if isFolder { entry.folder = .max }
            omit(.otherMount, holder)
        } else if isFolder {
            enter(
                &entry, PathBytes(path), extra.device, extra.isClosed ? .unread : .listed,
                isExcluded: false)
            folders[folders.count - 1].isPartial = extra.isPartial
            if extra.isClosed { refuse(PathBytes(path), extra.refusal) }
        } else if let target = extra.target {
            targets[UInt32(records.count)] = target
        }
    }

    private func reasonToOmit(
        _ path: ArraySlice<UInt8>, isFolder: Bool
    ) -> ExclusionReason? {
        if options.excludes.isEmpty, ignored.isEmpty { return nil }
        let path = PathBytes(path)
        if options.excludes.match(path, isFolder: isFolder) { return .pattern }
        return ignored.match(path, isFolder: isFolder) ? .ignoreFile : nil
    }

    private mutating func omit(_ reason: ExclusionReason, _ holder: UInt32) {
        omissions.append(
            Harvest.Omission(folder: holder, record: UInt32(records.count), reason: reason))
    }

    private mutating func enter(
        _ entry: inout FileRecord, _ path: PathBytes, _ device: UInt64,
        _ outcome: Harvest.Outcome, isExcluded: Bool
    ) {
        entry.folder = UInt32(folders.count)
        open.append(entry.folder)
        folders.append(
            Folder(path: path, device: device, outcome: outcome, isExcluded: isExcluded))
    }

    private mutating func refuse(_ path: PathBytes, _ why: SystemError) {
        problems.append(why.problem(place: table.place, path: table.root.appending(path)))
    }

    /// Ends the listing before it was whole: of each folder that is still open, more may be there.
    public mutating func cutShort() {
        for folder in open { folders[Int(folder)].isPartial = true }
    }

    /// Notes that not all is listed, since so many bytes of names and records are as much as is
    /// kept.
    public mutating func noteCut(limit: Int) {
        problems.append(
            Problem(
                place: table.place, path: table.root,
                what: "listed in part: \(records.count) entries, whose names and records fill "
                    + "\(limit >> 20) MiB, and no more",
                code: "listing-cut"))
    }

    /// The path of an entry below the root.
    public func path(of record: Int) -> PathBytes {
        folders[Int(holders[record])].path.appending(name(of: record))
    }

    /// The name of an entry.
    public func name(of record: Int) -> PathBytes { PathBytes(nameBytes(of: record)) }

    private func nameBytes(of record: Int) -> ArraySlice<UInt8> {
        let start = Int(records[record].nameOffset)
        return names[start..<(start + Int(records[record].nameLength))]
    }

    /// Entries in the order of their names' bytes.
    private func sorted(_ entries: [UInt32]) -> [UInt32] {
        names.withUnsafeBytes { names in
            records.withUnsafeBufferPointer { records in
                entries.sorted { left, right in
                    let (left, right) = (records[Int(left)], records[Int(right)])
                    let shorter = Int(min(left.nameLength, right.nameLength))
                    guard shorter > 0, let start = names.baseAddress else {
                        return left.nameLength < right.nameLength
                    }
                    let order = memcmp(
                        start + Int(left.nameOffset), start + Int(right.nameOffset), shorter)
                    return order == 0 ? left.nameLength < right.nameLength : order < 0
                }
            }
        }
    }

    /// Carries digests and findings over from an earlier table, by the rule of a walk of our own.
    public mutating func carry(from previous: FileTable) {
        guard !options.isParanoid, previous.root == table.root, previous.place == table.place,
            !previous.folders.isEmpty
        else { return }
        var earlier: [Int?] = Array(repeating: nil, count: folders.count)
        earlier[0] = 0
        for index in records.indices {
            guard let folder = earlier[Int(holders[index])],
                let found = previous.entry(named: name(of: index), inFolder: folder)
            else { continue }
            if records[index].type == .folder, records[index].folder != .max {
                earlier[Int(records[index].folder)] = previous.folderIndex(ofRecord: found)
            } else if records[index].type == .file,
                previous.folders[folder].device == folders[Int(holders[index])].device,
                previous.records[found].stands(for: records[index], began: previous.began)
            {
                records[index].digest = previous.records[found].digest
                records[index].finding = previous.records[found].finding
                records[index].flags |= FileRecord.Flag.digested | FileRecord.Flag.carried
            }
        }
    }

    /// The table of everything that was listed.
    ///
    /// - Parameter findings: what the records' `finding` counts in; index 0 is "nothing found".
    public func finished(findings: [Finding], previous: FileTable?) throws(Fault) -> FileTable {
        var harvest = HarvestMaker(entries: records.count)
        for (id, folder) in folders.enumerated() {
            let sorted = sorted(folder.entries)
            for (one, next) in zip(sorted, sorted.dropFirst())
            where nameBytes(of: Int(one)) == nameBytes(of: Int(next)) {
                throw .twice(path(of: Int(one)))
            }
            harvest.add(
                folder: UInt32(id), device: folder.device, outcome: folder.outcome,
                isPartial: folder.isPartial,
                sorted.lazy.map { (records[Int($0)], nameBytes(of: Int($0))) })
            for entry in sorted { harvest.move(entry, targets[entry]) }
        }
        let all = harvest.harvest(findings, omissions, problems)
        defer { all.deallocate() }
        return Merge.table(table, [all], previous: previous)
    }
}

extension FileRecord {
    /// What a walk keeps of an entry that is left out: what it is, and its inode.
    var onlyNamed: FileRecord {
        var record = FileRecord()
        record.nameOffset = nameOffset
        record.nameLength = nameLength
        record.typeCode = typeCode
        record.inode = inode
        record.flags = Flag.excluded
        return record
    }
}
