import CLinux
import Glibc
import Vocabulary

/// Reads one file after another: the digest, and what the examiner finds on the same bytes.
struct ContentReader: ~Copyable {
    /// New bytes per read(2): larger gains nothing (measured).
    static let chunk = 128 << 10
    /// Bytes shown again at the start of the next chunk.
    static let repeated = 4 << 10

    private let buffer = UnsafeMutableRawBufferPointer.allocate(
        byteCount: ContentReader.repeated + ContentReader.chunk, alignment: 4096)
    private let hash = SHA256()
    private var session: (any ContentSession)?
    private var indexes: [Finding: UInt32] = [Finding(): 0]
    /// Distinct findings; index 0 is "nothing found".
    private(set) var findings: [Finding] = [Finding()]
    /// The one found last: most files have what the file before had.
    private var newest: UInt32 = 0
    private let isStopped: () -> Bool

    /// - Parameter isStopped: asked before each piece; reading ends with ECANCELED once it says yes.
    init(_ session: (any ContentSession)?, isStopped: @escaping () -> Bool = { false }) {
        self.session = session
        self.isStopped = isStopped
    }

    deinit {
        buffer.deallocate()
    }

    /// Tells the examiner in which folder the files that follow lie.
    mutating func enter(folder path: UnsafeBufferPointer<CChar>) {
        let bytes = UnsafeRawBufferPointer(path)
        session?.enter(folder: bytes.bindMemory(to: UInt8.self).span)
    }

    /// Digests an open file into its record.
    ///
    /// The file must be the one the record was made of: same inode, still regular.
    mutating func read(
        _ file: borrowing Descriptor, into record: inout FileRecord, name: UnsafePointer<CChar>
    ) throws(SystemError) {
        let status = try file.status()
        guard status.isRegular, UInt64(status.st_ino) == record.inode else {
            throw SystemError(ESTALE)
        }
        try read(file, status, into: &record, name: name)
    }

    /// Digests an open regular file of that status, twice where it changed meanwhile, then says
    /// that it is torn.
    mutating func read(
        _ file: borrowing Descriptor, _ status: stat, into record: inout FileRecord,
        name: UnsafePointer<CChar>
    ) throws(SystemError) {
        var status = status
        for _ in 0..<2 {
            record.take(status)
            let isWhole = try digest(file, into: &record, name: name)
            if isWhole, record.size <= UInt64(Self.chunk) { return }
            status = try file.status()
            if isWhole, record.modified == status.modified, record.changed == status.changed {
                return
            }
            guard lseek(file.number, 0, SEEK_SET) == 0 else { throw .last }
        }
        record.flags |= FileRecord.Flag.torn
    }

    /// An empty file needs no reading.
    mutating func finishEmpty(_ record: inout FileRecord, name: UnsafePointer<CChar>) {
        hash.begin()
        begin(record, name)
        finish(&record)
    }

    /// Digests from the start; whether exactly as many bytes came as the record states.
    private mutating func digest(
        _ file: borrowing Descriptor, into record: inout FileRecord, name: UnsafePointer<CChar>
    ) throws(SystemError) -> Bool {
        hash.begin()
        begin(record, name)
        var total: UInt64 = 0
        var kept = 0
        var isWanted = session != nil
        while total < record.size {
            guard !isStopped() else { throw SystemError(ECANCELED) }
            // One byte more than stated shows growth without another call.
            let wanted = Int(min(UInt64(Self.chunk), record.size - total + 1))
            let space = UnsafeMutableRawBufferPointer(
                rebasing: buffer[Self.repeated..<(Self.repeated + wanted)])
            let count = try file.read(into: space)
            if count == 0 { break }
            total += UInt64(count)
            hash.update(UnsafeRawBufferPointer(rebasing: space[..<count]))
            if isWanted { isWanted = show(count, kept: &kept, isLast: total >= record.size) }
        }
        finish(&record)
        return total == record.size
    }

    private mutating func begin(_ record: FileRecord, _ name: UnsafePointer<CChar>) {
        let bytes = UnsafeRawBufferPointer(start: name, count: Int(strlen(name)))
        session?.begin(name: bytes.bindMemory(to: UInt8.self).span, size: record.size)
    }

    /// Shows the examiner the new bytes behind those kept of the chunk before.
    private mutating func show(_ count: Int, kept: inout Int, isLast: Bool) -> Bool {
        let start = Self.repeated - kept
        let shown = UnsafeRawBufferPointer(rebasing: buffer[start..<(Self.repeated + count)])
        let wantsMore =
            session?.see(shown.bindMemory(to: UInt8.self).span, repeated: kept) ?? false
        guard wantsMore, !isLast, let base = buffer.baseAddress else { return false }
        let end = Self.repeated + count
        kept = min(Self.repeated, shown.count)
        memmove(base + (Self.repeated - kept), base + (end - kept), kept)
        return true
    }

    private mutating func finish(_ record: inout FileRecord) {
        record.digest = hash.finish()
        record.flags |= FileRecord.Flag.digested
        record.finding = 0
        let finding = session?.finish()
        record.marks = session?.marks() ?? []
        guard let finding, finding != findings[0] else { return }
        if finding == findings[Int(newest)] {
            record.finding = newest
            return
        }
        defer { newest = record.finding }
        if let index = indexes[finding] {
            record.finding = index
            return
        }
        record.finding = UInt32(findings.count)
        indexes[finding] = record.finding
        findings.append(finding)
    }
}
