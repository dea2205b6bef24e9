import Faces
import Testing
import Vocabulary

@Suite struct ExplanationTests {
    @Test(arguments: [
        "local:/srv/moto//SOUL.md", "/srv/moto/SOUL.md", "SOUL.md",
    ])
    func `an item is found by id, by absolute path and by path below its root`(text: String) {
        let found = Explanations(of: text, in: Sample.inventory).all
        #expect(found.map(\.subject) == [Sample.inventory.items.first { $0.path == "SOUL.md" }?.id])
    }

    @Test func `an item is explained by all its evidence`() throws {
        let found = Explanations(of: "/srv/moto/.env", in: Sample.inventory)
        try Golden.expect(found.text, is: "explain-item.txt")
        try Golden.expect(found.document(), is: "explain-item.json")
    }

    @Test func `a service is explained with what it needs and what needs it`() throws {
        let found = Explanations(of: "local/service/moto/n8n", in: Sample.inventory)
        try Golden.expect(found.text, is: "explain-service.txt")
        try Golden.expect(found.document(), is: "explain-service.json")
        let shuffled = Explanations(of: "n8n", in: Sample.shuffled)
        #expect(shuffled.all.contains(found.all[0]))
    }

    @Test func `an edge is explained by both of its ends`() {
        let text = "local/service/moto/n8n->\(Sample.postgres)"
        let found = Explanations(of: text, in: Sample.inventory).all
        #expect(found.map(\.of) == [.dependency])
        #expect(found[0].evidence.map(\.rule) == ["compose.depends_on"])
    }

    @Test func `a file inside a tree is explained by the tree`() {
        let found = Explanations(of: "/srv/moto/node_modules/a/b.js", in: Sample.inventory).all
        #expect(found.map(\.of) == [.rollup])
        #expect(Explanations(of: "/srv/moto/node_modules2", in: Sample.inventory).all.isEmpty)
    }

    @Test func `a name that is not text is found by its bytes and shown safely`() {
        let found = Explanations(of: Sample.hostilePath, in: Sample.inventory)
        #expect(found.all.count == 1)
        #expect(!found.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(throws: Never.self) { try JSONReader.read(found.document()) }
    }

    @Test func `nothing is made up for what is not there`() {
        #expect(Explanations(of: "nobody", in: Sample.inventory).all.isEmpty)
        #expect(Explanations(of: "", in: Sample.inventory).all.isEmpty)
    }
}
