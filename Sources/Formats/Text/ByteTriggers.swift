/// Finds the few bytes worth a closer look in text, thirty-two at a time.
///
/// Scanning every byte in a loop costs about a nanosecond each; most text has none of the bytes
/// a credential or a path begins with.
public struct ByteTriggers: Sendable {
    /// The bytes looked for, at most eight.
    private let bytes: [UInt8]

    /// Looks for these ASCII bytes.
    public init(_ text: StaticString) {
        bytes = text.withUTF8Buffer { Array($0.prefix(8)) }
    }

    /// The first index from `start` on that holds one of the bytes; nil where none does.
    public func next(in span: Span<UInt8>, from start: Int) -> Int? {
        span.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return nil }
            var index = start
            let end = buffer.count
            while index + 32 <= end {
                let block = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD32<UInt8>.self)
                var hits = SIMDMask<SIMD32<Int8>>(repeating: false)
                for byte in bytes { hits .|= block .== SIMD32(repeating: byte) }
                if hits != SIMDMask<SIMD32<Int8>>(repeating: false) {
                    for lane in 0..<32 where hits[lane] { return index + lane }
                }
                index += 32
            }
            while index < end {
                if bytes.contains(base[index]) { return index }
                index += 1
            }
            return nil
        }
    }

    /// Whether any byte of the span is zero: then it is no text.
    public static func holdsZero(_ span: Span<UInt8>, within count: Int) -> Bool {
        var index = 0
        let end = min(count, span.count)
        while index < end {
            if span[index] == 0 { return true }
            index += 1
        }
        return false
    }
}
