import Vocabulary

extension Merge {
    /// Puts a folder with everything below it in as the earlier walk found it, where a stopped walk
    /// did not come to it; false where the earlier one did not know it.
    mutating func keepEarlier(_ folder: UInt32, _ parent: UInt32, _ entry: UInt32) -> Bool {
        guard let previous, folder != .max, entry != .max else { return false }
        let folders = Int(folder)..<Int(previous.folders[Int(folder)].end)
        let top = UInt32(table.folders.count)
        let last = previous.folders[folders.upperBound - 1]
        let first = Int(previous.folders[Int(folder)].first)
        let shift = table.records.count - first
        for index in folders {
            var kept = previous.folders[index]
            kept.first = UInt32(Int(kept.first) + shift)
            if index == Int(folder) {
                (kept.parent, kept.entry, kept.isComplete) = (parent, entry, false)
            } else {
                kept.parent = top + (kept.parent - folder)
                kept.entry = UInt32(Int(kept.entry) + shift)
            }
            table.folders.append(kept)
        }
        for index in first..<Int(last.first + last.count) {
            keep(previous.records[index], index, previous, folder: top, before: folder)
        }
        table.keptFolders.append(table.path(ofFolder: Int(top)))
        return true
    }

    private mutating func keep(
        _ record: FileRecord, _ index: Int, _ previous: FileTable, folder: UInt32, before: UInt32
    ) {
        var kept = record
        kept.nameOffset = UInt32(table.names.count)
        table.names.append(contentsOf: previous.name(record))
        kept.folder = folder + (record.folder - before)
        if record.finding != 0 {
            kept.finding = findings.index(of: record.finding, lane: nil)
        }
        if record.flags & FileRecord.Flag.digested != 0 { kept.flags |= FileRecord.Flag.carried }
        table.targets[UInt32(table.records.count)] = previous.targets[UInt32(index)]
        table.records.append(kept)
    }
}
