import Distance
import Glibc
import Places
import Recognition
import Testing
import Vocabulary

/// Hosts that lie, flood, fall silent or drop: a clear error each time, never a hang or a crash.
@Suite struct HostileTests {
    /// A host that greets as it should and does this to whatever else it is asked.
    static func host(_ doing: String) throws -> Host {
        let scratch = Scratch()
        let host = try Host("ForceCommand sh \(scratch.path)/doing")
        try scratch.file(
            "doing",
            """
            case $SSH_ORIGINAL_COMMAND in
            *uname*) eval "$SSH_ORIGINAL_COMMAND";;
            *) \(doing);;
            esac
            """)
        host.keep(scratch)
        return host
    }

    static func failure(_ doing: String, idle: Int = 20) throws -> String {
        let host = try host(doing)
        try host.scratch.file("tree/one", String(repeating: "one\n", count: 50))
        try host.scratch.file("tree/two/three", "three\n")
        var reach = host.reach
        reach.idleTimeout = idle
        let place = try host.place(reach)
        let error = #expect(throws: PlacesError.self) {
            _ = try place.walk(
                PathBytes(host.scratch.path + "/tree"), options: WalkOptions(),
                examiner: ContentScanner(key: nil), previous: nil)
        }
        guard case .interrupted(let at, let why) = error else {
            Issue.record("\(String(describing: error)) is no interruption")
            return ""
        }
        #expect(at == "ssh:box")
        return why
    }

    static let pass = "eval \"$SSH_ORIGINAL_COMMAND\""

    @Test func `an answer that is cut is known to be`() throws {
        for count in [0, 20, 100, 300] {
            let why = try Self.failure("\(Self.pass) | head -c \(count)")
            #expect(why.contains("cut"), "\(count): \(why)")
        }
    }

    @Test func `an endless answer ends`() throws {
        #expect(try Self.failure("yes").contains("more than 64 KiB"))
        let flood = "(\(Self.pass) | head -c 60; yes)"
        #expect(try Self.failure(flood).contains("nobody asked for"))
    }

    @Test func `a host that falls silent is given up`() throws {
        #expect(try Self.failure("sleep 60", idle: 1).contains("silent"))
    }

    @Test func `a name that leads out is not believed`() throws {
        let why = try Self.failure("\(Self.pass) | sed 's#two/three#../three#'")
        #expect(why.contains("outside its folder"))
        let dots = try Self.failure("\(Self.pass) | sed 's#two/three#two/..#'")
        #expect(dots.contains("outside its folder"))
    }

    @Test func `a name that stands twice is not believed`() throws {
        let host = "\(Self.pass) | sed 's#two/three#one#;s#/three#one#'"
        #expect(try Self.failure(host).contains("twice"))
    }

    @Test func `a size that is a lie makes a gap, not a hang`() throws {
        let host = try Self.host(
            "\(Self.pass) | sed -E 's#^(of|of) 200 #\\1 10000000000 #; s#of 200 #of 10000000000 #'")
        try host.scratch.file("tree/one", String(repeating: "one\n", count: 50))
        AgreementTests.settle()
        let table = try host.place().walk(
            PathBytes(host.scratch.path + "/tree"), options: WalkOptions(),
            examiner: ContentScanner(key: nil), previous: nil)
        let record = try #require(table.record(at: "one").map { table.records[$0] })
        #expect(record.size == 200)
        #expect(record.flags & FileRecord.Flag.digested != 0)
    }

    @Test(arguments: [10, 1500, 3500, 4500, 6000, 9000])
    func `a line that drops is an error`(bytes: Int) throws {
        let host = try Host()
        try host.scratch.file(
            "cut.py",
            """
            import os, select, socket, sys
            s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            left = int(sys.argv[2])
            while True:
                for r in select.select([0, s], [], [])[0]:
                    d = os.read(0, 4096) if r == 0 else s.recv(min(4096, left))
                    if not d: sys.exit()
                    if r == 0: s.sendall(d)
                    else:
                        os.write(1, d)
                        left -= len(d)
                        if left <= 0: sys.exit()
            """)
        try host.configure(
            "Host box\n    ProxyCommand python3 \(host.scratch.path)/cut.py %p \(bytes)")
        let folder = PathBytes(host.scratch.path)
        let error = #expect(throws: PlacesError.self) {
            let place = try host.place()
            for _ in 0..<20 {
                _ = try place.walk(folder, options: WalkOptions(), examiner: nil, previous: nil)
            }
        }
        #expect(["unreachable", "interrupted"].contains(error?.code))
    }
}
