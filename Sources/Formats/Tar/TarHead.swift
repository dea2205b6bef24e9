import Vocabulary

/// The fields of a member's first block (tar(5), *POSIX ustar Archives*).
enum TarHead {
    static func member(_ block: ArraySlice<UInt8>) throws(TarFault) -> TarReader.Member {
        guard let size = number(block[124..<136]), let modified = number(block[136..<148]),
            let mode = number(block[100..<108]), let uid = number(block[108..<116]),
            let gid = number(block[116..<124])
        else { throw TarFault() }
        // POSIX has the beginning of a long name behind the other fields; GNU has times there.
        let isPosix = block[262] == 0
        let beginning = isPosix ? Array(text(block[345..<500])) : []
        let name = text(block[..<100])
        return TarReader.Member(
            name: beginning.isEmpty ? Array(name) : beginning + [UInt8(ascii: "/")] + name,
            size: size, modified: modified, type: type(block[156]),
            mode: UInt16(mode & 0o7777), uid: UInt32(truncatingIfNeeded: uid),
            gid: UInt32(truncatingIfNeeded: gid), link: Array(text(block[157..<257])))
    }

    private static func text(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        field.prefix { $0 != 0 }
    }

    /// The letters of tar(5); an unknown one stands for a regular file there, here for a device, so
    /// that nothing is taken for content.
    private static func type(_ letter: UInt8) -> ItemType? {
        switch letter {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
        case UInt8(ascii: "1"): nil
        case UInt8(ascii: "2"): .link
        case UInt8(ascii: "5"): .folder
        case UInt8(ascii: "6"): .fifo
        default: .device
        }
    }

    /// Octal digits, or binary where the first bit is set.
    static func number(_ field: ArraySlice<UInt8>) -> UInt64? {
        if let first = field.first, first & 0x80 != 0 {
            var value = UInt64(first & 0x7F)
            for byte in field.dropFirst() {
                guard value >> 56 == 0 else { return nil }
                value = value << 8 | UInt64(byte)
            }
            return value
        }
        var value: UInt64 = 0
        for byte in field.drop(while: { $0 == 0x20 }).prefix(while: { $0 != 0 && $0 != 0x20 }) {
            guard (0x30...0x37).contains(byte), value >> 61 == 0 else { return nil }
            value = value << 3 | UInt64(byte - 0x30)
        }
        return value
    }
}

/// What stands before a member about it: GNU's long names, and the records of pax (tar(5), *Pax
/// Interchange Format*).
struct TarNotes {
    /// Letters of members that only tell about the next one.
    static let kinds: Set<UInt8> = [
        UInt8(ascii: "L"), UInt8(ascii: "K"), UInt8(ascii: "x"), UInt8(ascii: "g"),
    ]

    private var records: [String: [UInt8]] = [:]

    mutating func take(_ note: [UInt8], kind: UInt8) throws(TarFault) {
        switch kind {
        case UInt8(ascii: "L"): records["path"] = Array(note.prefix { $0 != 0 })
        case UInt8(ascii: "K"): records["linkpath"] = Array(note.prefix { $0 != 0 })
        case UInt8(ascii: "x"): try read(note[...])
        default: break
        }
    }

    /// `LENGTH KEY=VALUE` and a newline, the length counting all of it.
    private mutating func read(_ note: ArraySlice<UInt8>) throws(TarFault) {
        var rest = note
        while !rest.isEmpty {
            guard let blank = rest.firstIndex(of: 0x20),
                let length = Int(String(decoding: rest[..<blank], as: UTF8.self)),
                length > blank - rest.startIndex + 1, length <= rest.count,
                let equals = rest[blank...].firstIndex(of: UInt8(ascii: "="))
            else { throw TarFault() }
            let end = rest.startIndex + length
            guard equals < end - 1 else { throw TarFault() }
            let key = String(decoding: rest[(blank + 1)..<equals], as: UTF8.self)
            records[key] = Array(rest[(equals + 1)..<(end - 1)])
            rest = rest[end...]
        }
    }

    /// Puts what was told on the member, and forgets it.
    mutating func apply(to member: inout TarReader.Member) throws(TarFault) {
        defer { records.removeAll(keepingCapacity: true) }
        if let path = records["path"] { member.name = path }
        if let link = records["linkpath"] { member.link = link }
        if let size = try number("size") { member.size = size }
        if let uid = try number("uid") { member.uid = UInt32(truncatingIfNeeded: uid) }
        if let gid = try number("gid") { member.gid = UInt32(truncatingIfNeeded: gid) }
        if let modified = try number("mtime") { member.modified = modified }
    }

    /// Decimal digits; what stands behind a dot is dropped.
    private func number(_ key: String) throws(TarFault) -> UInt64? {
        guard let text = records[key] else { return nil }
        let digits = text.prefix { $0 != UInt8(ascii: ".") }
        guard let value = UInt64(String(decoding: digits, as: UTF8.self)) else { throw TarFault() }
        return value
    }
}
