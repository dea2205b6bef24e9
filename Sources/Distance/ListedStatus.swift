import Places
import Vocabulary

/// What stat(2) tells, as the tools of a host print it.
struct ListedStatus {
    var record = FileRecord()
    var device: UInt64 = 0

    /// What is nothing.
    init() {}

    /// Fields of GNU find: `%y %s %m %U %G %T@ %C@ %n %i %D`.
    init?(find words: inout StatusWords) {
        guard let type = words.next(), let letter = type.first, type.count == 1,
            let size = words.number(), let mode = words.number(8)
        else { return nil }
        record.typeCode = Self.type(letter).rawValue
        record.mode = UInt16(mode & 0o7777)
        record.size = size
        guard take(&words) else { return nil }
    }

    /// Fields of stat(1): `%f %s %u %g %Y %Z %h %i %d`.
    init?(stat words: inout StatusWords) {
        guard let mode = words.number(16), let size = words.number() else { return nil }
        record.typeCode = Self.type(mode: mode).rawValue
        record.mode = UInt16(mode & 0o7777)
        record.size = size
        guard take(&words) else { return nil }
    }

    /// User, group, modified, changed, links, inode, device.
    private mutating func take(_ words: inout StatusWords) -> Bool {
        guard let uid = words.number(), let gid = words.number(), let modified = words.time(),
            let changed = words.time(), let links = words.number(), let inode = words.number(),
            let device = words.number()
        else { return false }
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
        let digits = isNegative ? text.dropFirst() : text
        let dot = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
        guard let seconds = number(digits[..<dot]), seconds < 9_000_000_000 else { return nil }
        var fraction: UInt64 = 0
        var scale: UInt64 = 1_000_000_000
        for byte in digits[dot...].dropFirst().prefix(9) {
            guard (0x30...0x39).contains(byte) else { return nil }
            fraction = fraction * 10 + UInt64(byte - 0x30)
            scale /= 10
        }
        let whole = Int64(seconds) * 1_000_000_000
        let rest = Int64(fraction * scale)
        return isNegative ? -whole - rest : whole + rest
    }
}

/// Words with one space between them, taken one after the other; what is behind them is a path.
struct StatusWords {
    /// What is left; nil once the last word was taken without a space behind it.
    private(set) var rest: ArraySlice<UInt8>?

    init(_ text: ArraySlice<UInt8>) {
        rest = text
    }

    mutating func next() -> ArraySlice<UInt8>? {
        guard let text = rest else { return nil }
        guard let space = text.firstIndex(of: UInt8(ascii: " ")) else {
            rest = nil
            return text
        }
        rest = text[(space + 1)...]
        return text[..<space]
    }

    mutating func number(_ radix: UInt64 = 10) -> UInt64? {
        next().flatMap { ListedStatus.number($0, radix) }
    }

    mutating func time() -> Int64? { next().flatMap(ListedStatus.time) }
}
