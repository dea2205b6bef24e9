import Places
import Survey
import Testing
import Vocabulary

/// What a container wrote in its own layer, as files of a place of its own.
@Suite struct InsideTests {
    private let inside = "local/in/pair_app_1"

    /// The pair, its application with an outbox in its layer.
    private func place(
        _ archives: [String: [Archive.Member]] = [
            "/var": [
                .init(name: "var/", letter: "5"), .init(name: "var/outbox/", letter: "5"),
                .init(name: "var/outbox/a.json", content: "{\"text\": \"late\"}"),
            ]
        ]
    ) throws -> AnsweringPlace {
        var place = try Pair.place()
        place.archives = archives.mapValues(Archive.text)
        place.archives["/"] = Archive.text([.init(name: "x/", letter: "5")])
        return place
    }

    private func found(_ place: AnsweringPlace) throws -> (items: [Item], rest: Inventory) {
        defer { place.remove() }
        var scan = Scan(roots: [place.folder])
        scan.looksAtRunning = true
        let found = try scan.run(on: place) { _ in nil }
        let tables = found.tables.filter { $0.table.place.contains("/in/") }
        return (tables.flatMap { Array($0.items(key: nil)) }, found.rest)
    }

    private func gaps(_ rest: Inventory) throws -> [Place.Coverage.Gap] {
        try #require(rest.places.first { $0.id == inside }).coverage.flatMap(\.missing)
    }

    @Test func `what a container wrote is items of a place of its own`() throws {
        let (items, rest) = try found(place())
        let file = try #require(items.first { $0.path == "var/outbox/a.json" })
        #expect(file.place == inside && file.root == "/")
        #expect((file.size, file.mode, file.uid) == (16, 0o640, 1001))
        #expect(file.verdict.itemClass >= .config)
        #expect(
            items.filter { $0.place == inside }.map(\.path.text) == [
                "", "var", "var/outbox", "var/outbox/a.json",
            ])
        let place = try #require(rest.places.first { $0.id == inside })
        #expect(place.reach == "container")
        #expect(place.facts["service"] == "local/service/stack/app")
        #expect(rest.snapshot.scope.count == 1)
    }

    @Test func `the accounts of every container are closed`() throws {
        let rest = try found(place()).rest
        #expect(rest.totals.count == 4)
        #expect(rest.totals.allSatisfy { $0.isClosed && $0.unread == 0 })
    }

    @Test func `what every run makes anew is a gap with its reason`() throws {
        let gap = try #require(gaps(found(place()).rest).first)
        #expect(gap.what.contains("/tmp") && gap.why.contains("made anew"))
    }

    @Test func `a database in the layer is a store within it`() throws {
        let database = "SQLite format 3\u{0}" + String(repeating: "\u{1}", count: 400)
        let rest = try found(
            place([
                "/var": [
                    .init(name: "var/", letter: "5"),
                    .init(name: "var/letters.bin", content: database),
                ]
            ])
        ).rest
        let store = try #require(rest.stores.first { $0.engine == "sqlite" })
        #expect(store.within == "local/store/layer/stack_app")
        let app = try #require(rest.services.first { $0.name == "app" })
        #expect(app.stores.contains(store.id) && app.holdsState == true)
    }

    @Test(arguments: ["var/../../etc/passwd", "/etc/passwd", "other/a.json", ".."])
    func `an archive that names something outside is refused`(_ name: String) throws {
        let (items, rest) = try found(
            place(["/var": [.init(name: name, content: "x")]]))
        #expect(
            !items.contains { $0.path.text.contains("passwd") || $0.path.text.contains("a.json") })
        #expect(try gaps(rest).contains { $0.what == "/var" })
    }

    @Test func `a file longer than what came is told by its size, and has no digest`() throws {
        var place = try place()
        place.archives["/var"] = String(
            Archive.text([
                .init(name: "var/", letter: "5"),
                .init(name: "var/a.json", content: "{}", claimed: 4 << 30),
            ]).dropLast(1500))
        let (items, rest) = try found(place)
        let file = try #require(items.first { $0.path == "var/a.json" })
        #expect(file.size == 4 << 30 && file.digest == nil)
        #expect(rest.problems.contains { $0.code == "EFBIG" && $0.place == inside })
    }

    @Test func `an engine that gives no archive leaves a gap, not an empty layer`() throws {
        let rest = try found(place([:])).rest
        #expect(try gaps(rest).contains { $0.why == "the engine gave no archive of it" })
    }

    @Test func `a container that never ran is not read`() throws {
        var place = try place()
        place.answers["docker container inspect"] = place.answers["docker container inspect"]?
            .replacing("\"running\"", with: "\"created\"")
        let (items, rest) = try found(place)
        #expect(items.isEmpty)
        #expect(try gaps(rest).contains { $0.why.contains("never ran") })
    }
}
