import Testing
import Vocabulary

@Suite struct ValueTests {
    @Test func `SHA-256 of abc is the one of FIPS 180-4`() {
        #expect(
            SHA256.digest("abc").hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test(arguments: [0, 1, -1, 1_772_658_609_123_456_789, 951_782_400_000_000_000])
    func `a moment reads back as it was written`(nanoseconds: Int64) {
        #expect(Timestamp.nanoseconds(Timestamp.text(nanoseconds: nanoseconds)) == nanoseconds)
    }

    @Test func `a leap day has its date`() {
        #expect(Timestamp.text(nanoseconds: 951_782_400_000_000_000) == "2000-02-29T00:00:00Z")
    }

    @Test func `bytes that are not UTF-8 travel in base64`() throws {
        var item = Item(
            place: "local", root: "/srv", path: PathBytes(bytes: [0x61, 0xFF, 0x0A]), type: .file,
            verdict: Verdict(.state, evidence: [Evidence(.inferred, rule: "r", says: "s")]))
        item.modified = 5
        let read = Item(try JSONReader.read(item.document()))
        #expect(read == item)
    }

    @Test func `ids escape what is not plain`() {
        #expect(
            Identifiers.service(place: "local", group: "cron:ann", name: "a b/é")
                == "local/service/cron:ann/a%20b%2fé".replacing("é", with: "%c3%a9"))
        #expect(Identifiers.unescaped("a%20b%2f%c3%a9") == "a b/é")
    }

    @Test func `dots are resolved by text alone`() {
        #expect(PathBytes("/a/./b/../c//d/").normalised == "/a/c/d")
        #expect(PathBytes("../a/../..").normalised == "../..")
    }
}
