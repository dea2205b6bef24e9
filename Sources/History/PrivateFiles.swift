import Glibc
import Vocabulary

/// Files and folders that only their owner may look into.
enum PrivateFiles {
    private static func text(_ path: PathBytes) -> [CChar] {
        path.bytes.map { CChar(bitPattern: $0) } + [0]
    }

    private static func failure(_ path: PathBytes) -> HistoryError {
        .cannotOpen(path, why: String(cString: strerror(errno)))
    }

    /// Makes a folder and those above it, 0700, where they are missing.
    static func makeFolder(_ path: PathBytes) throws(HistoryError) {
        if path.isEmpty || path == "/" { return }
        if mkdir(text(path), 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT else { throw failure(path) }
        try makeFolder(path.folder)
        guard mkdir(text(path), 0o700) == 0 || errno == EEXIST else { throw failure(path) }
    }

    /// Makes an empty file, 0600, where it is missing.
    static func makeFile(_ path: PathBytes) throws(HistoryError) {
        let file = open(text(path), O_RDWR | O_CREAT | O_CLOEXEC | O_EXCL, 0o600)
        if file >= 0 {
            close(file)
        } else if errno != EEXIST {
            throw failure(path)
        }
    }

    /// The key's path: that of the history with `.key` for its extension.
    static func keyPath(besideHistory path: PathBytes) -> PathBytes {
        let name = path.name.bytes
        let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? 0
        let stem = dot > 0 ? Array(name[..<dot]) : name
        return path.folder.appending(PathBytes(bytes: stem + Array(".key".utf8)))
    }

    /// The bytes of a key file; made of the system's random bytes where it is missing.
    ///
    /// A new key is written under a name of its own and linked into place, so that no reader
    /// ever sees half of it, and the first of two processes wins.
    static func readOrMakeKey(_ path: PathBytes) throws(HistoryError) -> [UInt8] {
        if let bytes = read(path) { return bytes }
        guard errno == ENOENT else { throw failure(path) }
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        let draft = PathBytes(bytes: path.bytes + Array(".\(getpid()).\(random.next())".utf8))
        let file = open(text(draft), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure(path) }
        defer { unlink(text(draft)) }
        let isWritten = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten, link(text(draft), text(path)) == 0 || errno == EEXIST else {
            throw failure(path)
        }
        guard let kept = read(path) else { throw failure(path) }
        return kept
    }

    private static func read(_ path: PathBytes) -> [UInt8]? {
        let file = open(text(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            count = max(Glibc.read(file, buffer.baseAddress, 64), 0)
        }
    }
}
