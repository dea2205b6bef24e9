import Faces
import Testing
import Vocabulary

@Suite struct SummaryTests {
    static let holes = [
        HoleEntry(
            rule: "BP0102", id: "BP0102@01", subject: Sample.postgres, severity: "low",
            question: "What is it for?", why: "Nobody says."),
        HoleEntry(
            rule: "BP0107", id: "BP0107@02", subject: Sample.postgres, severity: "high",
            question: "Who is called?\u{1B}[0m", why: "At night."),
    ]

    @Test func `a scan reads like a short letter`() throws {
        let summary = Summary(Sample.inventory, holes: Self.holes)
        try Golden.expect(summary.text, is: "summary.txt")
        try Golden.expect(summary.document(), is: "summary.json")
        #expect(summary.text.split(separator: "\n").count < 60)
    }

    @Test func `emphasis is put on words and moves nothing`() {
        let summary = Summary(Sample.inventory, holes: Self.holes)
        let paint = Paint { emphasis, word in "«\(emphasis)»\(word)«»" }
        let text = summary.text(in: paint)
        #expect(text.contains("\n  «bad»high«»  Who is called?"))
        #expect(text.contains("\n  «strong»identity«»"))
        #expect(text.replacing(/«[a-z]*»/, with: "") == summary.text)
    }

    @Test func `the order of what was found changes nothing`() {
        let (one, two) = (Summary(Sample.inventory), Summary(Sample.shuffled))
        #expect(one.text == two.text)
        #expect(one.document() == two.document())
    }

    @Test func `no control byte of a name reaches the terminal`() {
        let text = Summary(Sample.inventory, holes: Self.holes).text
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `convenience that is not listed is counted all the same`() {
        var lean = Sample.inventory
        lean.items.removeAll { $0.verdict.itemClass == .convenience }
        let given = Summary.Count(.convenience, items: 1, bytes: 4000)
        #expect(Summary(lean, unlisted: [given]).text == Summary(Sample.inventory).text)
        #expect(Summary(lean).text != Summary(Sample.inventory).text)
    }

    @Test func `many of everything still fit one screen`() {
        var inventory = Sample.inventory
        for number in 0..<200 {
            inventory.items.append(Sample.item(PathBytes("p/\(number).md"), .identity, 1))
            inventory.services.append(
                Service(place: "local", group: "moto", name: "s\(number)", kinds: ["compose"]))
            inventory.problems.append(
                Problem(place: "local", path: PathBytes("/x/\(number)"), what: "no", code: "E"))
            inventory.stores.append(
                Store(place: "local", kind: .layer, name: "l\(number)", itemClass: .state))
        }
        let lines = Summary(inventory, holes: Self.holes).text.split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count < 60)
        #expect(lines.allSatisfy { $0.count <= 100 })
    }

    @Test func `a folder below the root is told by its path from there`() {
        var inventory = Sample.inventory
        let store = Store(
            place: "local", kind: .bind, name: "/srv/moto/data", itemClass: .state)
        let root = Store(place: "local", kind: .bind, name: "/srv/moto", itemClass: .state)
        let beside = Store(
            place: "local", kind: .bind, name: "/srv/moto2/data", itemClass: .state)
        inventory.stores += [root, store, beside]
        inventory.services[inventory.services.count - 1].stores = [root.id, store.id, beside.id]
        let text = Summary(inventory).text
        #expect(text.contains("keeps ., ./data, /srv/moto2/data"))
    }
}
