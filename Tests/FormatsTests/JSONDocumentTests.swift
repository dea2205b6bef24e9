import Formats
import Testing

/// What the JSON reader takes in each dialect.
struct JSONDocumentTests {
    private func read(_ text: String, _ dialect: JSONDocument.Dialect = .strict) throws -> Node {
        try JSONDocument.read(Array(text.utf8), dialect: dialect)
    }

    @Test func `gives values with their places`() throws {
        let node = try read("{\n  \"a\": [1, \"x\\u00e9\\ud83d\\ude00\", null, true]\n}")
        let list = try #require(node["a"]?.elements)
        #expect(list[0].integer == 1)
        #expect(list[1].string == "xé😀")
        #expect(list[2].isNull && list[3].boolean == true)
        #expect(list[1].line == 2 && list[1].column == 12)
        #expect(node.members[0].column == 3)
    }

    @Test func `takes comments, trailing commas and bare keys only when relaxed`() throws {
        let text = "// one\n{a: 'x', /* two */ \"b\": [1, +2, .5,],}"
        let node = try read(text, .relaxed)
        #expect(node["a"]?.string == "x")
        #expect(node["b"]?.elements.map(\.string) == ["1", "+2", ".5"])
        #expect(throws: FormatError.self) { try read(text) }
        #expect(throws: FormatError.self) { try read("[1,]") }
    }

    @Test(arguments: [
        "", "{", "[1", "{\"a\"}", "01", "1.", "tru", "\"a", "\"\\x\"", "{\"a\":1} x", "nan", "-",
    ])
    func `refuses what is not JSON`(_ text: String) {
        #expect(throws: FormatError.self) { try read(text) }
    }

    @Test func `refuses nesting beyond the limit and bytes that are not UTF-8`() {
        #expect(throws: FormatError.self) { try read(String(repeating: "[", count: 100_000)) }
        #expect(throws: FormatError.self) { try JSONDocument.read([0x22, 0xFF, 0x22]) }
    }
}
