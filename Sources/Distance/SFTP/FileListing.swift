import Glibc
import Places
import Vocabulary

/// Lists everything below a root by what a file server tells, many folders at a time.
struct FileListing: FileErrand {
    /// The most entries below one root: a server that tells of more is not believed.
    static let mostEntries = 5_000_000
    /// The longest path that a Linux server can open (PATH_MAX of limits.h, its NUL included).
    static let longestPath = 4095
    private static let foldersAtOnce = 48

    /// An entry of a folder.
    struct Entry {
        let name: [UInt8]
        var attributes: FileAttributes
        var target: PathBytes?
        /// Its number among the folders; nil for what is none.
        var folder: Int?
    }

    /// A folder, and how far its listing is.
    struct Folder {
        let path: PathBytes
        /// The number of its file system; 0 where the server does not tell.
        var device: UInt64
        var entries: [Entry] = []
        /// Why it could not be listed whole.
        var failure: SystemError?
        /// Whether all of it is listed.
        var isWhole = false
        fileprivate var handle: [UInt8] = []
        fileprivate var waiting = 0
    }

    /// What a request is for: a folder by its number, an entry by folder and place in it.
    enum Purpose {
        case root
        case rootDevice
        case open(Int)
        case search(Int)
        case list(Int)
        case close
        case status(Int, Int)
        case target(Int, Int)
        case device(Int)
    }

    private let root: PathBytes
    private let crossesMounts: Bool
    private var queue: [Int] = []
    private var opened = 0
    private var count = 0
    private var kept = 0
    private let limit: Int
    /// Whether as much was listed as is kept, and no more was asked for.
    private(set) var isCut = false
    private var isBegun = false
    private(set) var folders: [Folder] = []
    /// What the root is; nil where nothing is there.
    private(set) var rootAttributes: FileAttributes?
    /// Why nothing is known of the root.
    private(set) var rootFailure: SystemError?

    /// - Parameter limit: how many bytes of names and records are kept.
    init(_ root: PathBytes, crossesMounts: Bool, limit: Int) {
        self.limit = limit
        self.root = root
        self.crossesMounts = crossesMounts
    }

    private func absolute(_ folder: Int) -> [UInt8] { root.appending(folders[folder].path).bytes }

    private func absolute(_ folder: Int, _ entry: Int) -> [UInt8] {
        root.appending(folders[folder].path.appending(path(folder, entry))).bytes
    }

    private func path(_ folder: Int, _ entry: Int) -> PathBytes {
        PathBytes(bytes: folders[folder].entries[entry].name)
    }

    mutating func goOn(_ exchange: inout FileExchange<Purpose>) throws(PlacesError) {
        if !isBegun {
            isBegun = true
            exchange.ask(.status(root.bytes), .root)
        }
        while opened < Self.foldersAtOnce, exchange.room > 4, let folder = queue.popLast() {
            opened += 1
            // A folder that may be read but not entered looks empty: its own dot tells.
            exchange.ask(.linkStatus(absolute(folder) + Array("/.".utf8)), .search(folder))
            exchange.ask(.openFolder(absolute(folder)), .open(folder))
        }
    }

    mutating func take(
        _ answer: FileAnswer, for purpose: Purpose, _ exchange: inout FileExchange<Purpose>
    ) throws(PlacesError) {
        switch purpose {
        case .root: begin(answer, &exchange)
        case .rootDevice:
            if case .fileSystem(let device) = answer { folders[0].device = device }
            queue.append(0)
        case .open(let folder): open(answer, folder, &exchange)
        case .search(let folder):
            if case .status(let status) = answer {
                folders[folder].failure = folders[folder].failure ?? Self.error(status)
            }
        case .list(let folder): try list(answer, folder, &exchange)
        case .close: break
        case .status(let folder, let entry):
            guard case .attributes(let found) = answer else { return }
            folders[folder].entries[entry].attributes = found
            try settle(folder, entry, &exchange)
        case .target(let folder, let entry):
            if case .names(let names) = answer, let name = names.first {
                folders[folder].entries[entry].target = PathBytes(bytes: name.name)
            }
        case .device(let folder): enter(folder, answer)
        }
    }

