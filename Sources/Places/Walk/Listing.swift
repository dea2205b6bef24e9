import CLinux
import Glibc

/// The names of one folder as getdents64(2) gives them, then in byte order.
///
/// Names are appended to the lane's arena, each with a NUL behind it, so that calls take them
/// where they lie.
struct Listing: ~Copyable {
    /// One name.
    struct Entry: BitwiseCopyable {
        /// The first eight bytes of the name, big-endian: decides most comparisons.
        var prefix: UInt64
        var inode: UInt64
        var nameOffset: UInt32
        var nameLength: UInt16
        /// `DT_…`, as the file system states it.
        var type: UInt8
    }

    static let bufferSize = 64 << 10
    private let buffer = UnsafeMutableRawPointer.allocate(
        byteCount: Listing.bufferSize, alignment: 16)
    private(set) var entries = PlainBuffer<Entry>(room: 256)

    deinit {
        buffer.deallocate()
    }

    /// Lists an open folder into `names`; what was listed before an error stays.
    mutating func fill(
        from folder: borrowing Descriptor, names: inout PlainBuffer<CChar>
    ) -> SystemError? {
        entries.clear()
        var failure: SystemError?
        while true {
            let count = linux_getdents64(folder.number, buffer, UInt(Self.bufferSize))
            if count < 0, errno == EINTR { continue }
            if count < 0, errno != ENOENT { failure = .last }
            if count <= 0 { break }
            take(count, names: &names)
        }
        sort(names.base)
        return failure
    }

    private mutating func take(_ count: Int, names: inout PlainBuffer<CChar>) {
        var offset = 0
        while offset < count {
            let entry = buffer + offset
            let fixed = entry.loadUnaligned(as: linux_entry.self)
            offset += Int(fixed.length)
            let name = (entry + linux_entry_name)
                .assumingMemoryBound(to: CChar.self)
            let length = strlen(name)
            if Self.isDots(name, length) { continue }
            let start = names.count
            names.append(name, count: length + 1)
            entries.append(
                Entry(
                    prefix: Self.prefix(name, length), inode: fixed.inode,
                    nameOffset: UInt32(start), nameLength: UInt16(length), type: fixed.type))
        }
    }

    @inline(__always)
    private static func isDots(_ name: UnsafePointer<CChar>, _ length: Int) -> Bool {
        let dot = CChar(UInt8(ascii: "."))
        return name[0] == dot && (length == 1 || (length == 2 && name[1] == dot))
    }

    @inline(__always)
    private static func prefix(_ name: UnsafePointer<CChar>, _ length: Int) -> UInt64 {
        var prefix: UInt64 = 0
        memcpy(&prefix, name, min(length, 8))
        return prefix.bigEndian
    }

    private func sort(_ names: UnsafeMutablePointer<CChar>) {
        var elements = entries.elements
        elements.sort { left, right in
            if left.prefix != right.prefix { return left.prefix < right.prefix }
            return strcmp(names + Int(left.nameOffset), names + Int(right.nameOffset)) < 0
        }
    }
}
