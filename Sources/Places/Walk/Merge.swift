import Vocabulary

/// Puts the harvests of all lanes into one table, in an order that no thread had a say in.
struct Merge {
    private let harvests: [Harvest]
    /// Where each folder's records lie, by dense number.
    private var places: [Harvest.Folder]
    var table: FileTable
    /// The new index of each folder, by dense number.
    private var indexes: [UInt32]
    var findings: FindingMap
    /// The earlier walk, for what a stopped one did not come to.
    let previous: FileTable?

    /// The table of these harvests; `table` brings place, root and the root's own record.
    static func table(_ table: FileTable, _ harvests: [Harvest], previous: FileTable?) -> FileTable
    {
        var merge = Merge(table, harvests, previous: previous)
        merge.applyLateFiles()
        merge.order()
        merge.close()
        merge.collect()
        return merge.table
    }

    private init(_ table: FileTable, _ harvests: [Harvest], previous: FileTable?) {
        self.harvests = harvests
        self.table = table
        self.previous = previous
        let count = harvests.reduce(0) { $0 + $1.folders.count }
        let none = Harvest.Folder(
            id: 0, lane: 0, first: 0, count: 0, device: 0, outcome: .unread, isComplete: false)
        places = Array(repeating: none, count: count)
        for harvest in harvests {
            for folder in harvest.folders.elements(Harvest.Folder.self) {
                places[Int(folder.id)] = folder
            }
        }
        indexes = Array(repeating: 0, count: count)
        findings = FindingMap(harvests.map(\.findings), previous: previous?.findings ?? [])
    }

    private func applyLateFiles() {
        for file in harvests.flatMap(\.lateFiles) {
            let records = harvests[Int(file.owner)].records.elements(FileRecord.self)
            let old = records[Int(file.record)]
            var entry = file.entry
            if entry.flags & FileRecord.Flag.unread != 0 {
                records[Int(file.record)].flags |= FileRecord.Flag.unread
                continue
            }
            entry.nameOffset = old.nameOffset
            entry.nameLength = old.nameLength
            // Until findings are renumbered, the folder field tells which lane found it.
            entry.folder = file.finder + 1
            records[Int(file.record)] = entry
        }
    }

    /// Lays folders out depth first, in byte order of names, and copies their records.
    private mutating func order() {
        let total = harvests.reduce(0) { $0 + $1.records.count }
        table.records.reserveCapacity(total)
        table.folders.reserveCapacity(places.count)
        table.names.reserveCapacity(harvests.reduce(0) { $0 + $1.names.count } - total)
        var pending: [(id: UInt32, parent: UInt32, entry: UInt32)] = [(0, 0, .max)]
        while let (id, parent, entry) = pending.popLast() {
            let place = places[Int(id)]
            if place.outcome == .stopped, keepEarlier(place.previous, parent, entry) { continue }
            let index = UInt32(table.folders.count)
            indexes[Int(id)] = index
            var folder = FolderRecord()
            folder.device = place.device
            folder.parent = parent
            folder.entry = entry
            folder.first = UInt32(table.records.count)
            folder.count = place.count
            folder.depth = entry == .max ? 0 : table.folders[Int(parent)].depth &+ 1
            folder.isComplete = place.isComplete
            table.folders.append(folder)
            mark(entry, place.outcome)
            let children = pending.count
            copy(place, index, &pending)
            pending[children...].reverse()
        }
    }

    /// Marks the record of a folder that was not entered.
    private mutating func mark(_ entry: UInt32, _ outcome: Harvest.Outcome) {
        guard outcome != .listed else { return }
        let flag =
            outcome == .unread || outcome == .stopped
            ? FileRecord.Flag.unread : FileRecord.Flag.excluded
        guard entry != .max else {
            table.rootRecord.flags |= flag
            return
        }
        let wasExcluded = table.records[Int(entry)].flags & FileRecord.Flag.excluded != 0
        if !wasExcluded { table.records[Int(entry)].flags |= flag }
        if outcome == .otherMount, !wasExcluded {
            leaveOut(table.path(ofRecord: Int(entry)), .otherMount, items: 1)
        }
    }

    private mutating func leaveOut(_ path: PathBytes, _ reason: ExclusionReason, items: Int) {
        table.excluded.append(
            Exclusion(
                place: table.place, root: table.root, path: path, reason: reason.rawValue,
                items: items))
    }

