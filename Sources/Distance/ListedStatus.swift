import Places
import Vocabulary

/// What stat(2) tells, as the tools of a host print it.
struct ListedStatus {
    var record = FileRecord()
    var device: UInt64 = 0

    /// What is nothing.
    init() {}

    /// Fields of GNU find: `%y %s %m %U %G %T@ %C@ %n %i %D`.
    init?(find fields: [ArraySlice<UInt8>]) {
        guard fields.count == 10, let letter = fields[0].first, fields[0].count == 1,
            let mode = Self.number(fields[2], 8)
        else { return nil }
        record.typeCode = Self.type(letter).rawValue
        record.mode = UInt16(mode & 0o7777)
        guard
            take([fields[1], fields[3], fields[4], fields[5], fields[6]] + Array(fields[7...]))
        else { return nil }
    }

    /// Fields of stat(1): `%f %s %u %g %Y %Z %h %i %d`.
    init?(stat fields: [ArraySlice<UInt8>]) {
        guard fields.count == 9, let mode = Self.number(fields[0], 16) else { return nil }
        record.typeCode = Self.type(mode: mode).rawValue
        record.mode = UInt16(mode & 0o7777)
        guard take(Array(fields[1...])) else { return nil }
    }

    /// Size, user, group, modified, changed, links, inode, device.
    private mutating func take(_ fields: [ArraySlice<UInt8>]) -> Bool {
        guard fields.count == 8, let size = Self.number(fields[0]),
            let uid = Self.number(fields[1]), let gid = Self.number(fields[2]),
            let modified = Self.time(fields[3]), let changed = Self.time(fields[4]),
            let links = Self.number(fields[5]), let inode = Self.number(fields[6]),
            let device = Self.number(fields[7])
        else { return false }
        record.size = size
        record.uid = UInt32(truncatingIfNeeded: uid)
        record.gid = UInt32(truncatingIfNeeded: gid)
        record.modified = modified
        record.changed = changed
        record.links = UInt16(clamping: links)
        record.inode = inode
        self.device = device
        return true
    }

    private static func type(_ letter: UInt8) -> ItemType {
        switch letter {
        case UInt8(ascii: "f"): .file
        case UInt8(ascii: "d"): .folder
        case UInt8(ascii: "l"): .link
        case UInt8(ascii: "s"): .socket
        case UInt8(ascii: "p"): .fifo
        default: .device
        }
    }

    /// The type in the mode of stat(2).
    static func type(mode: UInt64) -> ItemType {
        switch mode & 0o170000 {
        case 0o100000: .file
        case 0o040000: .folder
        case 0o120000: .link
        case 0o140000: .socket
        case 0o010000: .fifo
        default: .device
        }
    }

    /// Whole number without sign.
    static func number(_ digits: ArraySlice<UInt8>, _ radix: UInt64 = 10) -> UInt64? {
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for byte in digits {
            let digit: UInt64
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                digit = UInt64(byte - UInt8(ascii: "a")) + 10
            default: return nil
            }
            let (high, isOver) = value.multipliedReportingOverflow(by: radix)
            let (sum, isOverAgain) = high.addingReportingOverflow(digit)
            guard digit < radix, !isOver, !isOverAgain else { return nil }
            value = sum
        }
        return value
    }

    /// Seconds since 1970 with up to nine digits behind the dot, as nanoseconds.
    static func time(_ text: ArraySlice<UInt8>) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        let parts = (isNegative ? text.dropFirst() : text).split(
            separator: UInt8(ascii: "."), maxSplits: 1)
        guard let first = parts.first, let seconds = number(first), seconds < 9_000_000_000 else {
            return nil
        }
        var digits = parts.count > 1 ? Array(parts[1].prefix(9)) : []
        while digits.count < 9 { digits.append(UInt8(ascii: "0")) }
        guard let fraction = number(digits[...]) else { return nil }
        let whole = Int64(seconds) * 1_000_000_000
        return isNegative ? -whole - Int64(fraction) : whole + Int64(fraction)
    }
}
