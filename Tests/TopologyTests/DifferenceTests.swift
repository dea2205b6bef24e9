import Testing
import Topology
import Vocabulary

@Suite struct DifferenceTests {
    let before = Systems.listing([
        Systems.file("SOUL.md", "me", .identity), Systems.file("notes.md", "one"),
        Systems.file("cache.bin", "zero", .convenience),
    ])

    @Test func `nothing differs from itself`() {
        #expect(Difference(from: before, to: before).isEmpty)
    }

    @Test func `identity is told first`() {
        let after = Systems.listing([
            Systems.file("SOUL.md", "you", .identity), Systems.file("notes.md", "two"),
            Systems.file("cache.bin", "null", .convenience),
        ])
        let changed = Difference(from: before, to: after).items.changed
        #expect(changed.map(\.after.path.text) == ["SOUL.md", "notes.md", "cache.bin"])
        #expect(changed[0].fields == ["digest", "size"])
    }

    @Test func `what the newer one did not look at is not gone`() {
        let complete = Systems.listing([])
        #expect(Difference(from: before, to: complete).items.vanished.count == 3)
        let partial = Systems.listing([], unread: 1)
        #expect(Difference(from: before, to: partial).items.vanished.isEmpty)
        #expect(Difference(from: before, to: partial).items.notSeen.count == 3)
        var elsewhere = Inventory()
        elsewhere.places = before.places
        #expect(Difference(from: before, to: elsewhere).items.notSeen.count == 3)
    }

    @Test func `what a scan that was told to end did not come to is not gone`() {
        var stopped = Systems.listing([])
        stopped.problems = [
            Problem(place: "local", path: "/srv", what: "stopped", code: "interrupted")
        ]
        #expect(Difference(from: before, to: stopped).items.vanished.isEmpty)
        let after = Difference(from: stopped, to: before)
        #expect(after.items.firstSeen.count == 3 && after.items.appeared.isEmpty)
        #expect(after.apply(to: stopped) == before)
        stopped.problems[0].path = "/other"
        #expect(Difference(from: before, to: stopped).items.vanished.count == 3)
    }

    @Test func `what was left out or rolled up is not gone`() {
        var after = Systems.listing([before.items[0]])
        after.excluded = [
            Exclusion(
                place: "local", root: "/srv", path: "notes.md", reason: "pattern", items: 1)
        ]
        let items = Difference(from: before, to: after).items
        #expect(items.notSeen.map(\.path.text) == ["notes.md"])
        #expect(items.vanished.map(\.path.text) == ["cache.bin"])
    }

    @Test func `the same content under another name moved`() {
        let after = Systems.listing([
            Systems.file("self/SOUL.md", "me", .identity), before.items[2], before.items[1],
        ])
        let items = Difference(from: before, to: after).items
        #expect(items.moved.map(\.before.path.text) == ["SOUL.md"])
        #expect(items.moved.map(\.after.path.text) == ["self/SOUL.md"])
        #expect(items.vanished.isEmpty && items.appeared.isEmpty)
    }

    @Test func `content that is there twice proves no move`() {
        let one = Systems.listing([Systems.file("a", "same"), Systems.file("b", "same")])
        let two = Systems.listing([Systems.file("c", "same"), Systems.file("d", "same")])
        let items = Difference(from: one, to: two).items
        #expect(items.moved.isEmpty)
        #expect(items.vanished.count == 2 && items.appeared.count == 2)
    }

    @Test func `a folder follows its files`() {
        let one = Systems.listing([Systems.folder("old"), Systems.file("old/x", "content")])
        let two = Systems.listing([Systems.folder("new"), Systems.file("new/x", "content")])
        let items = Difference(from: one, to: two).items
        #expect(Set(items.moved.map(\.after.path.text)) == ["new", "new/x"])
        #expect(items.appeared.isEmpty && items.vanished.isEmpty)
    }

    @Test func `the same content judged differently is reclassified`() {
        let after = Systems.listing([
            before.items[0], before.items[2], Systems.file("cache.bin", "zero", .state),
        ])
        let items = Difference(from: before, to: after).items
        #expect(items.reclassified.map(\.after.path.text) == ["cache.bin"])
        #expect(items.changed.isEmpty)
    }

    @Test func `a time with fewer digits is the same time`() {
        let coarse = Systems.listing([Systems.file("a", "x", modified: 5_000_000_000)])
        let fine = Systems.listing([Systems.file("a", "x", modified: 5_123_456_789)])
        let later = Systems.listing([Systems.file("a", "x", modified: 6_123_456_789)])
        #expect(Difference(from: coarse, to: fine).isEmpty)
        #expect(Difference(from: coarse, to: fine).apply(to: coarse) == fine)
        #expect(Difference(from: fine, to: later).items.changed.map(\.fields) == [["modified"]])
    }

    @Test func `a keyed digest is not compared with an open one`() {
        var keyed = before
        keyed.items[0].digest = .keyed(SHA256.digest("under a key"))
        #expect(Difference(from: before, to: keyed).isEmpty)
        #expect(Difference(from: before, to: keyed).apply(to: before) == keyed)
    }

    @Test(arguments: 0..<400)
    func `a difference applied to the older gives the newer`(seed: Int) {
        var numbers = Numbers(seed: UInt64(seed))
        let older = Systems.randomListing(&numbers)
        let newer = Systems.randomListing(&numbers)
        let difference = Difference(from: older, to: newer)
        #expect(difference.apply(to: older) == newer)
        #expect(Difference(from: older, to: older).isEmpty)
        #expect(Difference(from: older, to: older).apply(to: older) == older)
        var shuffled = (older, newer)
        shuffled.0.items.shuffle(using: &numbers)
        shuffled.1.services.shuffle(using: &numbers)
        let again = Difference(from: shuffled.0, to: shuffled.1)
        #expect(again.items == difference.items && again.services == difference.services)
    }
}