    private mutating func copy(
        _ place: Harvest.Folder, _ index: UInt32,
        _ pending: inout [(id: UInt32, parent: UInt32, entry: UInt32)]
    ) {
        let harvest = harvests[Int(place.lane)]
        let records = harvest.records.elements(FileRecord.self)
        let names = UnsafeRawBufferPointer(harvest.names.elements(UInt8.self))
        let range = Int(place.first)..<(Int(place.first) + Int(place.count))
        for var record in records[range] {
            let start = Int(record.nameOffset)
            record.nameOffset = UInt32(table.names.count)
            table.names.append(contentsOf: names[start..<(start + Int(record.nameLength))])
            if record.type == .folder {
                if record.folder != .max {
                    pending.append((record.folder, index, UInt32(table.records.count)))
                }
            } else if record.finding != 0 {
                let lane = record.folder == 0 ? place.lane : record.folder - 1
                let isCarried = record.flags & FileRecord.Flag.carried != 0
                record.finding = findings.index(
                    of: record.finding, lane: isCarried ? nil : Int(lane))
            }
            record.folder = index
            table.records.append(record)
        }
    }

    /// Gives every folder the end of its descendants.
    private mutating func close() {
        for index in table.folders.indices { table.folders[index].end = UInt32(index) + 1 }
        for index in table.folders.indices.dropFirst().reversed() {
            let parent = Int(table.folders[index].parent)
            table.folders[parent].end = max(table.folders[parent].end, table.folders[index].end)
        }
    }

    /// Gathers what is not plain: link targets, exclusions, problems, findings.
    private mutating func collect() {
        table.findings = findings.all
        let moved = RecordMap(harvests, places, indexes, table.folders)
        for (lane, harvest) in harvests.enumerated() {
            for link in harvest.targets {
                table.targets[moved.record(lane, link.record)] = link.target
            }
            for omission in harvest.omissions {
                let record = Int(moved.record(lane, omission.record))
                let items = table.folderIndex(ofRecord: record).map(table.count(below:)) ?? 0
                leaveOut(table.path(ofRecord: record), omission.reason, items: items + 1)
            }
            table.problems.append(contentsOf: harvest.problems)
        }
        table.excluded.sort { ($0.path, $0.reason) < ($1.path, $1.reason) }
        table.problems.sort()
    }
}

/// Where a lane's record went, by binary search over the folders of that lane.
struct RecordMap {
    private let starts: [[(first: UInt32, moved: UInt32)]]

    init(
        _ harvests: [Harvest], _ places: [Harvest.Folder], _ indexes: [UInt32],
        _ folders: [FolderRecord]
    ) {
        // A lane keeps its folders one behind the other, so they stand sorted already.
        starts = harvests.map { harvest in
            guard !harvest.targets.isEmpty || !harvest.omissions.isEmpty else { return [] }
            return harvest.folders.elements(Harvest.Folder.self).compactMap { folder in
                guard folder.count > 0 else { return nil }
                return (folder.first, folders[Int(indexes[Int(folder.id)])].first)
            }
        }
    }

    /// The new index of a lane's record.
    func record(_ lane: Int, _ record: UInt32) -> UInt32 {
        let starts = starts[lane]
        var (low, high) = (0, starts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle].first <= record { low = middle } else { high = middle }
        }
        return starts[low].moved + (record - starts[low].first)
    }
}

/// One numbering for the findings of all lanes and of the earlier table, in order of use.
struct FindingMap {
    private let lanes: [[Finding]]
    private let previous: [Finding]
    private(set) var all: [Finding] = [Finding()]
    private var known: [Finding: UInt32] = [Finding(): 0]
    private var laneIndexes: [[UInt32]]
    private var previousIndexes: [UInt32]

    init(_ lanes: [[Finding]], previous: [Finding]) {
        self.lanes = lanes
        self.previous = previous
        laneIndexes = lanes.map { Array(repeating: .max, count: $0.count) }
        previousIndexes = Array(repeating: .max, count: previous.count)
    }

    /// The common index of a lane's finding, or of the earlier table's where there is no lane.
    mutating func index(of finding: UInt32, lane: Int?) -> UInt32 {
        let index = Int(finding)
        guard let lane else {
            if previousIndexes[index] == .max {
                previousIndexes[index] = number(previous[index])
            }
            return previousIndexes[index]
        }
        if laneIndexes[lane][index] == .max {
            laneIndexes[lane][index] = number(lanes[lane][index])
        }
        return laneIndexes[lane][index]
    }

    private mutating func number(_ finding: Finding) -> UInt32 {
        if let index = known[finding] { return index }
        let index = UInt32(all.count)
        known[finding] = index
        all.append(finding)
        return index
    }
}

extension FileTable {
    /// How many records lie below a folder.
    func count(below folder: Int) -> Int {
        let last = folders[Int(folders[folder].end) - 1]
        return Int(last.first + last.count) - Int(folders[folder].first)
    }
}