    private mutating func begin(_ answer: FileAnswer, _ exchange: inout FileExchange<Purpose>) {
        guard case .attributes(let found) = answer, found.mode != nil else {
            if case .status(let status) = answer { rootFailure = Self.error(status) }
            return
        }
        rootAttributes = found
        guard found.record.type == .folder else { return }
        folders = [Folder(path: PathBytes(bytes: []), device: 0)]
        if tellsDevices(exchange) {
            exchange.ask(.fileSystem(root.bytes), .rootDevice)
        } else {
            queue.append(0)
        }
    }

    private func tellsDevices(_ exchange: FileExchange<Purpose>) -> Bool {
        exchange.extensions?.contains(FileRequest.fileSystemExtension) == true
    }

    private mutating func open(
        _ answer: FileAnswer, _ folder: Int, _ exchange: inout FileExchange<Purpose>
    ) {
        guard case .handle(let handle) = answer else {
            if case .status(let status) = answer { folders[folder].failure = Self.error(status) }
            opened -= 1
            return
        }
        folders[folder].handle = handle
        // Two at a time: the second is on its way while the first answer is read.
        folders[folder].waiting = 2
        for _ in 0..<2 { exchange.ask(.list(handle: handle), .list(folder)) }
    }

    private mutating func list(
        _ answer: FileAnswer, _ folder: Int, _ exchange: inout FileExchange<Purpose>
    ) throws(PlacesError) {
        if case .names(let names) = answer, !names.isEmpty {
            for name in names where !isCut { try add(name, folder, &exchange) }
            if !isCut {
                exchange.ask(.list(handle: folders[folder].handle), .list(folder))
                return
            }
        }
        if case .status(let status) = answer, status != .end {
            folders[folder].failure = folders[folder].failure ?? Self.error(status)
        }
        folders[folder].waiting -= 1
        guard folders[folder].waiting == 0 else { return }
        opened -= 1
        folders[folder].isWhole = !isCut
        exchange.ask(.close(handle: folders[folder].handle), .close)
        folders[folder].handle = []
    }

    private mutating func add(
        _ name: FileName, _ folder: Int, _ exchange: inout FileExchange<Purpose>
    ) throws(PlacesError) {
        if name.name == Array(".".utf8) || name.name == Array("..".utf8) { return }
        guard !name.name.isEmpty, !name.name.contains(0), !name.name.contains(UInt8(ascii: "/"))
        else { throw exchange.garbled("an entry outside its folder") }
        count += 1
        guard count <= Self.mostEntries else {
            throw exchange.garbled("more entries than any tree has")
        }
        let entry = folders[folder].entries.count
        folders[folder].entries.append(Entry(name: name.name, attributes: name.attributes))
        kept += MemoryLayout<FileRecord>.stride + folders[folder].path.bytes.count + name.name.count
        if kept > limit {
            isCut = true
            queue = []
        }
        if name.attributes.mode == nil {
            exchange.ask(.linkStatus(absolute(folder, entry)), .status(folder, entry))
        } else {
            try settle(folder, entry, &exchange)
        }
    }

    /// Goes on with an entry once it is known what it is.
    private mutating func settle(
        _ folder: Int, _ entry: Int, _ exchange: inout FileExchange<Purpose>
    ) throws(PlacesError) {
        switch folders[folder].entries[entry].attributes.record.type {
        case .link: exchange.ask(.target(absolute(folder, entry)), .target(folder, entry))
        case .folder:
            let below = folders.count
            let path = folders[folder].path.appending(path(folder, entry))
            folders.append(Folder(path: path, device: folders[folder].device))
            folders[folder].entries[entry].folder = below
            if absolute(below).count + 2 > Self.longestPath {
                folders[below].failure = SystemError(ENAMETOOLONG)
            } else if isCut {
                return
            } else if tellsDevices(exchange) {
                exchange.ask(.fileSystem(absolute(below)), .device(below))
            } else {
                queue.append(below)
            }
        case .file, .socket, .fifo, .device: break
        }
    }

    /// Enters a folder, unless it lies on another file system than its root and that is not asked
    /// for.
    private mutating func enter(_ folder: Int, _ answer: FileAnswer) {
        if case .fileSystem(let device) = answer { folders[folder].device = device }
        if isCut { return }
        if crossesMounts || folders[folder].device == folders[0].device { queue.append(folder) }
    }

    private static func error(_ status: FileStatus) -> SystemError {
        switch status {
        case .gone: SystemError(ENOENT)
        case .denied: SystemError(EACCES)
        case .failed, .done, .end: SystemError(EIO)
        }
    }
}
