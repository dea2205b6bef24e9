import Vocabulary

/// Reads a stream in the form of tar(5), GNU's dialect, member by member, and keeps what stands
/// behind it.
struct TarReader {
    /// The head of a member.
    struct Member {
        var name: [UInt8]
        /// Bytes.
        var size: UInt64
        /// Whole seconds since 1970.
        var modified: UInt64
        /// Whether it is a regular file.
        var isFile: Bool
    }

    /// What the reader came upon.
    enum Event {
        /// A member begins.
        case head(Member)
        /// A piece of the newest member's content.
        case piece(ArraySlice<UInt8>)
        /// The newest member ends.
        case end
    }

    private enum State {
        case head
        case name(left: Int)
        case body(left: UInt64)
        case padding(left: Int)
        case tail
        case behind
    }

    private static let block = 512
    /// GNU tar fills its last record of twenty blocks with zeros.
    private static let record = 20 * 512

    private var state = State.head
    private var held: [UInt8] = []
    private var name: [UInt8] = []
    private var padding = 0
    private var total = 0
    private var zeroBlocks = 0
    /// What came behind the archive.
    private(set) var behind: [UInt8] = []

    /// The next event in these bytes, taken off them; nil once nothing is left.
    ///
    /// - Throws: `TarFault` where the stream is no archive.
    mutating func next(_ rest: inout ArraySlice<UInt8>) throws(TarFault) -> Event? {
        if let end = ended() { return end }
        while !rest.isEmpty {
            switch state {
            case .head:
                if let member = try head(&rest) { return .head(member) }
            case .name(let left):
                let piece = pull(&rest, left)
                name.append(contentsOf: piece)
                state =
                    left == piece.count ? .padding(left: padding) : .name(left: left - piece.count)
            case .body(let left):
                let piece = pull(&rest, Int(clamping: left))
                state = .body(left: left - UInt64(piece.count))
                return .piece(piece)
            case .padding(let left):
                let piece = pull(&rest, left)
                state = left == piece.count ? .head : .padding(left: left - piece.count)
            case .tail: tail(&rest)
            case .behind:
                behind.append(contentsOf: rest)
                rest = []
            }
        }
        return nil
    }

    /// Moves on from a body of which nothing is left.
    private mutating func ended() -> Event? {
        if case .body(0) = state {
            state = padding == 0 ? .head : .padding(left: padding)
            return .end
        }
        return nil
    }

    private mutating func pull(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> ArraySlice<UInt8> {
        let piece = rest.prefix(count)
        rest = rest.dropFirst(piece.count)
        total += piece.count
        return piece
    }

    private mutating func head(_ rest: inout ArraySlice<UInt8>) throws(TarFault) -> Member? {
        held.append(contentsOf: pull(&rest, Self.block - held.count))
        guard held.count == Self.block else { return nil }
        defer { held.removeAll(keepingCapacity: true) }
        if held.allSatisfy({ $0 == 0 }) {
            zeroBlocks = 1
            state = .tail
            return nil
        }
        guard held[257..<262].elementsEqual("ustar".utf8), let size = Self.number(held[124..<136]),
            let modified = Self.number(held[136..<148])
        else { throw TarFault() }
        padding = (Self.block - Int(size % UInt64(Self.block))) % Self.block
        if held[156] == UInt8(ascii: "L") {
            guard size <= 1 << 16 else { throw TarFault() }
            name = []
            state = .name(left: Int(size))
            return nil
        }
        let long = name.prefix { $0 != 0 }
        let path = long.isEmpty ? Array(held[..<100].prefix { $0 != 0 }) : Array(long)
        name = []
        let isFile = held[156] == UInt8(ascii: "0") || held[156] == 0
        state = isFile && size > 0 ? .body(left: size) : .head
        return Member(name: path, size: size, modified: modified, isFile: isFile)
    }

    private mutating func tail(_ rest: inout ArraySlice<UInt8>) {
        while zeroBlocks < 2 || total % Self.record != 0 {
            let wanted = Self.block - total % Self.block
            let piece = pull(&rest, wanted)
            guard piece.count == wanted else { return }
            zeroBlocks += 1
        }
        state = .behind
    }

    /// Octal digits, or binary where the first bit is set.
    private static func number(_ field: ArraySlice<UInt8>) -> UInt64? {
        if let first = field.first, first & 0x80 != 0 {
            var value = UInt64(first & 0x7F)
            for byte in field.dropFirst() {
                guard value >> 56 == 0 else { return nil }
                value = value << 8 | UInt64(byte)
            }
            return value
        }
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
        return digits.isEmpty ? 0 : ListedStatus.number(digits, 8)
    }
}

/// A stream that is no archive.
struct TarFault: Error {}
