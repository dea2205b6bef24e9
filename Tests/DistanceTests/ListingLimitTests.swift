import Distance
import Glibc
import Places
import Recognition
import Testing
import Vocabulary

/// A tree larger than what is kept of one is listed in part, and says so.
@Suite struct ListingLimitTests {
    @Test(arguments: ["tools", "probe", "file server"])
    func `a listing larger than the limit is told in part`(way: String) throws {
        let deployed = try DeployedHost()
        let server = try way == "file server" ? Host("ForceCommand internal-sftp") : nil
        let host = server ?? deployed.host
        for folder in 0..<8 {
            for file in 0..<50 { try host.scratch.file("tree/\(folder)/\(file)", "") }
        }
        var reach = try way == "probe" ? deployed.reach() : host.reach
        reach.listingLimit = 20_000
        let place = try reach.place(at: try #require(Destination("box")))
        let root = PathBytes(host.scratch.path + "/tree")
        let table = try place.walk(root, options: WalkOptions(), examiner: nil, previous: nil)
        #expect((100..<400).contains(table.records.count), "\(table.records.count)")
        #expect(table.problems.map(\.code) == ["listing-cut"])
        #expect(!table.folders[0].isComplete || table.folders.contains { !$0.isComplete })
        #expect(table.rootRecord.flags & FileRecord.Flag.unread == 0)
        let whole = table.folders.indices.filter { table.folders[$0].isComplete && $0 > 0 }
        #expect(whole.allSatisfy { table.entries(ofFolder: $0).count == 50 })
        place.close()
    }

    @Test func `a file server tells which of several folders are there`() throws {
        let host = try Host("ForceCommand internal-sftp")
        let file = try host.scratch.file("tree/file", "")
        symlink(host.scratch.path + "/tree", host.scratch.path + "/link")
        let place = try host.reach.place(at: try #require(Destination("box")))
        let asked = ["/tree", "/none", "/link", "/tree/file"].map {
            PathBytes(host.scratch.path + $0)
        }
        #expect(place.folders(among: asked) == [asked[0], asked[2]])
        #expect(file == asked[3].text)
    }
}
