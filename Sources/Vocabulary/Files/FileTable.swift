/// One entry of a folder as plain data: no references, so that a million cost a memory block.
public struct FileRecord: BitwiseCopyable, Sendable {
    /// Inode number.
    public var inode: UInt64 = 0
    /// Bytes.
    public var size: UInt64 = 0
    /// Modification time, nanoseconds since 1970 UTC.
    public var modified: Int64 = 0
    /// Change time, nanoseconds since 1970 UTC.
    public var changed: Int64 = 0
    /// Digest of a file's content; `.none` where it was not read.
    public var digest: Digest = .none
    /// Index of the folder that holds it.
    public var folder: UInt32 = 0
    /// Where its name starts in the arena.
    public var nameOffset: UInt32 = 0
    /// Numeric owner.
    public var uid: UInt32 = 0
    /// Numeric group.
    public var gid: UInt32 = 0
    /// Index into the table's findings; 0 is "nothing found".
    public var finding: UInt32 = 0
    /// Bytes of its name.
    public var nameLength: UInt16 = 0
    /// Permission bits.
    public var mode: UInt16 = 0
    /// Hard links, saturating.
    public var links: UInt16 = 1
    /// What it is, as `ItemType.rawValue`.
    public var typeCode: UInt8 = 0
    /// See `FileRecord.Flag`.
    public var flags: UInt8 = 0
    /// What its words leave possible; none where its content was not seen at this walk.
    public var marks: TextMarks = []

    /// What happened to an entry while it was looked at.
    public enum Flag {
        /// Its content was read and digested (now, or at an earlier scan and unchanged since).
        public static let digested: UInt8 = 1
        /// It could not be looked at.
        public static let unread: UInt8 = 2
        /// It changed while it was read.
        public static let torn: UInt8 = 4
        /// Its digest and findings were carried over from an earlier scan.
        public static let carried: UInt8 = 8
        /// It was left out: another mount, a pattern, an own file. Counted, not classified.
        public static let excluded: UInt8 = 16
    }

    /// An entry of nothing.
    @inlinable
    public init() {}

    /// What it is.
    @inlinable
    public var type: ItemType { ItemType(rawValue: typeCode) ?? .file }
}

/// One folder of a table. Folders stand in depth-first byte order; index 0 is the root.
public struct FolderRecord: BitwiseCopyable, Sendable {
    /// Device it lies on, as stat(2) numbers it.
    public var device: UInt64 = 0
    /// Index of the folder that holds it; the root's is 0.
    public var parent: UInt32 = 0
    /// Index of its own entry among the records; the root's is `UInt32.max`.
    public var entry: UInt32 = .max
    /// Its records are `first ..< first + count`, sorted by name bytes.
    public var first: UInt32 = 0
    /// How many records.
    public var count: UInt32 = 0
    /// One past the last folder below it: `index + 1 ..< end` are its descendants.
    public var end: UInt32 = 0
    /// How many folders above it.
    public var depth: UInt16 = 0
    /// Whether all of it could be read.
    public var isComplete: Bool = true

    /// A folder of nothing.
    @inlinable
    public init() {}
}

/// What reading a file's content told: found once, kept while the file is unchanged.
public struct Finding: Hashable, Sendable {
    /// What the content is, by its signature: `sqlite`, `openssh-private-key`, `gguf`, `pdf`, …; nil for plain text or unrecognised.
    public var signature: String?
    /// Whether the content is text.
    public var isText = false
    /// Credentials, sorted.
    public var secrets: [SecretFinding] = []
    /// Baked-in places, sorted.
    public var pins: [Pin] = []
    /// Facts that the signature's reader took: `user_version`, `tables`, `pages`, ….
    public var facts: [String: String] = [:]

    /// Nothing found.
    public init() {}
}

