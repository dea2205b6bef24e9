/// What may be asked of a file server: the reading half of version 3 of the SSH file transfer
/// protocol (draft-ietf-secsh-filexfer-02), and one extension of OpenSSH's.
enum FileRequest {
    /// What stands at a path, a link followed.
    case status([UInt8])
    /// What stands at a path, a link itself.
    case linkStatus([UInt8])
    /// What an open file is.
    case fileStatus(handle: [UInt8])
    /// Opens a folder.
    case openFolder([UInt8])
    /// The next entries of an open folder.
    case list(handle: [UInt8])
    /// Where a link points.
    case target([UInt8])
    /// A path made absolute.
    case realPath([UInt8])
    /// Opens a file for reading, and for nothing else.
    case open([UInt8])
    /// Bytes of an open file.
    case read(handle: [UInt8], offset: UInt64, count: UInt32)
    /// Closes a file or folder.
    case close(handle: [UInt8])
    /// The file system a path lies on: `statvfs@openssh.com` (PROTOCOL of OpenSSH, section 4.3).
    case fileSystem([UInt8])

    /// The extension that `fileSystem` needs.
    static let fileSystemExtension = "statvfs@openssh.com"

    /// The greeting that comes first: version 3.
    static let greeting: [UInt8] = [0, 0, 0, 5, 1, 0, 0, 0, 3]

    /// The packet: length, kind, number, and what belongs to it.
    func packet(number: UInt32) -> [UInt8] {
        let (kind, rest) = parts
        var out = Self.bytes(UInt32(rest.count + 5))
        out.reserveCapacity(rest.count + 9)
        out.append(kind)
        out += Self.bytes(number)
        out += rest
        return out
    }

    private var parts: (UInt8, [UInt8]) {
        switch self {
        case .open(let path): (3, Self.text(path) + [0, 0, 0, 1] + [0, 0, 0, 0])
        case .close(let handle): (4, Self.text(handle))
        case .read(let handle, let offset, let count):
            (
                5,
                Self.text(handle) + Self.bytes(UInt32(offset >> 32))
                    + Self.bytes(UInt32(truncatingIfNeeded: offset)) + Self.bytes(count)
            )
        case .linkStatus(let path): (7, Self.text(path))
        case .fileStatus(let handle): (8, Self.text(handle))
        case .openFolder(let path): (11, Self.text(path))
        case .list(let handle): (12, Self.text(handle))
        case .realPath(let path): (16, Self.text(path))
        case .status(let path): (17, Self.text(path))
        case .target(let path): (19, Self.text(path))
        case .fileSystem(let path):
            (200, Self.text(Array(Self.fileSystemExtension.utf8)) + Self.text(path))
        }
    }

    private static func text(_ bytes: [UInt8]) -> [UInt8] {
        Self.bytes(UInt32(bytes.count)) + bytes
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
