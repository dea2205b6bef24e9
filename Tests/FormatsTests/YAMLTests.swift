import Formats
import Testing

/// What the YAML reader takes and refuses.
struct YAMLTests {
    private func read(_ text: String) throws -> Node {
        try YAML.document(Array(text.utf8))
    }

    private func failure(_ text: String) -> FormatError? {
        do {
            _ = try YAML.read(Array(text.utf8))
            return nil
        } catch { return error }
    }

    @Test func `keeps order, quotes and places`() throws {
        let node = try read("b: 1\na:\n  - 'x'\n  - y\n")
        #expect(node.members.map(\.key) == ["b", "a"])
        #expect(node["b"]?.integer == 1)
        let list = try #require(node["a"]?.elements)
        #expect(list.map(\.string) == ["x", "y"])
        #expect(list.map(\.isQuoted) == [true, false])
        #expect(list[1].line == 4 && list[1].column == 5)
    }

    @Test func `counts columns in bytes`() throws {
        let node = try read("ключ: [é, x]\n")
        #expect(node.members[0].value.elements[1].column == 16)
    }

    @Test func `expands aliases and merge keys, own keys first`() throws {
        let node = try read(
            """
            base: &base {a: 1, b: 2}
            more: &more {b: 3, c: 4}
            both:
              <<: [*base, *more]
              a: 9
            """)
        let both = try #require(node["both"])
        #expect(both["a"]?.integer == 9)
        #expect(both["b"]?.integer == 2)
        #expect(both["c"]?.integer == 4)
        #expect(both.members.count == 3)
    }

    @Test func `keeps tags, known and unknown`() throws {
        let node = try read("a: !reset null\nb: !include x.yaml\nc: !!str 5\nd: !override []\n")
        #expect(node.members.map(\.value.tag) == ["!reset", "!include", "!!str", "!override"])
        #expect(node["c"]?.isQuoted == true)
    }

    @Test func `refuses a key that stands twice, and says where`() throws {
        let error = try #require(failure("a: 1\nb:\n  c: 1\n  c: 2\n"))
        #expect(error.line == 4 && error.column == 3)
        #expect(error.message.contains("line 3"))
        let kept = try YAML.read(Array("a: 1\na: 2\n".utf8), duplicateKeys: .kept)
        #expect(kept[0]["a"]?.integer == 2)
    }

    @Test func `refuses nesting beyond the limit`() {
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(failure(deep)?.message.contains("deeper") == true)
        #expect(
            failure(String(repeating: "- ", count: 5000) + "x")?.message.contains("deeper") == true)
        var chained = "a0: &a0 [x]\n"
        for level in 1...120 { chained += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        #expect(failure(chained)?.message.contains("deeper") == true)
    }

    @Test func `refuses a billion laughs without spending memory on it`() {
        var laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
        for level in 1...20 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            laughs += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(failure(laughs)?.message.contains("more than") == true)
    }

    @Test func `refuses an alias to what holds it`() {
        #expect(failure("a: &a [*a]\n")?.message.contains("anchor") == true)
    }

    @Test func `refuses what is not UTF-8, and says where`() throws {
        #expect(throws: FormatError.self) { try YAML.read([0x61, 0x3A, 0x20, 0x0A, 0xFF, 0xFE]) }
        #expect(throws: FormatError.self) { try YAML.read([0xFF, 0xFE, 0x61, 0x00]) }
    }

    @Test func `reads several documents, and none from nothing`() throws {
        #expect(try YAML.read([]).isEmpty)
        #expect(try YAML.read(Array("# only a comment\n".utf8)).isEmpty)
        #expect(try YAML.read(Array("---\na: 1\n---\nb: 2\n".utf8)).count == 2)
        #expect(throws: FormatError.self) { try read("---\na: 1\n---\nb: 2\n") }
    }

    @Test func `refuses a key that is no scalar`() {
        #expect(failure("? [a]\n: b\n")?.message.contains("scalar") == true)
    }
}
