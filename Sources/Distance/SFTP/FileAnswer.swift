import Vocabulary

/// What a file server answers.
enum FileAnswer {
    /// The greeting: the version it speaks, and its extensions.
    case version(UInt32, extensions: Set<String>)
    /// How a request ended, or why it was refused.
    case status(FileStatus)
    /// An open file or folder.
    case handle([UInt8])
    /// Bytes of a file.
    case data(ArraySlice<UInt8>)
    /// Entries of a folder, or one path.
    case names([FileName])
    /// What a file is.
    case attributes(FileAttributes)
    /// The number of a file system.
    case fileSystem(UInt64)

    /// Reads a packet without its length; nil for one that is none.
    ///
    /// - Returns: the number of the request it answers, 0 for the greeting.
    static func read(_ packet: ArraySlice<UInt8>) -> (number: UInt32, answer: FileAnswer)? {
        var reader = PacketReader(packet)
        guard let kind = reader.byte(), let number = reader.number() else { return nil }
        if kind == 2 { return version(number, &reader).map { (0, $0) } }
        let answer: FileAnswer? =
            switch kind {
            case 101: reader.number().map { .status(FileStatus($0)) }
            case 102: reader.text(longest: 256).map { .handle(Array($0)) }
            case 103: reader.text(longest: .max).map { .data($0) }
            case 104: names(&reader)
            case 105: FileAttributes(&reader).map { .attributes($0) }
            case 201: fileSystem(&reader)
            default: nil
            }
        return answer.map { (number, $0) }
    }

    private static func version(_ number: UInt32, _ reader: inout PacketReader) -> FileAnswer? {
        var extensions: Set<String> = []
        while let name = reader.text(longest: 1024), reader.text(longest: 1024) != nil {
            extensions.insert(String(decoding: name, as: UTF8.self))
        }
        return .version(number, extensions: extensions)
    }

    private static func names(_ reader: inout PacketReader) -> FileAnswer? {
        guard let count = reader.number(), count <= 1 << 16 else { return nil }
        var names: [FileName] = []
        for _ in 0..<count {
            guard let name = reader.text(longest: 1 << 16), reader.text(longest: 1 << 17) != nil,
                let attributes = FileAttributes(&reader)
            else { return nil }
            names.append(FileName(name: Array(name), attributes: attributes))
        }
        return .names(names)
    }

    /// The ninth of eleven words is the number of the file system, as statvfs(3) has it.
    private static func fileSystem(_ reader: inout PacketReader) -> FileAnswer? {
        for _ in 0..<8 where reader.longNumber() == nil { return nil }
        return reader.longNumber().map { .fileSystem($0) }
    }
}

/// How a request ended.
enum FileStatus: Equatable {
    case done
    case end
    case gone
    case denied
    case failed

    init(_ code: UInt32) {
        switch code {
        case 0: self = .done
        case 1: self = .end
        case 2: self = .gone
        case 3: self = .denied
        default: self = .failed
        }
    }
}

/// An entry of a folder.
struct FileName {
    let name: [UInt8]
    let attributes: FileAttributes
}

/// What a file server tells about a file; a part that it leaves out is nil.
struct FileAttributes: Equatable {
    /// Bytes.
    var size: UInt64?
    /// Numeric owner.
    var uid: UInt32?
    /// Numeric group.
    var gid: UInt32?
    /// Type and permissions, as stat(2) has them.
    var mode: UInt32?
    /// Whole seconds since 1970.
    var modified: UInt32?

    /// Reads the parts whose flags are set.
    init?(_ reader: inout PacketReader) {
        guard let flags = reader.number() else { return nil }
        if flags & 1 != 0 {
            guard let size = reader.longNumber() else { return nil }
            self.size = size
        }
        if flags & 2 != 0 {
            guard let uid = reader.number(), let gid = reader.number() else { return nil }
            (self.uid, self.gid) = (uid, gid)
        }
        if flags & 4 != 0 {
            guard let mode = reader.number() else { return nil }
            self.mode = mode
        }
        if flags & 8 != 0 {
            guard reader.number() != nil, let modified = reader.number() else { return nil }
            self.modified = modified
        }
        guard flags & 0x8000_0000 != 0 else { return }
        guard let count = reader.number(), count <= 64 else { return nil }
        for _ in 0..<count
        where reader.text(longest: 1024) == nil || reader.text(longest: 4096) == nil {
            return nil
        }
    }

    /// The attributes as a record: what nobody told is 0, and one link.
    var record: FileRecord {
        var record = FileRecord()
        record.typeCode = ListedStatus.type(mode: UInt64(mode ?? 0)).rawValue
        record.mode = UInt16((mode ?? 0) & 0o7777)
        record.uid = uid ?? 0
        record.gid = gid ?? 0
        record.size = size ?? 0
        record.modified = Int64(modified ?? 0) * 1_000_000_000
        record.changed = record.modified
        return record
    }
}

/// Takes a packet apart.
struct PacketReader {
    private var rest: ArraySlice<UInt8>

    init(_ packet: ArraySlice<UInt8>) {
        rest = packet
    }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func number() -> UInt32? {
        guard rest.count >= 4 else { return nil }
        defer { rest = rest.dropFirst(4) }
        return rest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func longNumber() -> UInt64? {
        guard let high = number(), let low = number() else { return nil }
        return UInt64(high) << 32 | UInt64(low)
    }

    mutating func text(longest: Int) -> ArraySlice<UInt8>? {
        guard let count = number(), count <= rest.count, count <= longest else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }
}

extension FileAnswer {
    /// How many whole records it tells: entries of a folder, or the one thing that was asked for.
    /// Bytes of a file are none, since they come in pieces of any size.
    var records: Int {
        switch self {
        case .names(let names): names.count
        case .data: 0
        case .version, .status, .handle, .attributes, .fileSystem: 1
        }
    }

    /// How many bytes of what was asked for it brings.
    var bytes: Int {
        switch self {
        case .names(let names): names.reduce(0) { $0 + $1.name.count }
        case .data(let bytes): bytes.count
        case .version, .status, .handle, .attributes, .fileSystem: 0
        }
    }
}
