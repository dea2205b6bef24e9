import Vocabulary

/// One folder's records as the bytes that a history keeps.
///
/// Layout, little-endian: format `1`, whether complete, device (8), count (4); then per record
/// name length (2), type, flags, disposition (0 listed, 1 excluded, 2 unread, 3 rolled up),
/// mode (2), links (2), uid (4), gid (4), finding (4), verdict (4), inode (8), size (8),
/// modified (8), changed (8); the digest (32) where there is one; the name; for links, the
/// target's length (2) and bytes. Findings and verdicts are numbers of parts.
struct FolderPack {
    /// What a digest that would give a secret away is veiled with; see `SecretKey.veil`.
    static let veiled: UInt8 = 32
    /// Flags of a walk that say nothing about the file.
    static let passing = FileRecord.Flag.carried

    private(set) var bytes: [UInt8] = []
    private let key: SecretKey?

    init(key: SecretKey?) {
        self.key = key
    }

    /// Starts a folder.
    mutating func begin(_ folder: FolderRecord) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(1)
        bytes.append(folder.isComplete ? 1 : 0)
        add(folder.device)
        add(folder.count)
    }

    /// Adds a record.
    mutating func add(
        _ record: FileRecord, name: ArraySlice<UInt8>, target: PathBytes?, finding: UInt32,
        verdict: UInt32, secret: Secret, disposition: Disposition
    ) {
        let code = UInt8(min(disposition.code, 3))
        var flags = record.flags & ~Self.passing
        var digest = record.digest
        let hasDigest = flags & FileRecord.Flag.digested != 0
        if hasDigest, secret.wantsKeyedDigest(size: record.size), let key {
            digest = key.veil(digest, of: record)
            flags |= Self.veiled
        }
        withUnsafeTemporaryAllocation(byteCount: Self.headLimit, alignment: 8) { space in
            var head = PackedNumbers(space)
            head.add(record.nameLength)
            head.add(record.typeCode)
            head.add(flags)
            head.add(code)
            head.add(record.mode)
            head.add(record.links)
            head.add(record.uid)
            head.add(record.gid)
            head.add(finding)
            head.add(verdict)
            head.add(record.inode)
            head.add(record.size)
            head.add(record.modified)
            head.add(record.changed)
            if hasDigest {
                head.add(digest.words.0)
                head.add(digest.words.1)
                head.add(digest.words.2)
                head.add(digest.words.3)
            }
            bytes.append(contentsOf: head.bytes)
        }
        bytes.append(contentsOf: name)
        guard record.type == .link else { return }
        let target = target?.bytes.prefix(Int(UInt16.max)) ?? []
        add(UInt16(target.count))
        bytes.append(contentsOf: target)
    }

    private mutating func add(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// No record's numbers take more.
    private static let headLimit = 96
}

/// Numbers laid behind each other, little-endian, in memory that is lent.
private struct PackedNumbers {
    private let space: UnsafeMutableRawBufferPointer
    private var count = 0

    init(_ space: UnsafeMutableRawBufferPointer) {
        self.space = space
    }

    mutating func add<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
        space.storeBytes(of: number.littleEndian, toByteOffset: count, as: Number.self)
        count += MemoryLayout<Number>.size
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: space[..<count]) }
}

extension SecretKey {
    /// A digest hidden under this key, or laid open again: the same call does both.
    ///
    /// The history lies beside its key but may be copied without it; whoever has only the copy
    /// must not be able to try passwords against the digest of a small file.
    func veil(_ digest: Digest, of record: FileRecord) -> Digest {
        var message: [UInt8] = Array("veil".utf8)
        for word in [record.inode, record.size, UInt64(bitPattern: record.modified)] {
            withUnsafeBytes(of: word.littleEndian) { message.append(contentsOf: $0) }
        }
        withUnsafeBytes(of: record.changed.littleEndian) { message.append(contentsOf: $0) }
        let mask = code(message).words
        let words = digest.words
        return Digest(
            words: (
                words.0 ^ mask.0, words.1 ^ mask.1, words.2 ^ mask.2, words.3 ^ mask.3
            ))
    }
}

/// Reads a folder's records back.
struct FolderUnpack {
    private let bytes: UnsafeRawBufferPointer
    private var index = 0
    private let key: SecretKey?
    private(set) var folder = FolderRecord()

    /// One record and what belongs to it.
    struct Entry {
        var record = FileRecord()
        var disposition: UInt8 = 0
        var finding: UInt32 = 0
        var verdict: UInt32 = 0
        var name = 0..<0
        var target: PathBytes?
    }

    /// The head of a packed folder; nil where it is none.
    init?(_ bytes: UnsafeRawBufferPointer, key: SecretKey?) {
        self.bytes = bytes
        self.key = key
        guard bytes.count >= 14, bytes[0] == 1 else { return nil }
        folder.isComplete = bytes[1] != 0
        index = 2
        folder.device = number() ?? 0
        folder.count = number() ?? 0
    }

    /// The next record; nil where the bytes end early.
    mutating func next() -> Entry? {
        var entry = Entry()
        guard let nameLength: UInt16 = number(), let type: UInt8 = number(),
            let flags: UInt8 = number(), let disposition: UInt8 = number()
        else { return nil }
        entry.disposition = disposition
        entry.record.nameLength = nameLength
        entry.record.typeCode = type
        entry.record.flags = flags & ~FolderPack.veiled
        readNumbers(&entry)
        if flags & FileRecord.Flag.digested != 0 {
            guard let digest = digest() else { return nil }
            entry.record.digest = digest
            if flags & FolderPack.veiled != 0 { unveil(&entry.record) }
        }
        guard index + Int(nameLength) <= bytes.count else { return nil }
        entry.name = index..<(index + Int(nameLength))
        index += Int(nameLength)
        if entry.record.type == .link {
            guard let count: UInt16 = number(), index + Int(count) <= bytes.count else {
                return nil
            }
            if count > 0 {
                entry.target = PathBytes(bytes: Array(bytes[index..<(index + Int(count))]))
            }
            index += Int(count)
        }
        return entry
    }

    private mutating func readNumbers(_ entry: inout Entry) {
        entry.record.mode = number() ?? 0
        entry.record.links = number() ?? 0
        entry.record.uid = number() ?? 0
        entry.record.gid = number() ?? 0
        entry.finding = number() ?? 0
        entry.verdict = number() ?? 0
        entry.record.inode = number() ?? 0
        entry.record.size = number() ?? 0
        entry.record.modified = number() ?? 0
        entry.record.changed = number() ?? 0
    }

    /// Without the key the digest stays unknown, and the file will be read again.
    private func unveil(_ record: inout FileRecord) {
        if let key {
            record.digest = key.veil(record.digest, of: record)
        } else {
            record.digest = .none
            record.flags &= ~FileRecord.Flag.digested
        }
    }

    private mutating func digest() -> Digest? {
        guard let one: UInt64 = number(), let two: UInt64 = number(),
            let three: UInt64 = number(), let four: UInt64 = number()
        else { return nil }
        return Digest(words: (one, two, three, four))
    }

    private mutating func number<Number: FixedWidthInteger & BitwiseCopyable>() -> Number? {
        let size = MemoryLayout<Number>.size
        guard index + size <= bytes.count else { return nil }
        defer { index += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: Number.self))
    }
}
