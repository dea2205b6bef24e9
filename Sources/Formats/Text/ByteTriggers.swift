import CText

/// Finds the few bytes worth a closer look in text, sixty-four at a time.
///
/// Scanning every byte in a loop costs about a nanosecond each; most text has none of the bytes
/// a credential or a path begins with.
public struct ByteTriggers: Sendable {
    /// Where a search stands: the hits of one block that were not given yet.
    public struct Cursor {
        private(set) var block = 0
        private(set) var hits: UInt64 = 0
        private(set) var searched = 0

        /// At the start.
        public init() {}

        /// The next hit of the block at hand; nil where all were given.
        mutating func pop() -> Int? {
            guard hits != 0 else { return nil }
            let hit = block + hits.trailingZeroBitCount
            hits &= hits - 1
            return hit
        }

        mutating func enter(_ block: Int, _ hits: UInt64) {
            (self.block, self.hits, searched) = (block, hits, block + 64)
        }
    }

    /// The bytes looked for, at most eight.
    private let wanted: text_bytes

    /// Looks for these ASCII bytes.
    public init(_ text: StaticString) {
        var wanted = text_bytes()
        withUnsafeMutableBytes(of: &wanted) { tables in
            text.withUTF8Buffer { text in
                for (number, byte) in text.prefix(8).enumerated() {
                    tables[Int(byte & 15)] |= 1 << UInt8(number)
                    tables[16 + Int(byte >> 4)] |= 1 << UInt8(number)
                }
            }
        }
        self.wanted = wanted
    }

    /// The next index that holds one of the bytes; nil where none does any more.
    public func next(in span: Span<UInt8>, _ cursor: inout Cursor) -> Int? {
        if let hit = cursor.pop() { return hit }
        let (block, hits) = span.withUnsafeBufferPointer { buffer -> (Int, UInt64) in
            var hits: UInt64 = 0
            guard let base = buffer.baseAddress else { return (0, 0) }
            let block = withUnsafePointer(to: wanted) {
                text_next_block(base, Int64(cursor.searched), Int64(buffer.count), $0, &hits)
            }
            return (Int(block), hits)
        }
        cursor.enter(block, hits)
        return cursor.pop()
    }

    /// Whether every byte is ASCII and none is that one.
    public static func isPlain(_ span: Span<UInt8>, without byte: UInt8) -> Bool {
        span.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return true }
            return text_is_plain(base, Int64(buffer.count), byte) != 0
        }
    }

    /// Whether any byte of the first `count` is zero: then it is no text.
    public static func holdsZero(_ span: Span<UInt8>, within count: Int) -> Bool {
        span.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return text_holds_zero(base, Int64(min(count, buffer.count))) != 0
        }
    }
}
