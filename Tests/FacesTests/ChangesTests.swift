import Faces
import Testing
import Topology
import Vocabulary

@Suite struct ChangesTests {
    static var newer: Inventory {
        var newer = Sample.inventory
        newer.snapshot.id = "sha256:" + String(repeating: "0b", count: 32)
        newer.snapshot.taken += 3_600_000_000_000
        newer.snapshot.sequence = 2
        newer.items.removeAll { $0.path == "a/b.md" || $0.path == "README.md" }
        newer.items.append(Sample.item("later.md", .unknown, 1))
        for index in newer.items.indices where newer.items[index].path == "SOUL.md" {
            newer.items[index].size = 900
        }
        newer.services.removeAll { $0.name == "n8n" }
        newer.sort()
        return newer
    }

    @Test func `what matters most comes first and convenience is only counted`() throws {
        let difference = DifferenceDocument(Difference(from: Sample.inventory, to: Self.newer))
        try Golden.expect(difference.text, is: "diff.txt")
        try Golden.expect(difference.document(), is: "diff.json")
        #expect(difference.changes.lines.first?.itemClass == .identity)
        #expect(!difference.changes.lines.contains { $0.itemClass == .convenience })
        #expect(difference.changes.convenience.values.reduce(0, +) == 1)
    }

    @Test func `the same twice is no difference`() {
        let same = DifferenceDocument(Difference(from: Sample.inventory, to: Sample.inventory))
        #expect(same.changes.isEmpty)
        #expect(same.text.hasSuffix("nothing changed\n"))
    }

    @Test func `the log tells the newest first`() throws {
        var third = Sample.inventory
        third.snapshot = Self.newer.snapshot
        third.snapshot.taken += 1
        third.snapshot.sequence = 3
        let (one, two) = (
            Difference(from: Sample.inventory, to: Self.newer),
            Difference(from: Self.newer, to: third)
        )
        let log = LogDocument([one, two])
        try Golden.expect(log.text, is: "log.txt")
        try Golden.expect(log.document(), is: "log.json")
        #expect(log.document() == LogDocument([two, one]).document())
        #expect(!log.text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
    }
}
