/// A SHA-256 digest: 32 bytes held as four words, so that records stay plain data.
public struct Digest: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The words, each big-endian in the order of the digest's bytes.
    public let words: (UInt64, UInt64, UInt64, UInt64)

    /// All zero: "not taken".
    public static let none = Digest(words: (0, 0, 0, 0))

    /// A digest from four big-endian words.
    @inlinable
    public init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// A digest from exactly 32 bytes; nil for another count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        var words: [UInt64] = [0, 0, 0, 0]
        for (index, byte) in bytes.enumerated() {
            words[index / 8] = words[index / 8] << 8 | UInt64(byte)
        }
        self.words = (words[0], words[1], words[2], words[3])
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(32)
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                out.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return out
    }

    /// 64 hexadecimal digits.
    public var hexadecimal: String { Hexadecimal.text(bytes) }

    /// The digest as the contract writes it: `sha256:…`.
    public var text: String { "sha256:" + hexadecimal }

    /// Equal in every bit.
    @inlinable
    public static func == (left: Digest, right: Digest) -> Bool {
        left.words == right.words
    }

    /// Bytewise order.
    public static func < (left: Digest, right: Digest) -> Bool {
        left.words < right.words
    }

    /// Feeds the words.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
    }
}
