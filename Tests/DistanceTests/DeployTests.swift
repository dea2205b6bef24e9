import Glibc
import Places
import Recognition
import Testing
import Vocabulary

@testable import Distance

/// The probe, put on a host to look: it finds what a look on the spot finds, and leaves nothing.
@Suite struct DeployTests {
    static let key = SecretKey(bytes: Array(repeating: 7, count: 32))

    static func walk(
        _ place: RemotePlace, _ root: PathBytes, previous: FileTable? = nil
    ) throws -> FileTable {
        try place.walk(
            root, options: WalkOptions(), examiner: ContentScanner(key: key), previous: previous)
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `the probe gives the table of a walk on the spot`(transport: Reach.Transport) throws {
        let deployed = try DeployedHost()
        let root = try AgreementTests.tree(deployed.host.scratch)
        let place = try deployed.host.place(deployed.reach(transport))
        let far = try Self.walk(place, root)
        AgreementTests.expectSame(try AgreementTests.local(root, try #require(Self.key)), far)
        #expect(place.facts()["probe"] == "put there to look, run, and removed")
        #expect(!place.gaps.contains { $0.what.contains("probe") })
        #expect(try deployed.remains() == [])
        #expect(place.roundTrips == 2)
    }

    @Test func `several roots are one talk, and one that is missing is told`() throws {
        let deployed = try DeployedHost()
        let folder = deployed.host.scratch
        let file = PathBytes(try folder.file("one/alone", "PASSWORD=hunter2hunter2\n"))
        try folder.file("two/SOUL.md", "# who I am\n")
        AgreementTests.settle()
        let key = try #require(Self.key)
        let place = try deployed.host.place(deployed.reach())
        let roots = [file, PathBytes(folder.path + "/none"), PathBytes(folder.path + "/two")]
        let tables = place.walk(
            roots.map { RootToWalk(root: $0, previous: nil) }, options: WalkOptions(),
            examiner: ContentScanner(key: key))
        AgreementTests.expectSame(try AgreementTests.local(roots[0], key), try tables[0].get())
        #expect(throws: PlacesError.failed(what: "look at", path: roots[1], SystemError(ENOENT))) {
            try tables[1].get()
        }
        AgreementTests.expectSame(try AgreementTests.local(roots[2], key), try tables[2].get())
        #expect(place.roundTrips == 2)
    }

    @Test func `what is known of an earlier look is not read again`() throws {
        let deployed = try DeployedHost()
        let root = try AgreementTests.tree(deployed.host.scratch)
        let first = try Self.walk(try deployed.host.place(deployed.reach()), root)
        try deployed.host.scratch.file("moto/odd/empty", "not any more\n")
        AgreementTests.settle()
        let place = try deployed.host.place(deployed.reach())
        let second = try Self.walk(place, root, previous: first)
        let key = try #require(Self.key)
        AgreementTests.expectSame(try AgreementTests.local(root, key), second)
        #expect(place.bytesReceived < 200_000)
    }

    @Test func `a folder that may not be entered is told as on the spot`() throws {
        let deployed = try DeployedHost()
        let root = deployed.host.scratch.path + "/tree"
        try deployed.host.scratch.file("tree/one", "one\n")
        _ = try Tools.output(["mkdir", "-m", "0", root + "/closed"])
        AgreementTests.settle()
        let far = try Self.walk(
            try deployed.host.place(deployed.reach()), PathBytes(root + "/../tree"))
        let near = try AgreementTests.local(
            PathBytes(root + "/../tree"), try #require(Self.key))
        AgreementTests.expectSame(near, far)
    }

    /// What stands in the way of the probe, and what is said of it.
    static let obstacles: [(programs: [String: String], why: String)] = [
        (["mktemp": "#!/bin/sh\nexit 1\n"], "no folder can be made there"),
        (["chmod": "#!/bin/sh\nexit 0\n"], "lets it run"),
        (
            [
                "head":
                    "#!/bin/sh\ncase $*:$2 in *:??????*) exec /usr/bin/head -c 1000;; esac\n"
                    + "exec /usr/bin/head \"$@\"\n"
            ], "does not fit"
        ),
        (
            [
                "sha256sum":
                    "#!/bin/sh\nif [ $# = 0 ] && [ -n \"$size$TMPDIR\" ]; then echo 00 -; fi\n"
            ], "not the probe that was sent"
        ),
    ]

    @Test(arguments: obstacles.indices)
    func `a host that does not take the probe is looked at by its own tools`(index: Int) throws {
        let (programs, why) = Self.obstacles[index]
        let deployed = try DeployedHost(programs: programs)
        try deployed.host.scratch.file("tree/SOUL.md", "# who I am\n")
        AgreementTests.settle()
        let root = PathBytes(deployed.host.scratch.path + "/tree")
        let place = try deployed.host.place(deployed.reach())
        AgreementTests.expectSame(
            try AgreementTests.local(root, try #require(Self.key)), try Self.walk(place, root))
        let gap = try #require(place.gaps.first { $0.what.contains("--deploy") })
        #expect(gap.why.contains(why), "\(gap.why)")
        #expect(place.facts()["probe"] == nil)
        #expect(try deployed.remains() == [])
    }

    @Test func `a probe for another machine is never sent`() throws {
        let deployed = try DeployedHost()
        try deployed.host.scratch.file("tree/SOUL.md", "# who I am\n")
        var bytes = try DeployedHost.probe().bytes
        bytes[18] = 183
        var reach = try deployed.reach()
        reach.probe = try ProbeProgram(bytes, path: "probe")
        let place = try deployed.host.place(reach)
        let table = try Self.walk(place, PathBytes(deployed.host.scratch.path + "/tree"))
        #expect(table.records.count == 1)
        let why = place.gaps.first { $0.what.contains("--deploy") }?.why
        #expect(why?.hasPrefix("the probe is for Linux aarch64, and the host is Linux ") == true)
        #expect(try deployed.remains() == [])
    }

    @Test func `a file that is no program is no probe`() throws {
        #expect(throws: PlacesError.self) { try ProbeProgram("/etc/passwd") }
        #expect(throws: PlacesError.self) { try ProbeProgram("/none") }
    }
}
