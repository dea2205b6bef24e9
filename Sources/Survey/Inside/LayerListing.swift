import Formats
import Places
import Vocabulary

/// What archives out of a container hold, on its way to being a table.
struct LayerListing {
    /// The most bytes of a text that is kept for what refers to files.
    private static let kept = 4 << 20

    private struct Entry {
        var record: FileRecord
        var target: PathBytes?
    }

    private var entries: [PathBytes: Entry] = [:]
    private var examination: Examination
    /// Texts that passed by, by absolute path inside.
    private(set) var texts: [PathBytes: [UInt8]] = [:]
    /// Files that are longer than what is taken.
    private(set) var cut: [PathBytes] = []

    init(_ examiner: (any ContentExaminer)?) {
        examination = Examination(examiner)
    }

    /// Takes what a folder on the way is, and nothing that it holds.
    mutating func take(folder path: PathBytes, _ archive: [UInt8]) {
        var reader = TarReader()
        var rest = archive[...]
        guard case .head(let member)? = try? reader.next(&rest), member.type == .folder,
            Self.isItself(member.name, path)
        else { return }
        entries[path] = Entry(record: Self.record(member))
    }

    /// Takes a file or a whole tree; false where the archive is none, or names something outside.
    mutating func take(_ path: PathBytes, _ archive: [UInt8]) -> Bool {
        var reader = TarReader()
        var rest = archive[...]
        var current: (path: PathBytes, member: TarReader.Member, bytes: [UInt8])?
        var isFirst = true
        do throws(TarFault) {
            while let event = try reader.next(&rest) {
                switch event {
                case .head(let member):
                    guard let at = Self.absolute(member.name, in: path), !isFirst || at == path
                    else { return false }
                    isFirst = false
                    add(member, at: at)
                    current = member.isFile ? (at, member, []) : nil
                    if member.isFile, member.size == 0 { finish(at, []) }
                case .piece(let bytes): current?.bytes.append(contentsOf: bytes)
                case .end:
                    if let file = current { finish(file.path, file.bytes) }
                    current = nil
                }
            }
        } catch {
            return false
        }
        if let file = current, file.member.size > 0 { cutOff(file.path, file.bytes) }
        return !isFirst && (reader.isDone || current != nil)
    }

    /// The path of a member inside the container; nil where it lies outside what was asked for.
    /// Whether a member of that name is the folder that was asked for: the root is `/`, `./` or `.`.
    private static func isItself(_ name: [UInt8], _ path: PathBytes) -> Bool {
        guard path == "/" else { return absolute(name, in: path) == path }
        return name.allSatisfy { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ".") }
    }

    private static func absolute(_ name: [UInt8], in path: PathBytes) -> PathBytes? {
        let segments = name.split(separator: UInt8(ascii: "/"))
        guard let first = segments.first, path.name.bytes.elementsEqual(first),
            segments.allSatisfy({ !$0.elementsEqual("..".utf8) && !$0.elementsEqual(".".utf8) })
        else { return nil }
        return segments.dropFirst().reduce(path) { $0.appending(PathBytes($1)) }
    }

    private mutating func add(_ member: TarReader.Member, at path: PathBytes) {
        guard member.type == nil else {
            entries[path] = Entry(
                record: Self.record(member),
                target: member.type == .link ? PathBytes(bytes: member.link) : nil)
            return
        }
        // A second name of an earlier member: its name there begins as this one's does.
        let top = path.bytes.count - member.name.count
        let other = PathBytes(bytes: Array(path.bytes.prefix(max(top, 0))) + member.link)
        guard var same = entries[other.normalised] else { return }
        same.record.links = 2
        entries[path] = same
    }

    private static func record(_ member: TarReader.Member) -> FileRecord {
        var record = FileRecord()
        record.typeCode = (member.type ?? .file).rawValue
        record.size = member.type == .file ? member.size : 0
        record.modified = Int64(clamping: member.modified) &* 1_000_000_000
        record.changed = record.modified
        record.mode = member.mode
        record.uid = member.uid
        record.gid = member.gid
        return record
    }

    private mutating func finish(_ path: PathBytes, _ bytes: [UInt8]) {
        guard var entry = entries[path] else { return }
        entry.record.digest = SHA256.digest(bytes)
        entry.record.flags |= FileRecord.Flag.digested
        entry.record.finding =
            examination.examine(
                name: path.name, size: entry.record.size, bytes
            ).finding
        entries[path] = entry
        if bytes.count <= Self.kept, !bytes.prefix(1024).contains(0) { texts[path] = bytes }
    }

    /// A file of which only the beginning came: what it is may still be told by that.
    private mutating func cutOff(_ path: PathBytes, _ bytes: [UInt8]) {
        guard var entry = entries[path] else { return }
        entry.record.flags |= FileRecord.Flag.unread
        entry.record.finding =
            examination.examine(
                name: path.name, size: entry.record.size, bytes
            ).finding
        entries[path] = entry
        cut.append(path)
    }

    /// The table of everything that was taken, its root `/`.
    func table(place: String) throws(ListedWalk.Fault) -> FileTable {
        var table = FileTable(place: place, root: "/")
        table.rootRecord = entries["/"]?.record ?? FileRecord()
        table.rootRecord.typeCode = ItemType.folder.rawValue
        table.folders = []
        var listing = ListedWalk(
            table, ListedWalk.Extra(device: 0), options: WalkOptions(), ignored: IgnorePatterns())
        for (path, entry) in entries.sorted(by: { Self.isBefore($0.key, $1.key) })
        where path != "/" && hasFolder(path) {
            try listing.add(
                entry.record, at: path.bytes.dropFirst(),
                ListedWalk.Extra(device: 0, target: entry.target))
        }
        for path in cut {
            listing.problems.append(
                Problem(
                    place: place, path: path,
                    what: "larger than what is taken out of a container", code: "EFBIG"))
        }
        return try listing.finished(findings: examination.findings, previous: nil)
    }

    /// Whether every folder above is known; one that vanished meanwhile takes along what it held.
    private func hasFolder(_ path: PathBytes) -> Bool {
        var folder = path.folder
        while !folder.isEmpty, folder != "/" {
            guard entries[folder]?.record.type == .folder else { return false }
            folder = folder.folder
        }
        return true
    }

    /// A folder before what is in it, siblings by name: `/` counts less than any other byte.
    private static func isBefore(_ left: PathBytes, _ right: PathBytes) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes) { one, two in
            let slash = UInt8(ascii: "/")
            return one != two && (one == slash || two != slash && one < two)
        }
    }
}
