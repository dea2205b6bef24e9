import Distance
import Formats
import Glibc
import Places
import Testing
import Vocabulary

@Suite struct TrustTests {
    /// Why a place could not be reached.
    static func refusal(_ body: () throws -> RemotePlace) -> (why: String, hint: String?) {
        let error = #expect(throws: PlacesError.self) { _ = try body() }
        guard case .unreachable(let place, let why, let hint) = error else {
            Issue.record("\(String(describing: error)) is no refusal")
            return ("", nil)
        }
        #expect(place == "ssh:box")
        return (why, hint)
    }

    static func fingerprint(_ file: String) throws -> String {
        String(try Tools.output(["ssh-keygen", "-l", "-f", file]).split(separator: " ")[1])
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `a changed host key is refused with both fingerprints`(transport: Reach.Transport) throws {
        let host = try Host()
        try Host.key(host.scratch.path + "/other")
        try host.knows(["other"])
        var reach = host.reach
        reach.transport = transport
        for accepts in [false, true] where !accepts || transport == .system {
            reach.acceptsNewHosts = accepts
            let why = Self.refusal { try host.place(reach) }.why
            #expect(why.contains(try Self.fingerprint(host.scratch.path + "/other.pub")))
            #expect(why.contains(try Self.fingerprint(host.scratch.path + "/host_ed25519.pub")))
        }
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `an unknown host is refused unless asked for`(transport: Reach.Transport) throws {
        let host = try Host()
        try host.knows([])
        var reach = host.reach
        reach.transport = transport
        let refusal = Self.refusal { try host.place(reach) }
        #expect(refusal.why.contains(try Self.fingerprint(host.scratch.path + "/host_ed25519.pub")))
        #expect(refusal.why.hasSuffix("is not known"))
        reach.acceptsNewHosts = true
        reach.transport = .automatic
        #expect(try host.place(reach).facts()["hostname"]?.isEmpty == false)
        reach.acceptsNewHosts = false
        #expect(try host.place(reach).facts()["hostname"]?.isEmpty == false)
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `a key nobody accepts is told as such`(transport: Reach.Transport) throws {
        let host = try Host()
        try host.scratch.file("authorized", "")
        var reach = host.reach
        reach.transport = transport
        let why = Self.refusal { try host.place(reach) }.why
        #expect(why.contains("accepts no key"))
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `a port nobody listens on is refused at once`(transport: Reach.Transport) throws {
        let host = try Host()
        let (number, address) = Host.bound()
        defer { close(number) }
        let port = Int(UInt16(bigEndian: address.sin_port))
        try host.configure("Host box\n    Port \(port)")
        var reach = host.reach
        reach.transport = transport
        #expect(Self.refusal { try host.place(reach) }.why == "connection refused")
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `a port that accepts and never answers ends in time`(transport: Reach.Transport) throws {
        let host = try Host()
        let (number, address) = Host.bound()
        defer { close(number) }
        listen(number, 8)
        try host.configure("Host box\n    Port \(Int(UInt16(bigEndian: address.sin_port)))")
        var reach = host.reach
        reach.transport = transport
        reach.connectTimeout = 1
        let began = ContinuousClock.now
        _ = Self.refusal { try host.place(reach) }
        #expect(ContinuousClock.now - began < .seconds(8))
    }

    @Test func `an account without a shell is told with what it says`() throws {
        let host = try Host("ForceCommand echo This account is not available.; exit 1")
        for transport in [Reach.Transport.system, .library] {
            var reach = host.reach
            reach.transport = transport
            let why = Self.refusal { try host.place(reach) }.why
            #expect(why == "it gave no shell: This account is not available.")
        }
    }

    @Test func `a login that talks first is passed over, one that never stops is not`() throws {
        let talking = try Host("ForceCommand echo hello; echo more; eval \"$SSH_ORIGINAL_COMMAND\"")
        #expect(try talking.place().facts() == LocalPlace().facts())
        let endless = try Host("ForceCommand yes")
        #expect(Self.refusal { try endless.place() }.why.contains("more than 64 KiB"))
    }

    @Test func `nothing stays behind when the place is let go`() throws {
        let host = try Host()
        let place = try host.place()
        _ = try place.run(Command(["true"]))
        func sessions() throws -> Int {
            try Tools.output([
                "sh", "-c", "pgrep -f 'bedplate-[A-Za-z0-9]*/s .*\(host.scratch.path)' || true",
            ]).count
                + (try Tools.output([
                    "sh", "-c", "ps -eo args | grep -c '[s]sh -F \(host.scratch.path)' || true",
                ]) == "0\n" ? 0 : 1)
        }
        #expect(try sessions() > 0)
        place.close()
        #expect(try sessions() == 0)
    }
}
