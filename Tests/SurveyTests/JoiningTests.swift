import Places
import Survey
import Testing
import Vocabulary

@Suite struct JoiningTests {
    private static let own = "net:[1]"

    private func found(_ place: AnsweringPlace) throws -> Inventory {
        defer { place.remove() }
        var scan = Scan(roots: [place.folder])
        scan.looksAtRunning = true
        return try scan.run(on: place) { _ in nil }.rest
    }

    private func row(_ ends: String, user: Int = 0, inode: Int) -> String {
        "   0: \(ends) 0:0 00:0 0 \(user) 0 \(inode) 1 0\n"
    }

    private func seen(
        _ processes: [ProcessFiles.Process], _ rows: [String]
    ) -> ProcessFiles {
        var files = ProcessFiles()
        files.ownNetwork = Self.own
        files.processes = processes
        files.networks = [
            ProcessFiles.Network(
                namespace: Self.own,
                tables: ["tcp": Array(("  sl local\n" + rows.joined()).utf8)])
        ]
        return files
    }

    @Test func `a connection to a published port is one to the container behind it`() throws {
        var place = try Pair.place()
        // 18080 is 46A0: docker-proxy listens there, a client of the host is connected to it.
        place.seen = seen(
            [
                Pair.process(5, "docker-proxy", group: "/", network: Self.own, socket: 1),
                Pair.process(6, "client", group: "/", network: Self.own, socket: 2),
            ],
            [
                row("0100007F:46A0 00000000:0000 0A", inode: 1),
                row("0100007F:8CD7 0100007F:46A0 01", inode: 2),
                row("00000000:0051 00000000:0000 0A", inode: 2),
            ])
        let found = try found(place)
        #expect(!found.services.contains { $0.name == "docker-proxy" })
        let edges = found.dependencies.filter { $0.from.hasSuffix("process/client") }
        #expect(edges.map(\.to) == ["local/service/stack/app"])
    }

    @Test func `the end that listens is the one that is needed`() throws {
        var place = try AnsweringPlace(["README.md": "nothing"])
        place.seen = seen(
            [
                Pair.process(5, "server", group: "/", network: Self.own, socket: 1),
                Pair.process(6, "client", group: "/", network: Self.own, socket: 2),
            ],
            [
                row("00000000:1F90 00000000:0000 0A", inode: 1),
                row("0100007F:1F90 0100007F:8CD7 01", inode: 1),
                row("0100007F:8CD7 0100007F:1F90 01", inode: 2),
                row("00000000:0051 00000000:0000 0A", inode: 2),
            ])
        let edges = try found(place).dependencies
        #expect(edges.map(\.from) == ["local/service/process/client"])
        #expect(edges.map(\.to) == ["local/service/process/server"])
    }

    @Test func `a socket of a hidden process belongs to the only unit of its user`() throws {
        var place = try AnsweringPlace(["README.md": "nothing"])
        place.texts["/etc/passwd"] = "keeper:x:107:107::/:/usr/sbin/nologin\n"
        place.answers = [
            "test -d /run/systemd/system": "",
            "systemctl show": """
            MainPID=41
            User=keeper
            Id=keeper.service
            LoadState=loaded
            ActiveState=active
            FragmentPath=/lib/systemd/system/keeper.service
            """,
        ]
        var hidden = Pair.process(41, "x", group: "/other", network: Self.own, socket: 0)
        (hidden.open, hidden.network, hidden.environment) = (nil, nil, nil)
        place.seen = seen(
            [hidden],
            [
                row("0100007F:18EB 00000000:0000 0A", user: 107, inode: 9),
                row("0100007F:18EC 00000000:0000 0A", user: 0, inode: 10),
            ])
        let found = try found(place)
        let keeper = try #require(found.services.first { $0.name == "keeper.service" })
        #expect(keeper.ports.map(\.host) == [6379])
        let sockets = try #require(found.places[0].coverage.first { $0.scope == "sockets" })
        #expect(sockets.missing.contains { $0.privilege?.contains("CAP_SYS_PTRACE") == true })
    }

    @Test func `a job that at keeps is a service, and of its variables only the names`() throws {
        let job = """
            #!/bin/sh
            # atrun uid=0 gid=0
            # mail moto 0
            JOB_TOKEN=ordinary-words; export JOB_TOKEN
            HOME=/root; export HOME
            /usr/bin/backup --all
            """
        let found = try found(
            AnsweringPlace([
                "var/spool/cron/atjobs/a0000101c89294": job, "var/spool/cron/atjobs/.SEQ": "1",
            ]))
        let service = try #require(found.services.first { $0.kinds == ["at"] })
        #expect(service.id == "local/service/cron:moto/at-1")
        #expect(service.schedule?.contains("2026-11-22T03:00:00") == true)
        #expect(service.environment == ["JOB_TOKEN"])
        #expect(!String(decoding: found.document(), as: UTF8.self).contains("ordinary-words"))
    }

