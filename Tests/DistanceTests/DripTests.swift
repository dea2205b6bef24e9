import Glibc
import Places
import Recognition
import Synchronization
import Testing
import Vocabulary

@testable import Distance

/// Hosts that say a little now and then, for ever: what counts is what comes of it, not that
/// something moves.
@Suite struct DripTests {
    /// Says a byte five times a second, for longer than any test lasts.
    static let drip = "i=0; while [ $i -lt 600 ]; do printf x; sleep 0.2; i=$((i+1)); done"

    /// How a walk of a host ends that drips, and after how many seconds.
    static func walk(_ doing: String) throws -> (why: String, seconds: Int64) {
        let began = ContinuousClock.now
        let why = try HostileTests.failure(doing, idle: 2)
        return (why, (ContinuousClock.now - began).components.seconds)
    }

    @Test func `a listing that drips is given up`() throws {
        for head in ["head -c 60", "head -c 300"] {
            let (why, seconds) = try Self.walk("(\(HostileTests.pass) | \(head); \(Self.drip))")
            #expect(why.contains("got no further"), "\(why)")
            #expect(seconds < 20)
        }
    }

    @Test func `an answer that drips before it begins is given up`() throws {
        let (why, seconds) = try Self.walk(Self.drip)
        #expect(why.contains("got no further") && seconds < 20, "\(why)")
    }

    @Test func `complaints without end are given up`() throws {
        let (why, seconds) = try Self.walk("while :; do echo no >&2; sleep 0.05; done")
        #expect(why.contains("seconds") && seconds < 20, "\(why)")
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `a program that drips is given up`(transport: Reach.Transport) throws {
        let host = try HostileTests.host("(\(HostileTests.pass) | head -c 40; \(Self.drip))")
        var reach = host.reach
        reach.transport = transport
        let place = try host.place(reach)
        var command = Command(["true"])
        command.timeout = 2000
        let began = ContinuousClock.now
        let error = #expect(throws: PlacesError.self) { try place.run(command) }
        #expect(error?.message.contains("got no further") == true, "\(error?.message ?? "")")
        #expect(ContinuousClock.now - began < .seconds(20))
    }

    @Test func `a file server that drips is given up`() throws {
        let began = ContinuousClock.now
        let error = #expect(throws: PlacesError.self) {
            try HostileFileServerTests.walk("drip", idle: 2)
        }
        #expect(error?.message.contains("got no further") == true, "\(error?.message ?? "")")
        #expect(ContinuousClock.now - began < .seconds(20))
    }

    @Test func `a file server that hands out single bytes is given up`() throws {
        let error = #expect(throws: PlacesError.self) {
            try HostileFileServerTests.walk("crumbs", idle: 2)
        }
        #expect(error?.message.contains("got no further") == true, "\(error?.message ?? "")")
    }

    /// Hands on 4,000 bytes a second, each piece 10 ms late.
    static let wire = """
        import socket, sys, threading, time
        def carry(one, other):
            try:
                while piece := one.recv(400):
                    time.sleep(0.01 + len(piece) / 4000)
                    other.sendall(piece)
            except OSError: pass
            for end in one, other:
                try: end.shutdown(socket.SHUT_RDWR)
                except OSError: pass
        listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=8)
        while True:
            client, _ = listener.accept()
            host = socket.create_connection(("127.0.0.1", int(sys.argv[2])))
            for ends in (client, host), (host, client):
                threading.Thread(target=carry, args=ends, daemon=True).start()
        """

    @Test(arguments: ["", "ForceCommand internal-sftp"])
    func `a slow host that gets on is waited for`(forced: String) throws {
        let (host, reach, line) = try DropTests.host(
            behind: Self.wire, Host(forced), more: [], transport: .library)
        for number in 0..<32 {
            try host.scratch.file(
                "tree/\(number)", String(repeating: "note \(number)\n", count: 120))
        }
        AgreementTests.settle()
        var patient = reach
        patient.idleTimeout = 13
        patient.connectTimeout = 30
        let began = ContinuousClock.now
        let table = try patient.place(at: try #require(Destination("box"))).walk(
            PathBytes(host.scratch.path + "/tree"), options: WalkOptions(),
            examiner: ContentScanner(key: nil), previous: nil)
        #expect(table.records.allSatisfy { $0.flags & FileRecord.Flag.digested != 0 })
        #expect(table.records.count == 32 && table.problems.isEmpty)
        #expect(ContinuousClock.now - began > .seconds(13))
        withExtendedLifetime(line) {}
    }

    /// A clock that stands until it is moved.
    final class Clock: Sendable {
        private let moment = Mutex(ContinuousClock.now)
        var now: ContinuousClock.Instant { moment.withLock { $0 } }

        func pass(seconds: Int) { moment.withLock { $0 += .seconds(seconds) } }
    }

    @Test func `a pace of a record or so now and then ends, whatever else moves`() {
        let clock = Clock()
        let pace = Pace(patience: 120) { clock.now }
        var seconds = 0
        while !pace.isOver {
            clock.pass(seconds: 20)
            seconds += 20
            pace.heard()
            pace.gained(records: 1, bytes: 100)
        }
        #expect(seconds <= 140)
    }

    @Test func `a pace above the slowest rate lasts, but for no longer than a day`() {
        let clock = Clock()
        let pace = Pace(patience: 120) { clock.now }
        var seconds = 0
        while !pace.isOver {
            clock.pass(seconds: 10)
            seconds += 10
            pace.gained(bytes: 40_000)
        }
        #expect(seconds == Pace.longest)
    }
}
