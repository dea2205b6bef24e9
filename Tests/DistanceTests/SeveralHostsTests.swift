import Formats
import Glibc
import Places
import Testing
import Vocabulary

/// The program itself, looking at many hosts at once.
@Suite struct SeveralHostsTests {
    /// One sshd that stands for several healthy hosts, and ports that stand for broken ones.
    final class Hosts {
        let healthy: Host
        let flooding: Host
        let lying: Host
        let silent: (Int32, sockaddr_in)

        init() throws {
            healthy = try Host()
            flooding = try Host("ForceCommand yes")
            lying = try HostileTests.host(
                "\(HostileTests.pass) | sed 's#of [0-9]* #of 99999999999999999999999 #'")
            silent = Host.bound()
            listen(silent.0, 64)
            try healthy.scratch.file("tree/SOUL.md", "# who I am\n")
            try healthy.scratch.file(
                "config",
                """
                Host well-*
                    Port \(healthy.port)
                Host flood
                    Port \(flooding.port)
                    IdentityFile \(flooding.scratch.path)/key
                    UserKnownHostsFile \(flooding.scratch.path)/known
                Host liar
                    Port \(lying.port)
                    IdentityFile \(lying.scratch.path)/key
                    UserKnownHostsFile \(lying.scratch.path)/known
                Host silent-*
                    Port \(Int(UInt16(bigEndian: silent.1.sin_port)))
                Host dead-*
                    Port 1
                Host *
                    HostName 127.0.0.1
                    ConnectTimeout 3
                    IdentitiesOnly yes
                    IdentityFile \(healthy.scratch.path)/key
                    UserKnownHostsFile \(healthy.scratch.path)/known
                """)
        }

        deinit { close(silent.0) }
    }

    /// The program, built beside the tests.
    static func program() throws -> String {
        var own = [CChar](repeating: 0, count: 4096)
        let length = readlink("/proc/self/exe", &own, own.count - 1)
        try #require(length > 0)
        let test = PathBytes(bytes: own[..<length].map { UInt8(bitPattern: $0) })
        return test.folder.appending("bedplate").text
    }

    /// Runs the program; its status, document and complaints.
    static func scan(_ hosts: Hosts, _ words: [String]) throws -> CommandResult {
        var command = Command(
            [
                try program(), "scan", "--no-history", "--json",
                "--ssh-config", hosts.healthy.scratch.path + "/config",
            ] + words)
        command.timeout = 120_000
        return try LocalPlace().run(command)
    }

    @Test func `every host ends complete or missed with its reason, and none delays the others`()
        throws
    {
        let hosts = try Hosts()
        let tree = hosts.healthy.scratch.path + "/tree"
        let well = (0..<10).map { "well-\($0):\(tree)" }
        let broken = ["dead-1", "dead-2", "dead-3", "silent-1", "silent-2", "flood", "liar"]
        let list = try hosts.healthy.scratch.file(
            "list",
            "# all of them\n" + (well + broken.map { "\($0):\(tree)" }).joined(separator: "\n"))
        let began = ContinuousClock.now
        let done = try Self.scan(hosts, ["--hosts", list])
        #expect(ContinuousClock.now - began < .seconds(90))
        #expect(done.ending == .exited(3), "\(String(decoding: done.errors, as: UTF8.self))")
        let text = String(decoding: done.output, as: UTF8.self)
        for number in 0..<10 {
            #expect(
                text.contains(
                    "\"place\": \"ssh:well-\(number)\",\n      \"root\": \"\(tree)\",\n      \"path\": \"SOUL.md\""
                ))
        }
        let errors = String(decoding: done.errors, as: UTF8.self)
        for dead in 1...3 {
            #expect(errors.contains("could not reach ssh:dead-\(dead): connection refused"))
        }
        for silent in 1...2 { #expect(errors.contains("could not reach ssh:silent-\(silent): ")) }
        #expect(errors.contains("could not reach ssh:flood: it prints more than 64 KiB"))
        #expect(errors.contains("lost ssh:liar: it said what nobody asked for"))
        let again = try Self.scan(hosts, well.reversed())
        let forth = try Self.scan(hosts, well)
        #expect(Self.content(again) == Self.content(forth))
        #expect(again.ending == .exited(0))
    }

    /// A document without its moment.
    static func content(_ done: CommandResult) -> [Substring] {
        String(decoding: done.output, as: UTF8.self).split(separator: "\n").filter {
            !$0.contains("\"taken\"")
        }
    }

    @Test func `no host at all is its own status`() throws {
        let hosts = try Hosts()
        #expect(try Self.scan(hosts, ["dead-1:/srv"]).ending == .exited(69))
        #expect(try Self.scan(hosts, ["--host", "dead-1"]).ending == .exited(69))
        let tree = hosts.healthy.scratch.path
        #expect(try Self.scan(hosts, ["well-1:\(tree)/nowhere"]).ending == .exited(66))
        #expect(try Self.scan(hosts, ["-oProxyCommand=x:/srv"]).ending == .exited(64))
        #expect(try Self.scan(hosts, ["a b:/srv"]).ending == .exited(64))
    }
}
