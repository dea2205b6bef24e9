import Distance
import Glibc
import Places
import Recognition
import Testing
import Vocabulary

/// File servers that lie, flood, fall silent or drop: a clear error or a gap each time, never a
/// hang or a crash.
@Suite struct HostileFileServerTests {
    /// A file server that answers as it should for a tree of one file, but for one lie.
    static let server = #"""
        import os, struct, sys, time
        lie = sys.argv[1]
        def text(b): return struct.pack(">I", len(b)) + b
        def attrs(mode, size): return struct.pack(">IQIIIII", 15, size, 0, 0, mode, 5, 5)
        def send(kind, rest):
            sys.stdout.buffer.write(struct.pack(">IB", len(rest) + 1, kind) + rest)
            sys.stdout.buffer.flush()
        def status(n, code): send(101, struct.pack(">II", n, code) + text(b"") + text(b""))
        def names(n, all):
            send(104, struct.pack(">II", n, len(all)) + b"".join(
                text(name) + text(b"") + attrs(0o40755 if name.startswith(b"d") else 0o100644, 4)
                for name in all))
        listed, handles, counter = {}, {}, open(sys.argv[0] + ".count", "ab")
        while True:
            head = sys.stdin.buffer.read(4)
            if len(head) < 4: sys.exit()
            packet = sys.stdin.buffer.read(struct.unpack(">I", head)[0])
            kind, n = packet[0], struct.unpack(">I", packet[1:5])[0]
            counter.write(b"x"); counter.flush(); count = counter.tell()
            if lie.startswith("drop") and count > int(lie[4:]): sys.exit()
            if lie == "silent" and count > 14: time.sleep(60)
            if lie == "drip" and count > 14:
                sys.stdout.buffer.write(struct.pack(">I", 100000))
                while True:
                    sys.stdout.buffer.write(b"\0"); sys.stdout.buffer.flush(); time.sleep(0.2)
            if kind == 1:
                if lie == "version": send(2, struct.pack(">I", 2))
                elif lie == "long": sys.stdout.buffer.write(b"\xff" * 100); sys.stdout.buffer.flush()
                else: send(2, struct.pack(">I", 3))
                continue
            path = packet[9:9 + struct.unpack(">I", packet[5:9])[0]]
            if kind in (4, 5, 8, 12): path = handles[path]
            if kind in (3, 11): handles[b"%d" % n] = path
            if lie == "number" and kind == 11: n += 1000
            if kind == 16: names(n, [b"/tree"])
            elif kind in (7, 17):
                isFolder = path == b"/tree" or path.endswith(b"/.") or b"/d" in path[-2:]
                send(105, struct.pack(">I", n) + attrs(0o40755 if isFolder else 0o100644, 4))
            elif kind == 11: send(102, struct.pack(">I", n) + text(b"%d" % n))
            elif kind == 12:
                if lie == "endless": names(n, [b"f%d" % (count * 100 + i) for i in range(100)])
                elif lie == "deep" and path not in listed: names(n, [b"d"])
                elif path in listed: status(n, 1)
                elif lie == "dots": names(n, [b"../file"])
                elif lie == "slash": names(n, [b"a/file"])
                elif lie == "empty": names(n, [b""])
                elif lie == "twice": names(n, [b"file", b"file"])
                elif lie == "count": send(104, struct.pack(">II", n, 1 << 31))
                elif lie == "odd": names(n, [b"\x1b[31mfile", b"new\nline", b"\xff\xfe"])
                else: names(n, [b"file"])
                listed[path] = 1
            elif kind == 3:
                if path.startswith(b"/tree/"): send(102, struct.pack(">I", n) + text(b"%d" % n))
                else: status(n, 2)
            elif kind == 8:
                size = {"size": 10 << 30, "longer": 40 << 20, "crumbs": 1 << 20}.get(lie, 4)
                send(105, struct.pack(">I", n) + attrs(0o100644, size))
            elif kind == 5:
                offset, wanted = struct.unpack(">QI", packet[-12:])
                if lie == "much": send(103, struct.pack(">I", n) + text(b"x" * (wanted + 1)))
                elif lie == "crumbs": time.sleep(0.02); send(103, struct.pack(">I", n) + text(b"x"))
                elif lie == "none": send(103, struct.pack(">I", n) + text(b""))
                elif offset >= 4: status(n, 1)
                else: send(103, struct.pack(">I", n) + text(b"text"[offset:offset + wanted]))
            else: status(n, 0)
        """#

    /// Walks the tree of a server that tells one lie.
    static func walk(_ lie: String, idle: Int = 20) throws -> FileTable {
        let scratch = Scratch()
        let host = try Host(
            "ForceCommand case $SSH_ORIGINAL_COMMAND in *uname*) echo no shell; exit 1;; "
                + "*) exec python3 \(scratch.path)/server.py \(lie);; esac")
        try scratch.file("server.py", server)
        host.keep(scratch)
        var reach = host.reach
        reach.transport = .library
        reach.idleTimeout = idle
        let place = try reach.place(at: try #require(Destination("box")))
        return try place.walk(
            "/tree", options: WalkOptions(), examiner: ContentScanner(key: nil), previous: nil)
    }

    @Test func `the server is believed where it tells no lie`() throws {
        let table = try Self.walk("nothing")
        let file = try #require(table.record(at: "file").map { table.records[$0] })
        #expect(file.digest == SHA256.digest("text") && table.problems.isEmpty)
    }

    @Test(arguments: [
        ("dots", "outside its folder"), ("slash", "outside its folder"),
        ("empty", "outside its folder"), ("twice", "twice"), ("count", "packet"),
        ("number", "without a question"), ("much", "more of a file"), ("none", "more of a file"),
    ])
    func `a lie ends the scan with its reason`(lie: String, why: String) throws {
        let error = #expect(throws: PlacesError.self) { try Self.walk(lie) }
        #expect(error?.message.contains(why) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: ["version", "long"])
    func `a greeting that is none is no file server`(lie: String) throws {
        let error = #expect(throws: PlacesError.self) { try Self.walk(lie) }
        #expect(["unreachable", "interrupted"].contains(error?.code), "\(error?.message ?? "")")
    }

    @Test(arguments: ["size", "longer"])
    func `a size that is a lie makes a gap, not a hang`(lie: String) throws {
        let table = try Self.walk(lie)
        let file = try #require(table.record(at: "file").map { table.records[$0] })
        #expect(file.flags & FileRecord.Flag.torn != 0)
        #expect(table.problems.map(\.code) == ["changed-while-read"])
    }

    @Test func `names of any bytes are names`() throws {
        let table = try Self.walk("odd")
        #expect(table.records.count == 3 && table.problems.isEmpty)
    }

    @Test func `folders without end stop where no path can be longer`() throws {
        let table = try Self.walk("deep")
        #expect(table.problems.map(\.code) == ["ENAMETOOLONG"])
    }

    @Test func `a server that falls silent is given up`() throws {
        let error = #expect(throws: PlacesError.self) { try Self.walk("silent", idle: 1) }
        #expect(error?.message.contains("silent") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: 0...25)
    func `a server that drops at any message is an error`(count: Int) throws {
        let error = #expect(throws: PlacesError.self) { try Self.walk("drop\(count)") }
        #expect(["unreachable", "interrupted"].contains(error?.code), "\(error?.message ?? "")")
    }
}
