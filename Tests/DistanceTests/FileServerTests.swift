import Distance
import Formats
import Glibc
import Places
import Recognition
import Survey
import Testing
import Vocabulary

/// Hosts that give no shell and only serve files.
@Suite struct FileServerTests {
    static let only = "ForceCommand internal-sftp"

    static func place(_ host: Host, _ transport: Reach.Transport = .library) throws
        -> any DistantPlace
    {
        var reach = host.reach
        reach.transport = transport
        return try reach.place(at: try #require(Destination("box")))
    }

    /// What a file server does not tell, taken out of a table.
    static func reduce(_ table: inout FileTable) {
        AgreementTests.coarsen(&table)
        func cut(_ record: inout FileRecord) {
            record.inode = 0
            record.links = 1
            record.changed = record.modified
        }
        for index in table.records.indices { cut(&table.records[index]) }
        cut(&table.rootRecord)
        for index in table.folders.indices { table.folders[index].device = 0 }
    }

    @Test(arguments: [Reach.Transport.library, .system])
    func `a walk gives the table of a walk on the spot but for what is not told`(
        transport: Reach.Transport
    ) throws {
        let host = try Host(Self.only)
        let root = try AgreementTests.tree(host.scratch)
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        let place = try Self.place(host, transport)
        var far = try place.walk(
            root, options: WalkOptions(), examiner: ContentScanner(key: key), previous: nil)
        var near = try AgreementTests.local(root, key)
        Self.reduce(&near)
        Self.reduce(&far)
        AgreementTests.expectSame(near, far)
        #expect(far.records.count > 200)
        #expect(place.gaps.contains { $0.what.contains("change times") })
        #expect(!place.runsPrograms)
        #expect(throws: PlacesError.self) { try place.run(Command(["true"])) }
    }

    @Test func `the host's files tell what they can of it`() throws {
        let host = try Host(Self.only)
        let place = try Self.place(host)
        let own = LocalPlace().facts()
        for name in ["os", "os_id", "os_version", "kernel", "hostname"] {
            #expect(place.facts()[name] == own[name], "\(name)")
        }
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        #expect(place.machine(key: key) == LocalPlace().machine(key: key))
        #expect(place.home == Surroundings.home)
    }

    @Test func `a second walk reads nothing that did not change`() throws {
        let host = try Host(Self.only)
        try host.scratch.file("tree/old", "old\n")
        try host.scratch.file("tree/other", "other\n")
        _ = try Tools.output(["touch", "-d", "2026-01-01", host.scratch.path + "/tree/old"])
        let root = PathBytes(host.scratch.path + "/tree")
        let place = try Self.place(host)
        let first = try place.walk(root, options: WalkOptions(), examiner: nil, previous: nil)
        try host.scratch.file("tree/other", "OTHER\n")
        let second = try place.walk(root, options: WalkOptions(), examiner: nil, previous: first)
        let old = try #require(second.record(at: "old").map { second.records[$0] })
        let other = try #require(second.record(at: "other").map { second.records[$0] })
        #expect(old.flags == FileRecord.Flag.digested | FileRecord.Flag.carried)
        #expect(other.digest == SHA256.digest("OTHER\n"))
    }

    @Test func `a file too large to travel has no digest, and the coverage counts it`() throws {
        let host = try Host(Self.only)
        try host.scratch.file("tree/small", "small\n")
        _ = try Tools.output(["truncate", "-s", "10G", host.scratch.path + "/tree/large"])
        let place = try Self.place(host)
        let table = try place.walk(
            PathBytes(host.scratch.path + "/tree"), options: WalkOptions(),
            examiner: ContentScanner(key: nil), previous: nil)
        let large = try #require(table.record(at: "large").map { table.records[$0] })
        #expect(large.size == 10 << 30)
        #expect(large.flags == 0)
        #expect(place.gaps.contains { $0.what == "digests of 1 files" })
    }

    @Test func `another file system below a root is not entered`() throws {
        let host = try Host(Self.only)
        let place = try Self.place(host)
        var options = WalkOptions()
        options.readsContent = false
        options.excludes = IgnorePatterns(lines: ["/mem"])
        let table = try place.walk("/dev", options: options, examiner: nil, previous: nil)
        let near = try LocalWalk.table(place: "ssh:box", root: "/dev", options: options)
        let others = near.excluded.filter { $0.reason == "other-mount" }.map(\.path)
        #expect(table.excluded.filter { $0.reason == "other-mount" }.map(\.path) == others)
        #expect(!others.isEmpty)
    }

    @Test func `links are not followed when a file is read`() throws {
        let host = try Host(Self.only)
        try host.scratch.file("tree/real/file", "real\n")
        symlink("real", host.scratch.path + "/tree/link")
        symlink("real/file", host.scratch.path + "/tree/alias")
        let place = try Self.place(host)
        let root = PathBytes(host.scratch.path + "/tree")
        #expect(try place.read("real/file", below: root, limit: 100) == Array("real\n".utf8))
        #expect(try place.head(of: "real/file", below: root, count: 2) == Array("re".utf8))
        for path: PathBytes in ["link/file", "alias", "../tree/alias", "real", "nowhere"] {
            #expect(throws: PlacesError.self) { try place.read(path, below: root, limit: 100) }
        }
        let all = place.read(
            [Wanted("real/file", below: root), Wanted("alias", below: root)], limit: 100)
        #expect(all.count == 1)
        #expect(try place.read("status", below: "/proc/self", limit: 65536).count > 100)
    }

    @Test func `a folder that may not be entered is unread, not empty`() throws {
        let host = try Host(Self.only)
        try host.scratch.file("tree/closed/secret", "x\n")
        let root = PathBytes(host.scratch.path + "/tree")
        _ = try Tools.output(["chmod", "0444", host.scratch.path + "/tree/closed"])
        defer { chmod(host.scratch.path + "/tree/closed", 0o700) }
        let table = try Self.place(host).walk(
            root, options: WalkOptions(), examiner: nil, previous: nil)
        let isRoot = geteuid() == 0
        #expect(table.problems.map(\.code) == (isRoot ? [] : ["EACCES"]))
        #expect((table.record(at: "closed/secret") != nil) == isRoot)
    }

    @Test func `what runs there is told as not looked at`() throws {
        let host = try Host(Self.only)
        try host.scratch.file("tree/SOUL.md", "# who I am\n")
        var scan = Scan(roots: [PathBytes(host.scratch.path + "/tree")])
        scan.looksAtRunning = true
        let found = try scan.run(on: try Self.place(host)) { _ in nil }
        let coverage = try #require(found.rest.places.first).coverage
        for area in ["containers", "units", "processes", "sockets", "packages"] {
            let told = try #require(coverage.first { $0.scope == area })
            #expect(!told.looked && told.missing.first?.privilege == "a login with a shell")
        }
        #expect(coverage.first { $0.scope == "files" }?.looked == true)
    }
}
