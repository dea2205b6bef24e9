import Testing

@testable import Formats

@Suite struct WordFinderTests {
    private func found(_ words: [String], _ text: String, ignoringCase: Bool = false) -> Bool {
        WordFinder(words, ignoringCase: ignoringCase).isFound(in: Array(text.utf8))
    }

    @Test func `finds a word at the start, inside and at the end`() {
        for text in ["prompt: x", "the prompt is", "a prompt"] {
            #expect(found(["system", "prompt"], text))
        }
    }

    @Test func `does not find what breaks off, is absent or is split`() {
        for text in ["promp", "", "p", "pro mpt", "prompprom"] {
            #expect(!found(["system", "prompt"], text))
        }
    }

    @Test func `takes capitals for small letters only when asked`() {
        #expect(found(["prompt"], "SYSTEM_PROMPT", ignoringCase: true))
        #expect(!found(["prompt"], "SYSTEM_PROMPT"))
        #expect(found(["You are "], "print(\"You are \")"))
        #expect(!found(["You are "], "you are "))
    }

    @Test func `agrees with a search for each word alone`() {
        let words = ["aba", "bab", "abba", "cab", "é a"]
        var state: UInt64 = 7
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                text += ["a", "b", "c", "é", " "][Int(state >> 33) % 5]
            }
            let bytes = Array(text.utf8)
            #expect(
                found(words, text) == words.contains { bytes.holds(Array($0.utf8)) }, "\(text)")
        }
    }

    @Test func `agrees in texts of any length, with words of three bytes among longer ones`() {
        let words = ["llm", "amp", "claude", "ollama", "opencode", "You are "]
        let finder = WordFinder(words)
        var state: UInt64 = 11
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            return Int(state >> 33) % count
        }
        for length in 0..<400 {
            var bytes = (0..<length).map { _ in Array("almpcudeo Y".utf8)[next(11)] }
            if length > 20, next(2) == 0 {
                let word = Array(words[next(words.count)].utf8)
                let start = next(length - word.count)
                bytes.replaceSubrange(start..<(start + word.count), with: word)
            }
            let held = words.count { bytes.holds(Array($0.utf8)) }
            #expect(finder.isFound(in: bytes) == (held > 0))
            let isTwice = finder.isFound(2, in: bytes.span)
            #expect(isTwice == (held >= 2))
        }
    }

    @Test func `finds every byte that is sought, wherever it stands`() {
        let triggers = ByteTriggers("=:/-_")
        var state: UInt64 = 3
        for length in 0..<300 {
            let bytes = (0..<length).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(truncatingIfNeeded: state >> 40)
            }
            var cursor = ByteTriggers.Cursor()
            var hits: [Int] = []
            while let hit = triggers.next(in: bytes.span, &cursor) { hits.append(hit) }
            #expect(hits == bytes.indices.filter { "=:/-_".utf8.contains(bytes[$0]) })
        }
    }

    @Test func `tells plain text from what is beyond ASCII or escaped`() {
        let escape = UInt8(ascii: "\\")
        for length in [0, 1, 63, 64, 65, 200] {
            var bytes = [UInt8](repeating: 0x61, count: length)
            let isPlain = ByteTriggers.isPlain(bytes.span, without: escape)
            #expect(isPlain)
            for odd in [escape, 0x80] where length > 0 {
                bytes[length - 1] = odd
                let isStillPlain = ByteTriggers.isPlain(bytes.span, without: escape)
                #expect(!isStillPlain)
            }
        }
    }
}
