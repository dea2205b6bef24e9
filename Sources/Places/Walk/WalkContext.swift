import CLinux
import Glibc
import Synchronization
import Vocabulary

/// What every lane of one walk reads and none writes.
final class WalkContext: Sendable {
    let place: String
    let root: PathBytes
    /// The open root.
    let rootDescriptor: Int32
    /// Who we are, for whose files the access time may be kept.
    let uid = geteuid()
    let options: WalkOptions
    /// The lines of the ignore file at the root.
    let ignored: IgnorePatterns
    let examiner: (any ContentExaminer)?
    let previous: EarlierTable?
    let own: OwnFiles
    let queue: WorkQueue
    let lanes: Int
    /// The next dense number of a folder; the root is 0.
    let folders = Atomic<UInt32>(1)
    private let stopped = Atomic<Bool>(false)

    init(
        place: String, root: PathBytes, rootDescriptor: Int32, options: WalkOptions,
        ignored: IgnorePatterns, examiner: (any ContentExaminer)?, previous: EarlierTable?
    ) {
        self.place = place
        self.root = root
        self.rootDescriptor = rootDescriptor
        self.options = options
        self.ignored = ignored
        self.examiner = examiner
        self.previous = previous
        own = OwnFiles(options.ownHistory, root: root)
        lanes = max(options.lanes ?? Lanes.worthwhile, 1)
        queue = WorkQueue(lanes: lanes)
    }

    /// Whether the walk was told to end; once it was, every lane hears the same.
    var isStopped: Bool {
        if wasStopped { return true }
        guard options.isStopped?() == true else { return false }
        stopped.store(true, ordering: .relaxed)
        return true
    }

    /// Whether any lane left something undone because the walk was told to end.
    var wasStopped: Bool { stopped.load(ordering: .relaxed) }

    /// Whether any line can leave something out.
    var hasPatterns: Bool { !options.excludes.isEmpty || !ignored.isEmpty }

    /// Why the path below the root is left out, if a line says so.
    func reasonToExclude(_ path: PathBytes, isFolder: Bool) -> ExclusionReason? {
        if options.excludes.match(path, isFolder: isFolder) { return .pattern }
        return ignored.match(path, isFolder: isFolder) ? .ignoreFile : nil
    }

    /// Whether the access time of a file of that owner may be kept (open(2): O_NOATIME).
    func mayKeepAccessTime(ofOwner owner: UInt32) -> Bool { uid == 0 || uid == owner }
}

/// Our own history's files, by path below the root and by inode: opening and closing one would
/// drop the locks this very process holds on it (fcntl(2), *Record locking*).
struct OwnFiles: Sendable {
    private var paths: [PathBytes] = []
    private var names: [[UInt8]] = []
    private var inodes: [(device: UInt64, inode: UInt64)] = []

    /// Those of these absolute paths that exist, and all of them by path.
    init(_ own: [PathBytes], root: PathBytes) {
        let root = Self.resolved(root) ?? root
        for path in own {
            var status = stat()
            let text = path.bytes.map { CChar(bitPattern: $0) } + [0]
            if lstat(text, &status) == 0 {
                inodes.append((UInt64(status.st_dev), UInt64(status.st_ino)))
            }
            let folder = Self.resolved(path.folder) ?? path.folder
            let absolute = folder.appending(path.name)
            guard absolute.isWithin(root) else { continue }
            let start =
                root.bytes.last == UInt8(ascii: "/") ? root.bytes.count : root.bytes.count + 1
            paths.append(PathBytes(absolute.bytes.dropFirst(start)))
            names.append(absolute.name.bytes)
        }
    }

    /// Whether one of them has that name: asked of every entry, before its path is made.
    func mayHold(_ name: UnsafeRawBufferPointer) -> Bool {
        names.contains { $0.count == name.count && $0.elementsEqual(name) }
    }

    /// Whether an inode is one of them.
    func holds(inode: UInt64) -> Bool { inodes.contains { $0.inode == inode } }

    /// Whether a file is one of them.
    func holds(device: UInt64, inode: UInt64) -> Bool {
        inodes.contains { $0.inode == inode && $0.device == device }
    }

    /// Whether a path below the root is one of them.
    func holds(_ path: PathBytes) -> Bool { paths.contains(path) }

    /// The path with all links resolved (realpath(3)); nil where it does not exist.
    private static func resolved(_ path: PathBytes) -> PathBytes? {
        let text = path.bytes.map { CChar(bitPattern: $0) } + [0]
        guard let real = realpath(text, nil) else { return nil }
        defer { free(real) }
        return PathBytes(bytes: UnsafeRawBufferPointer(start: real, count: strlen(real)).map { $0 })
    }
}
