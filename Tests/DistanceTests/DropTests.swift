import Distance
import Glibc
import Places
import Testing
import Vocabulary

/// A line between us and a host that somebody else holds in hand.
@Suite struct DropTests {
    /// Hands bytes over to the host of each connection by turns, the last of them from then on;
    /// cuts a line after so many bytes from the host, where that is not 0.
    static let proxy = """
        import socket, sys, threading
        port, most, hosts = int(sys.argv[1]), int(sys.argv[2]), [int(p) for p in sys.argv[3:]]
        def carry(one, other, left):
            try:
                while left is None or left > 0:
                    piece = one.recv(1 << 16 if left is None else min(left, 1 << 16))
                    if not piece: break
                    other.sendall(piece)
                    if left is not None: left -= len(piece)
            except OSError: pass
            for end in one, other:
                try: end.shutdown(socket.SHUT_RDWR)
                except OSError: pass
        listener = socket.create_server(("127.0.0.1", port), backlog=64)
        while True:
            client, _ = listener.accept()
            host = socket.create_connection(("127.0.0.1", hosts[0]))
            if len(hosts) > 1: hosts.pop(0)
            threading.Thread(target=carry, args=(client, host, None), daemon=True).start()
            threading.Thread(
                target=carry, args=(host, client, most or None), daemon=True).start()
        """

    /// A host that is reached through such a line.
    static func host(
        cutAfter most: Int, then others: [Host] = [], transport: Reach.Transport
    ) throws -> (host: Host, reach: Reach, line: Line) {
        try self.host(
            behind: proxy, Host(), more: [String(most)], then: others, transport: transport)
    }

    /// A host that is reached through a program that hands its bytes over, by its port.
    static func host(
        behind program: String, _ host: Host, more: [String], then others: [Host] = [],
        transport: Reach.Transport
    ) throws -> (host: Host, reach: Reach, line: Line) {
        let port = Host.freePort()
        let script = try host.scratch.file("proxy.py", program)
        let ports = [host.port] + others.map(\.port)
        let line = try Line(
            ["python3", script, String(port)] + more + ports.map(String.init))
        try host.scratch.file(
            "known",
            "[127.0.0.1]:\(port) "
                + (try Tools.output(["cat", host.scratch.path + "/host_ed25519.pub"])))
        try host.configure("Host box\n    Port \(port)")
        var listening = false
        for _ in 0..<500 where !listening {
            usleep(10_000)
            let asked = try LocalPlace().run(
                Command(["sh", "-c", "grep -qi ':\(String(port, radix: 16)) ' /proc/net/tcp"]))
            listening = asked.isSuccess
        }
        try #require(listening, "the line did not come up")
        var reach = host.reach
        reach.transport = transport
        return (host, reach, line)
    }

    /// The process that holds the line, for as long as somebody needs it.
    final class Line {
        private let child: StreamedChild
        init(_ words: [String]) throws { child = try StreamedChild(words) }
    }

    @Test(arguments: [1, 30, 200, 1100, 1500, 1900, 2300, 3000, 4000, 6000, 9000])
    func `a line that drops at any message is an error of the library`(bytes: Int) throws {
        let (host, reach, line) = try Self.host(cutAfter: bytes, transport: .library)
        let error = #expect(throws: PlacesError.self) {
            let place = try host.place(reach)
            for _ in 0..<20 {
                _ = try place.walk(
                    PathBytes(host.scratch.path), options: WalkOptions(), examiner: nil,
                    previous: nil)
            }
        }
        #expect(["unreachable", "interrupted"].contains(error?.code), "\(error?.message ?? "")")
        withExtendedLifetime(line) {}
    }

    @Test func `a host key that changes in the middle of a run is refused`() throws {
        let other = try Host()
        let (host, reach, line) = try Self.host(
            cutAfter: 0, then: [other], transport: .automatic)
        // The first host lets nobody in, so that a second connection is made: to another host.
        try Host.key(host.scratch.path + "/nobody")
        try host.scratch.file(
            "authorized", try Tools.output(["cat", host.scratch.path + "/nobody.pub"]))
        let refusal = TrustTests.refusal { try host.place(reach) }
        #expect(refusal.why.split(separator: "SHA256:").count == 3, "\(refusal.why)")
        withExtendedLifetime(line) {}
    }
}
