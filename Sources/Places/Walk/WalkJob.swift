import Glibc

/// A folder to be walked, or a large file to be read, as one block of plain memory.
///
/// Only its address travels between lanes; whoever took it frees it.
struct WalkJob: BitwiseCopyable, Sendable {
    /// What is to be done.
    enum Kind: UInt8, BitwiseCopyable {
        /// List a folder, read its files.
        case folder
        /// List a folder, only counting what is in it.
        case excludedFolder
        /// Read a file whose record exists.
        case largeFile
    }

    /// The fixed part; the path below the root follows, NUL-terminated.
    struct Header: BitwiseCopyable {
        /// What is to be done.
        var kind: Kind = .folder
        /// Dense number of the folder, in the order of discovery.
        var id: UInt32 = 0
        /// The folder of the previous table; `.max` where there is none.
        var previous: UInt32 = .max
        /// Whose record waits for a large file's digest.
        var lane: UInt32 = 0
        /// That record.
        var record: UInt32 = 0
        /// Its owner.
        var uid: UInt32 = 0
        /// How many folders above it.
        var depth: UInt32 = 0
        /// Bytes of the path.
        var pathLength: UInt32 = 0
        /// The device it lies on.
        var device: UInt64 = 0
    }

    private let address: UInt

    /// A job for the entry of that name in a folder.
    init(
        _ header: Header, folder: UnsafeBufferPointer<CChar>, name: UnsafeBufferPointer<CChar>
    ) {
        let separator = folder.isEmpty || name.isEmpty ? 0 : 1
        let length = folder.count + separator + name.count
        guard let block = malloc(MemoryLayout<Header>.stride + length + 1) else {
            fatalError("out of memory")
        }
        address = UInt(bitPattern: block)
        var header = header
        header.pathLength = UInt32(length)
        block.storeBytes(of: header, as: Header.self)
        let path = Self.path(block)
        if let from = folder.baseAddress { memcpy(path, from, folder.count) }
        if separator == 1 { path[folder.count] = CChar(UInt8(ascii: "/")) }
        if let from = name.baseAddress { memcpy(path + folder.count + separator, from, name.count) }
        path[length] = 0
    }

    private static func path(_ block: UnsafeMutableRawPointer) -> UnsafeMutablePointer<CChar> {
        (block + MemoryLayout<Header>.stride).assumingMemoryBound(to: CChar.self)
    }

    private var block: UnsafeMutableRawPointer {
        guard let block = UnsafeMutableRawPointer(bitPattern: address) else {
            fatalError("a job without memory")
        }
        return block
    }

    /// The fixed part.
    var header: Header { block.load(as: Header.self) }

    /// The path below the root, NUL-terminated behind its count.
    var path: UnsafeBufferPointer<CChar> {
        UnsafeBufferPointer(start: Self.path(block), count: Int(header.pathLength))
    }

    /// Gives the memory back.
    func deallocate() {
        free(block)
    }
}
