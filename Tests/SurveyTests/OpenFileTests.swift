import Places
import Survey
import Testing
import Vocabulary

@Suite struct OpenFileTests {
    private func found(_ open: [PathBytes]) throws -> Inventory {
        var place = try AnsweringPlace(["README.md": "nothing"])
        defer { place.remove() }
        var seen = ProcessFiles()
        seen.ownNetwork = "net:[1]"
        var keeper = Pair.process(7, "keeper", group: "/", network: "net:[1]", socket: 11)
        keeper.open? += open
        seen.processes = [keeper]
        seen.networks = [
            ProcessFiles.Network(
                namespace: "net:[1]",
                tables: ["tcp": Pair.table("00000000:0051 00000000:0000 0A", inode: 11)])
        ]
        place.seen = seen
        var scan = Scan(roots: [place.folder])
        scan.looksAtRunning = true
        return try scan.run(on: place) { _ in nil }.rest
    }

    @Test func `a database that a service has open is a store of it`() throws {
        let found = try found([
            "/srv/notes.sqlite", "/srv/queue", "/srv/queue-wal", "/srv/log.txt",
            "/usr/lib/cache.db",
        ])
        #expect(found.stores.map(\.name) == ["/srv/notes.sqlite", "/srv/queue"])
        #expect(found.stores.allSatisfy { $0.engine == "sqlite" && $0.itemClass == .state })
        let keeper = try #require(found.services.first { $0.name == "keeper" })
        #expect(keeper.stores == found.stores.map(\.id) && keeper.holdsState == true)
        #expect(found.dependencies.map(\.kind) == [.data, .data])
    }

    @Test func `an engine that keeps many files is one store`() throws {
        let cluster: PathBytes = "/var/lib/postgresql/15/main"
        let found = try found([
            cluster.appending("pg_wal/000000010000000000000001"),
            cluster.appending("pg_wal/000000010000000000000002"),
            cluster.appending("base/5/1259"),
        ])
        #expect(found.stores.map(\.path) == [cluster])
        #expect(found.stores.map(\.engine) == ["postgresql"])
    }

    @Test func `a file that is gone, or that only memory holds, is no store`() throws {
        #expect(try found(["/srv/a.sqlite (deleted)", "/memfd:b.sqlite"]).stores.isEmpty)
    }
}
