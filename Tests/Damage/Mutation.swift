/// Changes bytes at random, the same way for the same seed.
public struct Mutation: RandomNumberGenerator {
    private var state: UInt64

    /// The changes of one seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64 (Steele, Lea, Flood 2014).
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text with one to six changes: bytes replaced, dropped, doubled, moved, or cut off.
    public mutating func mutated(_ text: [UInt8]) -> [UInt8] {
        var bytes = text
        for _ in 0...Int.random(in: 0..<6, using: &self) { change(&bytes) }
        return bytes
    }

    private static let telling: [[UInt8]] =
        [
            "${", "}", "$", ":-", "'", "\"", "\\", "\n", "\t", "[", "]", "{", "}", "<<: ", "*a",
            "&a ",
            "!reset ", "!!str ", "- ", ": ", "#", "=", "\u{0}", "|\n", "---\n", "[[", "\"\"\"",
            "\u{FEFF}",
            "99999999999999999999", "-", "é", "extends: ", "include: ",
        ].map { Array($0.utf8) } + [[0xFF], [0xC2], [0xE2, 0x80], [0xED, 0xA0, 0x80]]

    private mutating func change(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else {
            bytes = Self.telling.randomElement(using: &self) ?? []
            return
        }
        let start = Int.random(in: 0..<bytes.count, using: &self)
        let end = min(bytes.count, start + Int.random(in: 1...24, using: &self))
        switch Int.random(in: 0..<6, using: &self) {
        case 0: bytes[start] = UInt8.random(in: 0...255, using: &self)
        case 1: bytes.removeSubrange(start..<end)
        case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 3:
            let piece = Array(bytes[start..<end])
            bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &self))
        case 4:
            bytes.insert(contentsOf: Self.telling.randomElement(using: &self) ?? [], at: start)
        default: bytes.removeSubrange(start...)
        }
    }
}

/// How long a reader took over the slowest of so many damaged texts.
///
/// - Parameters:
///   - texts: sound ones; each round damages the next of them.
///   - read: takes one damaged text. A trap in it ends the test process.
public func slowest(
    of rounds: Int, seed: UInt64, _ texts: [[UInt8]], _ read: ([UInt8]) -> Void
) -> Duration {
    var mutation = Mutation(seed: seed)
    var slowest = Duration.zero
    for round in 0..<rounds {
        let text = mutation.mutated(texts[round % texts.count])
        slowest = max(slowest, ContinuousClock().measure { read(text) })
    }
    return slowest
}