/// Everything walked below one root: plain records, one arena of names, folders in order.
///
/// Shapes: `records` is grouped by folder in folder order and sorted by name within a folder;
/// each folder appears as a record of its parent and as a `FolderRecord`.
public struct FileTable: Sendable {
    /// Id of the place.
    public var place: String
    /// The root, absolute on the place.
    public var root: PathBytes
    /// When the walk began, nanoseconds since 1970 UTC by the clock that stamps the files.
    ///
    /// A file whose `changed` is not older may have been changed again within one tick.
    public var began: Int64 = 0
    /// The root's own entry (its name is empty).
    public var rootRecord = FileRecord()
    /// All entries below the root.
    public var records: [FileRecord] = []
    /// All folders, root first.
    public var folders: [FolderRecord] = []
    /// The bytes of all names, and of the targets of links right behind their names.
    public var names: [UInt8] = []
    /// Targets of symbolic links, by record index.
    public var targets: [UInt32: PathBytes] = [:]
    /// Distinct findings; index 0 is "nothing found".
    public var findings: [Finding] = [Finding()]
    /// What was left out.
    public var excluded: [Exclusion] = []
    /// What went wrong.
    public var problems: [Problem] = []
    /// Whether the walk was told to end before it was done.
    public var isStopped = false
    /// Folders that a stopped walk did not come to, below the root: what an earlier walk found there
    /// stands.
    public var keptFolders: [PathBytes] = []

    /// A table of nothing.
    public init(place: String, root: PathBytes) {
        self.place = place
        self.root = root
    }

    /// The bytes of a record's name.
    @inlinable
    public func name(_ record: FileRecord) -> ArraySlice<UInt8> {
        let start = Int(record.nameOffset)
        return names[start..<(start + Int(record.nameLength))]
    }

    /// The name of a folder; empty for the root.
    @inlinable
    public func name(ofFolder index: Int) -> ArraySlice<UInt8> {
        let entry = folders[index].entry
        return entry == .max ? names[0..<0] : name(records[Int(entry)])
    }

    /// The path of a folder below the root.
    public func path(ofFolder index: Int) -> PathBytes {
        var segments: [ArraySlice<UInt8>] = []
        var folder = index
        while folder != 0 {
            segments.append(name(ofFolder: folder))
            folder = Int(folders[folder].parent)
        }
        return PathBytes(bytes: Array(segments.reversed().joined(separator: [UInt8(ascii: "/")])))
    }

    /// The path of a record below the root.
    public func path(ofRecord index: Int) -> PathBytes {
        path(ofFolder: Int(records[index].folder)).appending(PathBytes(name(records[index])))
    }

    /// The records of a folder.
    @inlinable
    public func entries(ofFolder index: Int) -> Range<Int> {
        let folder = folders[index]
        return Int(folder.first)..<(Int(folder.first) + Int(folder.count))
    }

    /// The record of that name in a folder, by binary search.
    public func entry(named name: PathBytes, inFolder index: Int) -> Int? {
        var range = entries(ofFolder: index)
        while !range.isEmpty {
            let middle = range.lowerBound + range.count / 2
            let found = self.name(records[middle])
            if found.elementsEqual(name.bytes) { return middle }
            if found.lexicographicallyPrecedes(name.bytes) {
                range = (middle + 1)..<range.upperBound
            } else {
                range = range.lowerBound..<middle
            }
        }
        return nil
    }

    /// The record at a path below the root, links not followed; nil where nothing is, as below a
    /// root that is a file.
    public func record(at path: PathBytes) -> Int? {
        guard !folders.isEmpty else { return nil }
        var folder = 0
        var found: Int?
        for segment in path.bytes.split(separator: UInt8(ascii: "/")) {
            if let entry = found {
                guard let below = folderIndex(ofRecord: entry) else { return nil }
                folder = below
            }
            guard let entry = entry(named: PathBytes(segment), inFolder: folder) else { return nil }
            found = entry
        }
        return found
    }

    /// The folder that a record is, by binary search over the order of folders; nil for others.
    public func folderIndex(ofRecord index: Int) -> Int? {
        guard records[index].type == .folder else { return nil }
        var child = Int(records[index].folder) + 1
        let end = Int(folders[Int(records[index].folder)].end)
        while child < end {
            if Int(folders[child].entry) == index { return child }
            child = Int(folders[child].end)
        }
        return nil
    }
}
