import Distance
import Glibc
import Places
import Testing
import Vocabulary

@Suite struct TransportTests {
    static func reach(_ host: Host, _ transport: Reach.Transport) -> Reach {
        var reach = host.reach
        reach.transport = transport
        return reach
    }

    @Test func `the library serves a plain host, and nothing is remarked`() throws {
        let host = try Host()
        let place = try host.place(Self.reach(host, .automatic))
        #expect(place.remarks.isEmpty)
        #expect(place.facts() == LocalPlace().facts())
        var command = Command(["sh", "-c", "wc -c; seq 200000; echo done >&2"])
        command.input = Array(repeating: 0x61, count: 3_000_000)
        let done = try place.run(command)
        let lines = String(decoding: done.output, as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "3000000")
        #expect(lines.count == 200_001 && lines.last == "200000")
        #expect(done.errors == Array("done\n".utf8))
    }

    @Test(arguments: [
        ("Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com", "algorithm"),
        ("MACs hmac-sha2-256-etm@openssh.com\nCiphers aes256-ctr", "algorithm"),
    ])
    func `a host that only modern algorithms reach is reached by the system's ssh`(
        lines: String, why: String
    ) throws {
        let host = try Host(lines)
        let place = try host.place(Self.reach(host, .automatic))
        #expect(place.remarks.count == 1)
        #expect(place.remarks[0].contains(why) && place.remarks[0].contains("system's ssh"))
        #expect(place.facts() == LocalPlace().facts())
        let refusal = TrustTests.refusal { try host.place(Self.reach(host, .library)) }
        #expect(refusal.why.contains(why))
    }

    @Test(arguments: [Reach.Transport.library, .system], [true, false])
    func `what goes over a line is compressed where the configuration says so`(
        transport: Reach.Transport, isAsked: Bool
    ) throws {
        let host = try Host("LogLevel DEBUG1")
        if isAsked { try host.configure("Host *\n    Compression yes") }
        let place = try host.place(Self.reach(host, transport))
        #expect(place.facts() == LocalPlace().facts())
        let log = try Tools.output(["cat", host.scratch.path + "/log"])
        #expect(log.contains("compression: zlib@openssh.com") == isAsked)
    }

    @Test func `an rsa-only host is reached`() throws {
        let host = try Host(keyTypes: ["rsa"])
        let place = try host.place(Self.reach(host, .automatic))
        #expect(place.remarks.count == 1)
        #expect(place.facts() == LocalPlace().facts())
    }

    @Test func `a key of the rsa kind is shown by the system's ssh`() throws {
        let host = try Host()
        try Host.key(host.scratch.path + "/rsa", type: "rsa")
        try host.scratch.file(
            "authorized", try Tools.output(["cat", host.scratch.path + "/rsa.pub"]))
        for half in ["", ".pub"] {
            let file = host.scratch.path + "/rsa" + half
            try Tools.replace(host.scratch.path + "/key" + half, with: file)
        }
        let place = try host.place(Self.reach(host, .automatic))
        #expect(place.remarks.first?.contains("accepts no key that it can use") == true)
    }

    @Test func `a host behind a jump is reached by the system's ssh`() throws {
        let host = try Host()
        try host.configure(
            """
            Host box
                ProxyJump hop
            Host hop
                HostName 127.0.0.1
                Port \(host.port)
            """)
        let refusal = TrustTests.refusal { try host.place(Self.reach(host, .library)) }
        #expect(refusal.why.contains("ProxyJump"))
        let place = try host.place(Self.reach(host, .automatic))
        #expect(place.remarks.count == 1)
        #expect(place.facts() == LocalPlace().facts())
    }

    @Test func `nothing stays behind when the program is killed`() throws {
        let host = try Host()
        try host.scratch.file("tree/one", "one\n")
        let runtime = host.scratch.path + "/runtime"
        try PersonalFiles.createFolder(PathBytes(runtime))
        let program = try SeveralHostsTests.program()
        let config = host.scratch.path + "/config"
        let script = """
            XDG_RUNTIME_DIR=\(runtime) \(program) scan --transport ssh --no-history \
                --ssh-config \(config) box:/usr >/dev/null 2>&1 & scan=$!
            while [ ! -S \(runtime)/*/s ]; do sleep 0.05; done
            kill -9 $scan; wait $scan; sleep 2
            ls \(runtime); ps -eo args | grep -c '[s]sh -F \(config)'
            true
            """
        #expect(try Tools.output(["sh", "-c", script]) == "0\n")
    }

    @Test func `a silent host is given up by the library too`() throws {
        let host = try HostileTests.host("sleep 60")
        var reach = Self.reach(host, .library)
        reach.idleTimeout = 1
        let place = try host.place(reach)
        let error = #expect(throws: PlacesError.self) { try place.run(Command(["true"])) }
        #expect(error?.code == "interrupted")
    }

    @Test func `a line that drops is an error of the library too`() throws {
        let host = try Host()
        let place = try host.place(Self.reach(host, .library))
        let done = try place.run(Command(["sh", "-c", "echo $PPID"]))
        #expect(done.isSuccess)
        let error = #expect(throws: PlacesError.self) {
            try place.run(Command(["sh", "-c", "kill -9 $(ps -o ppid= -p $PPID) $PPID; sleep 5"]))
        }
        #expect(error?.code == "interrupted")
        #expect(throws: PlacesError.self) { try place.run(Command(["true"])) }
    }
}
