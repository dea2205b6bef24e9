import Formats
import Testing

/// What a `.env` file says, held against what compose itself printed for the same lines.
struct DotenvTests {
    private func value(_ text: String, _ name: String = "V") -> String? {
        Dotenv.read(Array(text.utf8)).values[name]
    }

    @Test(arguments: [
        ("V=va#lue # comment", "va#lue"), ("export V=c1", "c1"), ("V = spaced", "spaced"),
        ("V: colon", "colon"), ("V=a b   ", "a b"), ("V=", ""), ("V=#x", "#x"),
        ("V=a\t#b", "a\t#b"), ("V='sq $A \\n it'", "sq $A \\n it"), ("V='it\\'s'", "it's"),
        ("V=\"multi\nline\"", "multi\nline"), ("V=\"x\" # trailing", "x"), ("V=x\\ny", "x\\ny"),
        ("V=\"a\\101\\0101\\qz\"", "a\\101A\\qz"), ("V=it's", "it's"), ("V=\"a\"b", "a"),
        ("A=1\nV=$A", "1"), ("A=1\nV=\"$A $$A \\$A\"", "1 $A $A"), ("V=${A:-z}${Q:-w}", "zw"),
        ("V=1\r\nW=2\r\n", "1"),
    ])
    func `reads a value as compose does`(_ text: String, _ expected: String) {
        #expect(value(text) == expected)
    }

    @Test func `passes over a faulty line and says where it stood`() {
        let reading = Dotenv.read(Array("A=1\nB!=2\nC D=3\nE=\"open\nF=4\n".utf8))
        #expect(reading.values == ["A": "1", "F": "4"])
        #expect(reading.errors.map(\.line) == [2, 3, 4])
    }

    @Test func `asks outside first, for names within values and for names alone`() {
        let reading = Dotenv.read(Array("A=mine\nB=$A\nA\n".utf8)) { $0 == "A" ? "outer" : nil }
        #expect(reading.entries.map(\.value) == ["mine", "outer", "outer"])
        #expect(reading.entries.map(\.line) == [1, 2, 3])
    }

    @Test func `takes a raw file by its letter`() {
        let reading = Dotenv.read(Array("V=\"x\" # $A\nALONE\n".utf8), form: .raw)
        #expect(reading.entries.map(\.value) == ["\"x\" # $A", nil])
    }
}
