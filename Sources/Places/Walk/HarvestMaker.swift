import Vocabulary

/// Puts entries that lie in arrays into the plain blocks that a lane would bring home.
struct HarvestMaker: ~Copyable {
    private var records = PlainBuffer<FileRecord>(room: 1 << 10)
    private var names = PlainBuffer<CChar>(room: 1 << 16)
    private var folders = PlainBuffer<Harvest.Folder>(room: 256)
    private var targets: [(record: UInt32, target: PathBytes)] = []
    /// The new index of each entry, by the old one.
    private var moved: [UInt32]
    private var next: UInt32 = 0

    /// Room for so many entries.
    init(entries: Int) {
        moved = Array(repeating: 0, count: entries)
    }

    /// Adds a folder with its entries, sorted by name.
    mutating func add(
        folder id: UInt32, device: UInt64, outcome: Harvest.Outcome, isPartial: Bool,
        _ entries: some Collection<(record: FileRecord, name: ArraySlice<UInt8>)>
    ) {
        folders.append(
            Harvest.Folder(
                id: id, lane: 0, first: UInt32(records.count), count: UInt32(entries.count),
                device: device, outcome: outcome, isComplete: outcome != .unread && !isPartial))
        for (record, name) in entries {
            var record = record
            record.nameOffset = UInt32(names.count)
            for byte in name { names.append(CChar(bitPattern: byte)) }
            names.append(0)
            records.append(record)
        }
    }

    /// Notes where an entry went: entries come here in the order in which they were added.
    mutating func move(_ entry: UInt32, _ target: PathBytes?) {
        moved[Int(entry)] = next
        if let target { targets.append((next, target)) }
        next += 1
    }

    /// The harvest; whoever takes it deallocates it.
    consuming func harvest(
        _ findings: [Finding], _ omissions: [Harvest.Omission], _ problems: [Problem]
    ) -> Harvest {
        let omissions = omissions.map { omission in
            var omission = omission
            omission.record = moved[Int(omission.record)]
            return omission
        }
        return Harvest(
            records: records.release(), names: names.release(), folders: folders.release(),
            targets: targets, findings: findings, omissions: omissions, lateFiles: [],
            problems: problems)
    }
}
