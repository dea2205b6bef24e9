import Testing
import Vocabulary

@Suite struct JSONTests {
    @Test func `what is written reads back as it was`() throws {
        let value = JSONValue.object([
            ("text", .string("a\"\\\n\t\u{1}é😀")), ("number", .integer(-42)),
            ("real", .number(1.5)),
            ("list", .array([.boolean(true), .null, .object([])])),
        ])
        #expect(try JSONReader.read(value.document()) == value)
        #expect(try JSONReader.read(value.document(pretty: false)) == value)
    }

    @Test func `an error names line and column`() {
        #expect(throws: JSONError(message: "expected a value", line: 2, column: 8)) {
            try JSONReader.read(Array("{\n  \"a\": ?}".utf8))
        }
    }

    @Test func `nesting without end is refused, not a crash`() {
        #expect(throws: JSONError.self) {
            try JSONReader.read(Array(repeating: 0x5B, count: 100_000))
        }
    }

    @Test func `surrogate pairs become one character`() throws {
        #expect(try JSONReader.read(Array(#""\ud83d\ude00""#.utf8)) == .string("😀"))
    }
}
