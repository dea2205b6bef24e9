import Glibc
import Places
import Vocabulary

/// A walked table as `find -printf '%y %s %m %U %G %T@ %C@ %n %i %D %P\0%l\0'` would print it,
/// each entry behind a letter: `o` for one that is as it should be, `x` for a folder that cannot be
/// listed, `u` for another entry that cannot be looked at (both with errno(3) in place of a
/// target), `m` for one on which something is mounted.
struct ListingText {
    /// A folder whose entries are told, and how far that is.
    private struct Open {
        let folder: Int
        let path: [UInt8]
        var record: Int
        var child: Int
    }

    private let table: FileTable
    private let failures: [PathBytes: Int32]
    private let own: PathBytes?
    private var stack: [Open] = []
    private var isBegun = false

    init(_ table: FileTable, failures: [PathBytes: Int32], own: PathBytes?) {
        self.table = table
        self.failures = failures
        self.own = own
    }

    /// Adds the next entry; false where there is none.
    mutating func next(_ out: inout [UInt8]) -> Bool {
        guard isBegun else {
            isBegun = true
            let device = table.folders.first?.device ?? 0
            let isListed = table.folders.first?.isComplete ?? true
            add(table.rootRecord, [], device, isListed: isListed, target: nil, &out)
            if !table.folders.isEmpty { enter(0, []) }
            return true
        }
        while let top = stack.last {
            let range = table.entries(ofFolder: top.folder)
            guard top.record < range.upperBound else {
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].record += 1
            if tell(top, &out) { return true }
        }
        return false
    }

    private mutating func enter(_ folder: Int, _ path: [UInt8]) {
        stack.append(
            Open(
                folder: folder, path: path, record: table.entries(ofFolder: folder).lowerBound,
                child: folder + 1))
    }

    /// Tells an entry and opens it where it is a folder; false for the folder of this program.
    private mutating func tell(_ top: Open, _ out: inout [UInt8]) -> Bool {
        let record = table.records[top.record]
        let slash = top.path.isEmpty ? [] : [UInt8(ascii: "/")]
        let path = top.path + slash + Array(table.name(record))
        let isEntered =
            top.child < table.folders.count && Int(table.folders[top.child].entry) == top.record
        let end = isEntered ? Int(table.folders[top.child].end) : top.child
        stack[stack.count - 1].child = end
        if let own, table.root.appending(PathBytes(bytes: path)) == own { return false }
        let device = table.folders[isEntered ? top.child : top.folder].device
        let isListed = !isEntered || table.folders[top.child].isComplete
        add(
            record, path, device, isListed: isListed,
            target: table.targets[UInt32(top.record)]?.bytes, &out)
        if isEntered { enter(top.child, path) }
        return true
    }

    private func add(
        _ record: FileRecord, _ path: [UInt8], _ device: UInt64, isListed: Bool, target: [UInt8]?,
        _ out: inout [UInt8]
    ) {
        let isMount = record.flags & FileRecord.Flag.excluded != 0
        let isUnread = record.flags & FileRecord.Flag.unread != 0 || !isListed
        let letter = isMount ? "m" : !isUnread ? "o" : record.type == .folder ? "x" : "u"
        let device = isMount ? device &+ 1 : device
        out += Array(letter.utf8)
        out += Array("\(Self.letter(record.type)) \(record.size) ".utf8)
        out += Array(String(record.mode, radix: 8).utf8)
        out += Array(" \(record.uid) \(record.gid) ".utf8)
        out += Array(
            "\(StatusText.time(record.modified)) \(StatusText.time(record.changed)) ".utf8)
        out += Array("\(record.links) \(record.inode) \(device) ".utf8)
        out += path + [0]
        if isUnread, !isMount {
            let place = table.root.appending(PathBytes(bytes: path))
            out += Array(String(failures[place] ?? EIO).utf8)
        } else if let target {
            out += target
        }
        out.append(0)
    }

    private static func letter(_ type: ItemType) -> String {
        switch type {
        case .file: "f"
        case .folder: "d"
        case .link: "l"
        case .socket: "s"
        case .fifo: "p"
        case .device: "c"
        }
    }
}

/// Words in which tools tell what stat(2) does.
enum StatusText {
    /// Seconds since 1970 with nine digits behind the dot.
    static func time(_ moment: Int64) -> String {
        let value = moment.magnitude
        let rest = String(value % 1_000_000_000)
        let zeros = String(repeating: "0", count: 9 - rest.count)
        return "\(moment < 0 ? "-" : "")\(value / 1_000_000_000).\(zeros)\(rest)"
    }

    /// `%f %s %u %g %.9Y %.9Z %h %i %d` of stat(1), for a regular file.
    static func line(_ record: FileRecord, device: UInt64) -> String {
        let mode = String(0o100000 | UInt32(record.mode), radix: 16)
        return "\(mode) \(record.size) \(record.uid) \(record.gid) \(time(record.modified)) "
            + "\(time(record.changed)) \(record.links) \(record.inode) \(device)"
    }
}
