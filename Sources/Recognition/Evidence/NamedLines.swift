import Vocabulary

/// Finds the lines of a program that could name one of a set of files, on bytes.
///
/// Nearly every line names none; only those that might are worth being taken apart as text.
struct NamedLines {
    /// One bit per length and first and last byte of a lower-cased name.
    private var known = Set<UInt32>()

    /// Lines that may hold one of these names, lower case, or a pattern with `*`.
    init(_ names: some Sequence<String>) {
        for name in names {
            let bytes = Array(name.utf8)
            if let first = bytes.first, let last = bytes.last {
                known.insert(Self.sign(bytes.count, first, last))
            }
        }
    }

    private static func sign(_ count: Int, _ first: UInt8, _ last: UInt8) -> UInt32 {
        UInt32(min(count, 0xFFFF)) << 16 | UInt32(lower(first)) << 8 | UInt32(lower(last))
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
    }

    /// The lines that may, with their numbers, counted from 0.
    func lines(of bytes: [UInt8]) -> [(number: Int, line: ArraySlice<UInt8>)] {
        var found: [(number: Int, line: ArraySlice<UInt8>)] = []
        let buffer = bytes.span
        let isWordByte = Self.isWordByte
        do {
            var (start, number) = (0, 0)
            while start < buffer.count {
                var end = start
                var mayName = false
                var word = start
                while end < buffer.count, buffer[end] != 0x0A {
                    if !isWordByte[Int(buffer[end])] {
                        if !mayName { mayName = self.mayName(buffer, word, end) }
                        word = end + 1
                    } else if buffer[end] >= 0x80 {
                        mayName = true
                    }
                    end += 1
                }
                if mayName || self.mayName(buffer, word, end) {
                    found.append((number, bytes[start..<end]))
                }
                start = end + 1
                number += 1
            }
        }
        return found
    }

    /// Whether the last segment of a word may be one of the names, or the word is a pattern.
    private func mayName(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var end = end
        while end > start, bytes[end - 1] == 0x2E { end -= 1 }
        guard end - start > 2 else { return false }
        while end > start, bytes[end - 1] == 0x2F { end -= 1 }
        var segment = end
        while segment > start, bytes[segment - 1] != 0x2F { segment -= 1 }
        guard segment < end else { return false }
        for index in segment..<end where bytes[index] == 0x2A { return segment > start }
        while segment < end - 1, bytes[segment] == 0x40 { segment += 1 }
        return known.contains(Self.sign(end - segment, bytes[segment], bytes[end - 1]))
    }

    /// Letters, digits, what paths are made of, and all bytes beyond ASCII.
    private static let isWordByte: [Bool] = (0..<256).map { value in
        let byte = UInt8(value)
        return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || "._-/~@*$+".utf8.contains(byte)
    }
}
