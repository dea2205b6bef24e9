import Testing
import Vocabulary

@Suite struct StreamTests {
    @Test(arguments: [true, false])
    func `a streamed document is the document of the items, byte for byte`(pretty: Bool) throws {
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        var odd = table(["a/b": "1", "a-b": "2", "a!": "3", "a/secret": "t", "q\"\\\n\u{7F}é": "4"])
        odd.records[0].mode = 0o4755
        odd.records[0].uid = 1000
        odd.records[1].modified = -1
        odd.records[1].links = 2
        odd.records[2].typeCode = ItemType.link.rawValue
        odd.records[2].flags = 0
        odd.targets[2] = PathBytes(bytes: [0x2F, 0xFF])
        odd.names[Int(odd.records[3].nameOffset)] = 0xFE
        let source = classified(odd)
        var whole = rest(5)
        whole.items = Array(source.items(key: key))
        #expect(whole.items.map(\.path) == whole.items.map(\.path).sorted())
        var out = JSONWriter(pretty: pretty)
        var bytes: [UInt8] = []
        InventoryStream(rest: rest(5), tables: [source], key: key)
            .write(to: &out) { bytes += $0.drain() }
        bytes += out.drain() + [0x0A]
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == String(decoding: whole.document(pretty: pretty), as: UTF8.self))
    }

    @Test func `the id of a snapshot does not depend on fingerprints, occasion or tool`() {
        let source = classified(table(["secret": "t", "x": "1"]))
        var other = source
        other.verdicts[1].secrets = [SecretFinding(kind: "token", count: 1, fingerprints: ["ff"])]
        let one = InventoryStream(rest: rest(5), tables: [source], key: nil).identity()
        #expect(
            one == InventoryStream(rest: rest(9, name: "n"), tables: [other], key: nil).identity())
        let changed = classified(table(["secret": "t", "x": "2"]))
        #expect(one != InventoryStream(rest: rest(5), tables: [changed], key: nil).identity())
    }

    @Test func `without a key no digest of a secret is shown`() {
        let source = classified(table(["secret": "t", "x": "1"]))
        let items = Array(source.items(key: nil))
        #expect(items.map { $0.digest == nil } == [true, true, false])
    }
}