    @Test func `who may log in and what is mounted are facts of the place`() throws {
        var place = try AnsweringPlace(["README.md": "nothing"])
        place.texts["/etc/passwd"] = """
            root:x:0:0::/root:/bin/bash
            daemon:x:1:1::/:/usr/sbin/nologin
            moto:x:1000:1000::/home/moto:/bin/sh
            """
        var files = seen([], [])
        files.mounts = Array(
            """
            22 1 254:0 / / rw - ext4 /dev/vda rw
            23 22 0:5 / /proc rw - proc proc rw
            40 22 0:35 / /srv/share rw - nfs4 store:/export rw
            """.utf8)
        place.seen = files
        let facts = try found(place).places[0].facts
        #expect(facts["logins"] == "moto, root")
        #expect(facts["mounts"] == "/ ext4, /srv/share nfs4")
    }

    private func started(
        _ id: Int, _ words: [String], folder: String, socket: Int
    ) -> ProcessFiles.Process {
        var process = Pair.process(id, "x", group: "/", network: Self.own, socket: socket)
        process.arguments = Array(words.joined(separator: "\0").utf8) + [0]
        process.program = PathBytes(words[0])
        process.folder = PathBytes(folder)
        return process
    }

    private func names(_ processes: [ProcessFiles.Process]) throws -> [String] {
        var place = try AnsweringPlace(["README.md": "nothing"])
        place.seen = seen(
            processes,
            processes.indices.map { index in
                row("0100007F:1F9\(index) 00000000:0000 0A", inode: index + 1)
            })
        return try found(place).services.map(\.name)
    }

    @Test func `two programs of one name started in two folders are two services`() throws {
        let one = started(5, ["/usr/bin/python3", "app.py"], folder: "/srv/one", socket: 1)
        let two = started(6, ["/usr/bin/python3", "app.py"], folder: "/srv/two", socket: 2)
        let found = try names([one, two])
        #expect(found.count == 2 && found[0] == "app.py" && found[1].hasPrefix("app.py~"))
        // Whatever their numbers are.
        var (late, early) = (one, two)
        (late.id, early.id) = (9, 8)
        #expect(try names([late, early]) == found)
        #expect(
            try names([
                one, started(7, ["/usr/bin/python3", "app.py"], folder: "/srv/one", socket: 2),
            ]) == ["app.py"])
    }

    @Test(arguments: [
        (["/usr/bin/python3.11", "-u", "/srv/voice/voice.py"], "voice.py"),
        (["/usr/bin/python3", "-m", "http.server", "8000"], "http.server"),
        (["/usr/bin/python3", "-W", "ignore", "tide.py"], "tide.py"),
        (["/usr/bin/python3", "-c", "import this"], "python3"),
        (["/usr/bin/node", "--require", "./hook.js", "server.js"], "server.js"),
        (["/usr/bin/node"], "node"), (["/usr/sbin/pythonista", "x"], "pythonista"),
        (["/usr/bin/redis-server", "*:6379"], "redis-server"),
    ])
    func `a process is called by its script where its program is an interpreter`(
        _ words: [String], _ name: String
    ) throws {
        #expect(try names([started(5, words, folder: "/", socket: 1)]) == [name])
    }

    @Test func `a connection to an address that nothing here has is an edge to outside`() throws {
        var place = try AnsweringPlace(["README.md": "nothing"])
        place.seen = seen(
            [Pair.process(5, "client", group: "/", network: Self.own, socket: 2)],
            [
                row("0A00000A:8CD7 05060708:01BB 01", inode: 2),
                row("00000000:0051 00000000:0000 0A", inode: 2),
            ])
        let found = try found(place)
        #expect(found.dependencies.map(\.to) == ["local/service/external/8.7.6.5"])
        let outside = try #require(found.services.first { $0.isExternal })
        #expect(outside.evidence.map(\.rule) == ["socket.outside"])
    }

    @Test func `a connection over a socket with a path is an edge`() throws {
        var place = try AnsweringPlace(["README.md": "nothing"])
        place.seen = seen(
            [
                Pair.process(5, "server", group: "/", network: Self.own, socket: 500),
                Pair.process(6, "client", group: "/", network: Self.own, socket: 600),
            ],
            [
                row("00000000:0050 00000000:0000 0A", inode: 500),
                row("00000000:0051 00000000:0000 0A", inode: 600),
            ])
        place.answers["ss --unix"] = "u_str ESTAB 0 0 /run/server.sock 500 * 600\n"
        let found = try found(place)
        #expect(found.dependencies.map(\.from) == ["local/service/process/client"])
        #expect(found.dependencies.map(\.to) == ["local/service/process/server"])
        var mute = try AnsweringPlace(["README.md": "nothing"])
        mute.seen = place.seen
        let sockets = try self.found(mute).places[0].coverage.first { $0.scope == "sockets" }
        #expect(sockets?.missing.contains { $0.why == "ss is not installed" } == true)
    }

    @Test(arguments: [("101", "uid 101, keeper here"), ("977", "uid 977, nobody's here")])
    func `a volume tells whose number its folder belongs to`(
        _ number: String, _ says: String
    ) throws {
        var place = try Pair.place()
        place.texts["/etc/passwd"] = "keeper:x:101:101::/:/usr/sbin/nologin\n"
        place.answers["stat -c %u %n"] = "\(number) /v/pair_kept/_data\n"
        let store = try #require(try found(place).stores.first { $0.name == "pair_kept" })
        #expect(store.evidence.contains { $0.rule == "store.owner" && $0.says.hasSuffix(says) })
    }
}
