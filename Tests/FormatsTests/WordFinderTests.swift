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
}
