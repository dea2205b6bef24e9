import Faces
import Testing
import Vocabulary

@Suite struct ShownTests {
    @Test func `nothing in a name moves the cursor, breaks the line or turns the text`() {
        #expect(Shown.text("a\nb\r\t\u{1B}[2J") == "a\\nb\\r\\t\\x1b[2J")
        #expect(Shown.text("x\u{202E}y\u{85}z\u{2028}") == "x\\u{202e}y\\u{85}z\\u{2028}")
        #expect(Shown.text("grüße 日本 👩‍🚀") == "grüße 日本 👩‍🚀")
    }

    @Test func `bytes that are not text are written out one by one`() {
        #expect(
            Shown.path(PathBytes(bytes: [0x61, 0xFF, 0xC3, 0xA9, 0xE2, 0x82]))
                == "a\\xffé\\xe2\\x82")
        #expect(Shown.path(PathBytes(bytes: [0xC3, 0x28])) == "\\xc3(")
    }

    @Test func `numbers read the same everywhere`() {
        #expect(Amount.count(18_422) == "18,422")
        #expect(Amount.count(1, "item") == "1 item")
        #expect(Amount.count(0, "dependency", "dependencies") == "0 dependencies")
        #expect(Amount.count(-1234) == "-1,234")
        #expect(Amount.bytes(999) == "999 B")
        #expect(Amount.bytes(1_250) == "1.2 kB")
        #expect(Amount.bytes(210_331_220) == "210 MB")
        #expect(Amount.bytes(.max) == "18 EB")
    }
}
