import Glibc
import Vocabulary

/// An earlier walk's plain parts, lent to all lanes for the length of one walk.
struct EarlierTable: Sendable {
    private let recordBlock: PlainBlock
    private let folderBlock: PlainBlock
    private let nameBlock: PlainBlock
    let began: Int64

    /// Lends a table to `body`.
    static func lend<Result>(
        _ table: FileTable?, _ body: (EarlierTable?) throws(PlacesError) -> Result
    ) throws(PlacesError) -> Result {
        guard let table, !table.folders.isEmpty else { return try body(nil) }
        let outcome = table.records.withUnsafeBufferPointer { records in
            table.folders.withUnsafeBufferPointer { folders in
                table.names.withUnsafeBufferPointer { names in
                    let earlier = EarlierTable(
                        recordBlock: lent(records), folderBlock: lent(folders),
                        nameBlock: lent(names), began: table.began)
                    return Swift.Result { () throws(PlacesError) in try body(earlier) }
                }
            }
        }
        return try outcome.get()
    }

    private static func lent<Element>(_ buffer: UnsafeBufferPointer<Element>) -> PlainBlock {
        PlainBlock(address: UInt(bitPattern: buffer.baseAddress), count: buffer.count)
    }

    var records: UnsafeMutableBufferPointer<FileRecord> { recordBlock.elements(FileRecord.self) }
    var folders: UnsafeMutableBufferPointer<FolderRecord> {
        folderBlock.elements(FolderRecord.self)
    }
    var names: UnsafeMutableBufferPointer<UInt8> { nameBlock.elements(UInt8.self) }
}

/// Steps through a folder of an earlier walk beside the same folder of this one, both by name.
struct CarryCursor {
    private let table: EarlierTable
    private var entry: Int
    private let end: Int
    private var child: Int
    private let lastChild: Int
    let folder: FolderRecord

    /// A cursor at the start of a folder of the earlier table.
    init(_ table: EarlierTable, folder index: Int) {
        self.table = table
        folder = table.folders[index]
        entry = Int(folder.first)
        end = entry + Int(folder.count)
        child = index + 1
        lastChild = Int(folder.end)
    }

    /// The earlier record of that name; names must come in byte order.
    mutating func find(_ name: UnsafePointer<CChar>, count: Int) -> Int? {
        while entry < end {
            let record = table.records[entry]
            let common = min(Int(record.nameLength), count)
            var order = 0
            if let names = table.names.baseAddress {
                order = Int(memcmp(names + Int(record.nameOffset), name, common))
            }
            if order == 0 { order = Int(record.nameLength) - count }
            if order == 0 { return entry }
            if order > 0 { return nil }
            entry += 1
        }
        return nil
    }

    /// The earlier folder that a found record was; records must come in order.
    mutating func folder(ofRecord record: Int) -> UInt32 {
        while child < lastChild, Int(table.folders[child].entry) < record {
            child = Int(table.folders[child].end)
        }
        guard child < lastChild, Int(table.folders[child].entry) == record else { return .max }
        return UInt32(child)
    }

    /// The earlier record, where its digest still stands for a file that looks like `now`.
    ///
    /// Everything a write would change is the same, and the last change lies before the earlier
    /// walk began: a change within the same tick of the clock would not show.
    func carried(_ found: Int, to now: FileRecord, device: UInt64) -> FileRecord? {
        let earlier = table.records[found]
        guard device == folder.device, earlier.stands(for: now, began: table.began)
        else { return nil }
        return earlier
    }
}

extension FileRecord {
    /// Whether this earlier record's digest stands for a file of the same device that looks like
    /// `now`; `began` is when the earlier walk did.
    func stands(for now: FileRecord, began: Int64) -> Bool {
        let isSame =
            typeCode == now.typeCode && inode == now.inode && size == now.size
            && modified == now.modified && changed == now.changed
        return isSame && changed < began
            && flags & (Flag.digested | Flag.torn) == Flag.digested
    }
}
