import Glibc
import Places
import Recognition
import Synchronization
import Testing
import Vocabulary

@testable import Distance

/// A probe that dies, lies, floods, drips or falls silent: its host is looked at by other means,
/// nothing hangs, and nothing is left there.
@Suite struct HostileDeployTests {
    /// What is done to what the probe says, and a word of what is told of it.
    static let lies: [(filter: [String], why: String)] = [
        (["after", "l", "die"], "status 137"),
        (["replace", "aa/three", "../three"], "outside its folder"),
        (["replace", "aa/three", "aa/../th"], "outside its folder"),
        (["replace", "aa/three", "one//two"], "outside its folder"),
        (["replace", "of 200 ", "of -20 "], "an entry that is none"),
        (["replace", "k0:", "k0;"], "seconds"),
        (["replace", "k0:", "k9:"], "seconds"),
        (["replace", "r0:", "q0:"], "that is none"),
        (["replace", "k0:", "z0:"], "that is none"),
        (["after", "k0:", "silence"], "silent"),
        (["after", "k0:", "drip"], "that is none"),
        (["after", "k0:", "flood"], "s"),
        (["after", "k0:", "cut"], "seconds"),
        (["after", "r0:", "silence"], "silent"),
        (["after", "r0:", "cut"], "seconds"),
        (["after", "/bedplate-probe", "cut"], "seconds"),
    ]

    @Test(arguments: lies.indices)
    func `a probe that is not what it should be is given up`(index: Int) throws {
        let (filter, why) = Self.lies[index]
        let deployed = try DeployedHost(filter: filter)
        try deployed.host.scratch.file("tree/one", String(repeating: "one\n", count: 50))
        try deployed.host.scratch.file("tree/aa/three", "three\n")
        AgreementTests.settle()
        let root = PathBytes(deployed.host.scratch.path + "/tree")
        var reach = try deployed.reach(index % 2 == 0 ? .system : .library)
        reach.idleTimeout = 2
        let place = try deployed.host.place(reach)
        let began = ContinuousClock.now
        AgreementTests.expectSame(
            try AgreementTests.local(root, try #require(DeployTests.key)),
            try DeployTests.walk(place, root))
        let gap = try #require(place.gaps.first { $0.what.contains("--deploy") })
        #expect(gap.why.contains(why), "\(gap.why)")
        #expect(try deployed.remains() == [])
        #expect(ContinuousClock.now - began < .seconds(60))
    }

    @Test func `a size that is a lie makes a gap or is corrected, not a hang`() throws {
        let deployed = try DeployedHost(filter: ["replace", "of 200 ", "of 999 "])
        try deployed.host.scratch.file("tree/one", String(repeating: "one\n", count: 50))
        AgreementTests.settle()
        let table = try DeployTests.walk(
            try deployed.host.place(deployed.reach()),
            PathBytes(deployed.host.scratch.path + "/tree"))
        let record = try #require(table.record(at: "one").map { table.records[$0] })
        #expect(record.size == 200 && record.flags & FileRecord.Flag.digested != 0)
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `whoever stops it finds nothing left`(transport: Reach.Transport) throws {
        let deployed = try DeployedHost(filter: ["after", "r0:", "silence"])
        try deployed.host.scratch.file("tree/one", "one\n")
        var reach = try deployed.reach(transport)
        let notes = Notes()
        reach.note = { notes.add($0) }
        let began = ContinuousClock.now
        reach.isStopped = { ContinuousClock.now - began > .seconds(4) }
        let place = try deployed.host.place(reach)
        let root = PathBytes(deployed.host.scratch.path + "/tree")
        #expect(throws: PlacesError.self) { try DeployTests.walk(place, root) }
        #expect(ContinuousClock.now - began < .seconds(12))
        #expect(!notes.all.contains { $0.contains("may still have") })
        #expect(try deployed.remains() == [])
    }

    @Test(arguments: [200_000, 3_000_000])
    func `a line that drops leaves nothing, and what is not known is told`(bytes: Int) throws {
        let deployed = try DeployedHost()
        let (_, reach, line) = try DropTests.host(
            behind: Self.cut, deployed.host, more: [String(bytes)], transport: .library)
        var deploying = reach
        deploying.probe = try DeployedHost.probe()
        let notes = Notes()
        deploying.note = { notes.add($0) }
        let place = try deployed.host.place(deploying)
        let root = PathBytes(deployed.host.scratch.path)
        #expect(throws: PlacesError.self) { try DeployTests.walk(place, root) }
        #expect(notes.all.contains { $0.contains("may still have") })
        #expect(place.gaps.contains { $0.what.contains("whether our probe's folder is gone") })
        #expect(try deployed.remains() == [])
        withExtendedLifetime(line) {}
    }

    /// Hands bytes over, and ends once so many were sent to the host.
    static let cut = """
        import select, socket, sys
        listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=8)
        left = int(sys.argv[2])
        client = listener.accept()[0]
        host = socket.create_connection(("127.0.0.1", int(sys.argv[3])))
        while left > 0:
            for one in select.select([client, host], [], [])[0]:
                piece = one.recv(1 << 16)
                if not piece: sys.exit()
                (host if one is client else client).sendall(piece)
                if one is client: left -= len(piece)
        """

    /// What was told to the person.
    final class Notes: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func add(_ line: String) { lines.withLock { $0.append(line) } }
    }
}
