import Testing
import Vocabulary

@Suite struct NameEndingsTests {
    private let endings = [".json", ".yml", ".md", "readme", ".safetensors"]

    @Test func `never passes by a name that has one of the endings, in any case`() {
        let known = NameEndings(endings)
        for ending in endings {
            for name in [ending, "a" + ending, "b/" + ending.uppercased(), "ü" + ending] {
                #expect(known.mayEnd(PathBytes(name)), "\(name)")
            }
        }
        #expect(known.mayEnd(PathBytes("beyond ascii.ménu°")))
    }

    @Test func `passes by most other names`() {
        let known = NameEndings(endings)
        for name in ["a.py", "b.swift", "c", "notes.txt", "d.yaml", ""] {
            #expect(!known.mayEnd(PathBytes(name)), "\(name)")
        }
    }

    @Test func `a path is named by its whole last segment`() {
        #expect(PathBytes("a/.env").isNamed(".env"))
        #expect(PathBytes(".env").isNamed(".env"))
        #expect(!PathBytes("a/b.env").isNamed(".env"))
        #expect(!PathBytes("env").isNamed(".env"))
    }
}
