public import Vocabulary

/// Reads a stream in the form of tar(5), member by member, and keeps what stands behind it: the
/// dialect of GNU tar, and that of POSIX (pax) in which container engines answer.
public struct TarReader {
    /// The head of a member.
    public struct Member: Sendable {
        /// Its name as the archive has it.
        public var name: [UInt8]
        /// Bytes.
        public var size: UInt64
        /// Whole seconds since 1970.
        public var modified: UInt64
        /// What it is; nil for a hard link to an earlier member.
        public var type: ItemType?
        /// Permission bits.
        public var mode: UInt16
        /// Numeric owner.
        public var uid: UInt32
        /// Numeric group.
        public var gid: UInt32
        /// Where a link leads; empty for what is none.
        public var link: [UInt8]

        /// Whether it is a regular file.
        public var isFile: Bool { type == .file }
    }

    /// What the reader came upon.
    public enum Event {
        /// A member begins.
        case head(Member)
        /// A piece of the newest member's content.
        case piece(ArraySlice<UInt8>)
        /// The newest member ends.
        case end
    }

    private enum State {
        case head
        case note(left: Int)
        case body(left: UInt64)
        case padding(left: Int)
        case tail
        case behind
    }

    private static let block = 512
    /// GNU tar fills its last record of twenty blocks with zeros.
    private static let record = 20 * 512
    /// The most bytes of a long name or of a member's extended head.
    private static let longest: UInt64 = 1 << 16

    private var state = State.head
    private var held: [UInt8] = []
    private var note: [UInt8] = []
    private var kind: UInt8 = 0
    private var notes = TarNotes()
    private var padding = 0
    private var total = 0
    private var zeroBlocks = 0
    /// What came behind the archive.
    public private(set) var behind: [UInt8] = []

    /// A reader at the start of a stream.
    public init() {}

    /// Whether the archive came to its end.
    public var isDone: Bool {
        switch state {
        case .tail, .behind: true
        case .head, .note, .body, .padding: false
        }
    }

    /// The next event in these bytes, taken off them; nil once nothing is left.
    ///
    /// - Throws: `TarFault` where the stream is no archive.
    public mutating func next(_ rest: inout ArraySlice<UInt8>) throws(TarFault) -> Event? {
        if let end = ended() { return end }
        while !rest.isEmpty {
            switch state {
            case .head:
                if let member = try head(&rest) { return .head(member) }
            case .note(let left):
                let piece = pull(&rest, left)
                note.append(contentsOf: piece)
                if left > piece.count {
                    state = .note(left: left - piece.count)
                } else {
                    try notes.take(note, kind: kind)
                    state = .padding(left: padding)
                }
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
        guard held[257..<262].elementsEqual("ustar".utf8) else { throw TarFault() }
        var member = try TarHead.member(held[...])
        kind = held[156]
        if TarNotes.kinds.contains(kind) {
            guard member.size <= Self.longest else { throw TarFault() }
            padding = Self.padding(member.size)
            note.removeAll(keepingCapacity: true)
            state = .note(left: Int(member.size))
            return nil
        }
        try notes.apply(to: &member)
        padding = Self.padding(member.size)
        state = member.isFile && member.size > 0 ? .body(left: member.size) : .head
        return member
    }

    private static func padding(_ size: UInt64) -> Int {
        (block - Int(size % UInt64(block))) % block
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
}

/// A stream that is no archive.
public struct TarFault: Error {
    /// A fault.
    public init() {}
}
