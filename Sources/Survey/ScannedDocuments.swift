public import Vocabulary

/// The texts of walked tables, read on demand from their place and kept for the rest of a scan.
public final class ScannedDocuments: Documents {
    /// The most bytes of a document that are read.
    public static let limit = 4 << 20

    /// Id of the place.
    public let place: String
    /// The walked roots, absolute.
    public let roots: [PathBytes]
    /// The owner of the roots, where that is known.
    public let owner: String?

    private let tables: [FileTable]
    private let read: (PathBytes, Int) -> [UInt8]?
    private var kept: [PathBytes: [UInt8]?] = [:]

    /// Documents of walked tables of one place.
    ///
    /// - Parameter read: gives the content of a regular file of at most that many bytes.
    public init(
        tables: [FileTable], owner: String?, read: @escaping (PathBytes, Int) -> [UInt8]?
    ) {
        place = tables.first?.place ?? Identifiers.local
        roots = tables.map(\.root)
        self.owner = owner
        self.tables = tables
        self.read = read
    }

    /// Every regular file that was walked and not excluded, in byte order of root and path, but
    /// those that a package manager or version control put there.
    public lazy var files: [PathBytes] = listed.files

    /// What the walk told of the words of each of them.
    public lazy var marks: [TextMarks] = listed.marks

    /// Every symbolic link that was walked and not excluded, likewise.
    public lazy var links: [PathBytes] = listed.links

    /// Folders in which nobody here writes: most of the files of a tree, and no document.
    private static let foreign = ["node_modules", "site-packages", ".git"].map { Array($0.utf8) }

    /// What can be asked for, in byte order.
    private struct Listed {
        var files: [PathBytes] = []
        var marks: [TextMarks] = []
        var links: [PathBytes] = []
    }

    private lazy var listed: Listed = {
        var listed = Listed()
        for table in tables { list(table, in: &listed) }
        return listed
    }()

    private func list(_ table: FileTable, in listed: inout Listed) {
        if table.folders.isEmpty, table.rootRecord.type == .file {
            listed.files.append(table.root)
            listed.marks.append(table.rootRecord.marks)
        }
        for (index, path) in table.inOrderOfAbsolutePaths(omitting: Self.foreign) {
            let record = table.records[index]
            if isReadable(record) {
                listed.files.append(path)
                listed.marks.append(record.marks)
            } else if record.type == .link, record.flags & FileRecord.Flag.excluded == 0 {
                listed.links.append(path)
            }
        }
    }

    /// What is at a path, links not followed.
    public func type(of path: PathBytes) -> ItemType? {
        for table in tables {
            if path == table.root { return table.rootRecord.type }
            if let below = path.below(table.root), let index = table.record(at: below) {
                return table.records[index].type
            }
        }
        return nil
    }

    /// The content of a regular file, or of the one a link within the roots leads to.
    public func bytes(of path: PathBytes) -> [UInt8]? {
        if let known = kept[path] { return known }
        let found = resolved(path, hops: 8).flatMap { read($0, Self.limit) }
        kept[path] = found
        return found
    }

    private func isReadable(_ record: FileRecord) -> Bool {
        record.type == .file && record.flags & FileRecord.Flag.excluded == 0
            && record.flags & FileRecord.Flag.unread == 0
    }

    /// The regular file a path leads to, through at most `hops` links that stay in the roots.
    private func resolved(_ path: PathBytes, hops: Int) -> PathBytes? {
        for table in tables {
            if path == table.root { return table.rootRecord.type == .file ? path : nil }
            guard let below = path.below(table.root), let index = table.record(at: below) else {
                continue
            }
            let record = table.records[index]
            if isReadable(record) { return path }
            guard record.type == .link, hops > 0, let target = table.targets[UInt32(index)] else {
                return nil
            }
            let isAbsolute = target.bytes.first == UInt8(ascii: "/")
            let next = isAbsolute ? target : path.folder.appending(target)
            return resolved(next.normalised, hops: hops - 1)
        }
        return nil
    }
}

extension PathBytes {
    /// This path below a folder; nil where it is not below it.
    func below(_ folder: PathBytes) -> PathBytes? {
        guard self != folder, isWithin(folder) else { return nil }
        let start =
            folder.bytes.last == UInt8(ascii: "/") ? folder.bytes.count : folder.bytes.count + 1
        return PathBytes(bytes[start...])
    }
}
