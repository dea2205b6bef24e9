public import Vocabulary

/// The staged files of a git work tree, read from `.git/index` (gitformat-index(5), versions 2–4).
public struct GitIndex: Equatable, Sendable {
    /// One staged file.
    public struct Entry: Equatable, Sendable {
        /// Path below the work tree.
        public let path: PathBytes
        /// Size when it was staged, modulo 2³²; 0 also where git wants to look again.
        public let size: UInt32
        /// Modification time when it was staged, seconds since 1970.
        public let modifiedSeconds: UInt32
        /// Id of the staged blob: 20 bytes, or 32 in a SHA-256 repository.
        public let objectID: [UInt8]
        /// Git's mode: type in the upper bits (`0o160000` is a submodule).
        public let mode: UInt32
        /// Merge stage: 0 unless in conflict.
        public let stage: Int
        /// Whether git was told not to look for changes (assume-unchanged, skip-worktree).
        public let isIgnoringChanges: Bool
        /// Whether only the intention to add was staged.
        public let isIntent: Bool
    }

    /// Entries in the order of the file: by path bytes.
    public let entries: [Entry]

    /// Reads an index.
    ///
    /// - Parameter idBytes: bytes of an object id: 20, or 32 in a SHA-256 repository.
    public static func read(_ bytes: [UInt8], idBytes: Int = 20) throws(FormatError) -> GitIndex {
        var reader = Reader(bytes: bytes)
        guard try reader.take(4).elementsEqual("DIRC".utf8) else {
            throw reader.error("not an index")
        }
        let version = try reader.number()
        guard (2...4).contains(version) else { throw reader.error("index version \(version)") }
        let count = try reader.number()
        guard Int(count) <= bytes.count / (42 + idBytes) + 1 else {
            throw reader.error("more entries than bytes")
        }
        var entries: [Entry] = []
        var previous: [UInt8] = []
        for _ in 0..<count {
            let entry = try reader.entry(version: version, idBytes: idBytes, previous: previous)
            previous = entry.path.bytes
            entries.append(entry)
        }
        return GitIndex(entries: entries)
    }
}

/// A cursor over the bytes of an index; every read is checked.
private struct Reader {
    let bytes: [UInt8]
    var index = 0

    func error(_ message: String) -> FormatError {
        FormatError(format: "git-index", message: message, line: 1, column: index + 1)
    }

    mutating func take(_ count: Int) throws(FormatError) -> ArraySlice<UInt8> {
        guard count >= 0, bytes.count - index >= count else { throw error("the index ends early") }
        defer { index += count }
        return bytes[index..<(index + count)]
    }

    mutating func number() throws(FormatError) -> UInt32 {
        try take(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func short() throws(FormatError) -> UInt16 {
        try take(2).reduce(0) { $0 << 8 | UInt16($1) }
    }

    mutating func entry(
        version: UInt32, idBytes: Int, previous: [UInt8]
    ) throws(FormatError) -> GitIndex.Entry {
        let start = index
        _ = try take(8)
        let seconds = try number()
        _ = try take(12)
        let mode = try number()
        _ = try take(8)
        let size = try number()
        let objectID = try take(idBytes)
        let flags = try short()
        let extended = flags & 0x4000 != 0 && version >= 3 ? try short() : 0
        let path =
            version == 4 ? try compressedPath(after: previous) : try paddedPath(from: start)
        return GitIndex.Entry(
            path: PathBytes(bytes: path), size: size, modifiedSeconds: seconds,
            objectID: Array(objectID),
            mode: mode,
            stage: Int(flags >> 12 & 3),
            isIgnoringChanges: flags & 0x8000 != 0 || extended & 0x4000 != 0,
            isIntent: extended & 0x2000 != 0)
    }

    mutating func paddedPath(from start: Int) throws(FormatError) -> [UInt8] {
        guard let end = bytes[index...].firstIndex(of: 0) else {
            throw error("a path does not end")
        }
        let path = try take(end - index)
        let length = index - start
        _ = try take(8 - length % 8)
        return Array(path)
    }

    mutating func compressedPath(after previous: [UInt8]) throws(FormatError) -> [UInt8] {
        var dropped = 0
        var byte = try take(1).first ?? 0
        dropped = Int(byte & 0x7F)
        while byte & 0x80 != 0 {
            byte = try take(1).first ?? 0
            guard dropped < 1 << 24 else { throw error("a path drops too much") }
            dropped = (dropped + 1) << 7 | Int(byte & 0x7F)
        }
        guard dropped <= previous.count, let end = bytes[index...].firstIndex(of: 0) else {
            throw error("a path drops more than there is")
        }
        let suffix = try take(end - index)
        index += 1
        return previous.dropLast(dropped) + suffix
    }
}
