import CText

/// Tells in one pass whether any of many words stands in a text.
///
/// A search for each word alone reads the text once per word. Here the first bytes of every
/// word let nearly all of a text pass by, thirty-two positions at a time.
public struct WordFinder: Sendable {
    /// What the first bytes of the words have in common, in eight groups.
    private let groups: text_groups
    /// A bit for each place that the first three bytes of a word fall on.
    private let filter: [UInt8]
    private let words: [[UInt8]]
    private let ignoresCase: Bool

    /// - Parameters:
    ///   - words: at least three bytes each; a shorter one is never found.
    ///   - ignoringCase: whether ASCII capitals count as small letters; the words are small then.
    public init(_ words: [String], ignoringCase: Bool = false) {
        self.words = words.map { Array($0.utf8) }.filter { $0.count >= 3 }
        ignoresCase = ignoringCase
        var filter = [UInt8](repeating: 0, count: 8192)
        for word in self.words {
            let three = UInt32(word[0]) | UInt32(word[1]) << 8 | UInt32(word[2]) << 16
            let place = Int(text_place(three))
            filter[place >> 3] |= 1 << UInt8(place & 7)
        }
        self.filter = filter
        groups = Self.groups(self.words, ignoringCase: ignoringCase)
    }

    /// Words that begin alike share a group, and so do those of three bytes: what a group lets pass
    /// is then close to its words.
    private static func groups(_ words: [[UInt8]], ignoringCase: Bool) -> text_groups {
        var groups = text_groups()
        let short = words.filter { $0.count == 3 }
        let sorted = words.filter { $0.count > 3 }.sorted { $0.lexicographicallyPrecedes($1) }
        let room = short.isEmpty ? 8 : 7
        withUnsafeMutableBytes(of: &groups) { tables in
            for (number, word) in sorted.enumerated() {
                let bit: UInt8 = 1 << UInt8(number * room / sorted.count)
                for at in 0..<4 { admit(word[at], at, bit, ignoringCase, tables) }
            }
            for word in short {
                for at in 0..<3 { admit(word[at], at, 0x80, ignoringCase, tables) }
                for half in 0..<16 {
                    tables[48 + half] |= 0x80
                    tables[112 + half] |= 0x80
                }
            }
        }
        return groups
    }

    private static func admit(
        _ byte: UInt8, _ at: Int, _ bit: UInt8, _ ignoringCase: Bool,
        _ tables: UnsafeMutableRawBufferPointer
    ) {
        let isLetter = (0x61...0x7A).contains(byte)
        for form in ignoringCase && isLetter ? [byte, byte & 0xDF] : [byte] {
            tables[at * 16 + Int(form & 15)] |= bit
            tables[64 + at * 16 + Int(form >> 4)] |= bit
        }
    }

    /// Whether any of the words stands somewhere in the text.
    public func isFound(in text: some Collection<UInt8>) -> Bool {
        text.withContiguousStorageIfAvailable { find(in: $0) }
            ?? Array(text).withUnsafeBufferPointer { find(in: $0) }
    }

    /// Whether any of the words stands somewhere in the text.
    public func isFound(in text: Span<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { find(in: $0) }
    }

    /// Whether so many different ones of the words stand in the text, of at most 64.
    public func isFound(_ several: Int, in text: Span<UInt8>) -> Bool {
        text.withUnsafeBufferPointer { text in
            var found: UInt64 = 0
            return visit(text) { start in
                for index in words.indices.prefix(64)
                where stands(words[index], in: text, at: start) { found |= 1 << UInt64(index) }
                return found.nonzeroBitCount >= several
            }
        }
    }

    private func find(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        visit(text) { start in words.contains { stands($0, in: text, at: start) } }
    }

    /// Visits the places where a word may begin until `isEnough` says so; whether it ever did.
    private func visit(
        _ text: UnsafeBufferPointer<UInt8>, until isEnough: (Int) -> Bool
    ) -> Bool {
        var from: Int64 = 0
        while true {
            let start = withUnsafePointer(to: groups) { groups in
                filter.withUnsafeBufferPointer {
                    text_next_start(
                        text.baseAddress, from, Int64(text.count), groups, $0.baseAddress)
                }
            }
            guard start >= 0 else { return false }
            if isEnough(Int(start)) { return true }
            from = start + 1
        }
    }

    private func stands(_ word: [UInt8], in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool
    {
        guard start + word.count <= text.count else { return false }
        return word.indices.allSatisfy { index in
            let byte = text[start + index]
            let isCapital = ignoresCase && byte >= 0x41 && byte <= 0x5A
            return (isCapital ? byte | 0x20 : byte) == word[index]
        }
    }
}
