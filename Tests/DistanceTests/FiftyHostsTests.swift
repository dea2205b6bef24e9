import Formats
import Glibc
import Places
import Testing
import Vocabulary

/// Fifty hosts at once: forty-three that are well, three dead, two that accept and never answer,
/// one that floods, one that lies about sizes.
@Suite struct FiftyHostsTests {
    static let well = 43
    static let connectTimeout = 5

    /// Daemons of their own, with one set of keys.
    final class Hosts {
        let base: Host
        let flooding: Host
        let lying: Host
        let silent: (Int32, sockaddr_in)
        private var ports: [Int] = []
        private var daemons: DaemonList

        init() throws {
            base = try Host()
            flooding = try Host("ForceCommand yes")
            lying = try HostileTests.host(
                "\(HostileTests.pass) | sed 's#of 4000 #of 10000000000 #'")
            silent = Host.bound()
            listen(silent.0, 64)
            ports = [base.port]
            daemons = DaemonList()
            let folder = base.scratch.path
            for _ in 1..<FiftyHostsTests.well {
                let port = Host.freePort()
                try daemons.start([
                    "/usr/sbin/sshd", "-D", "-f", folder + "/sshd_config", "-o", "Port=\(port)",
                    "-E", folder + "/log",
                ])
                try #require(Host.wait(port), "sshd did not start")
                ports.append(port)
            }
            try base.scratch.file("tree/SOUL.md", "# who I am\n")
            for number in 0..<200 {
                try base.scratch.file("tree/notes/\(number).md", "\(number)\n")
            }
            try lying.scratch.file("tree/SOUL.md", String(repeating: "me\n\n", count: 1000))
            try base.scratch.file("config", configuration)
            try base.scratch.file("known", known)
            AgreementTests.settle()
        }

        deinit { close(silent.0) }

        private var known: String {
            get throws {
                let key = try Tools.output(["cat", base.scratch.path + "/host_ed25519.pub"])
                return ports.map { "[127.0.0.1]:\($0) " + key }.joined()
            }
        }

        private var configuration: String {
            let well = ports.enumerated().map { "Host well-\($0)\n    Port \($1)\n" }.joined()
            return well + """
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
                    ConnectTimeout \(FiftyHostsTests.connectTimeout)
                    IdentitiesOnly yes
                    IdentityFile \(base.scratch.path)/key
                    UserKnownHostsFile \(base.scratch.path)/known
                """
        }

        var healthy: [String] {
            ports.indices.map { "well-\($0):\(base.scratch.path)/tree" }
        }

        var sick: [String] {
            ["dead-1", "dead-2", "dead-3", "silent-1", "silent-2", "flood"].map { $0 + ":/srv" }
                + ["liar:\(lying.scratch.path)/tree"]
        }

        /// Scans; its status, seconds, KiB at most, and the inventory.
        func scan(_ targets: [String]) throws -> (
            status: Int, seconds: Double, memory: Int, inventory: Inventory, errors: String
        ) {
            let folder = base.scratch.path
            let list = try base.scratch.file("list", targets.joined(separator: "\n"))
            try base.scratch.file("measure.py", FiftyHostsTests.measure)
            var command = Command([
                "python3", folder + "/measure.py", folder + "/out",
                try SeveralHostsTests.program(), "scan", "--no-history", "--json", "--ssh-config",
                folder + "/config", "--hosts", list,
            ])
            command.timeout = 180_000
            let done = try LocalPlace().run(command)
            let words = String(decoding: done.output, as: UTF8.self).split(separator: " ")
            try #require(words.count == 3)
            let document = try PersonalFiles.read(PathBytes(folder + "/out")) ?? []
            let inventory = try #require(Inventory(try JSONReader.read(document)))
            return (
                try #require(Int(words[0])), try #require(Double(words[1])),
                try #require(Int(words[2])), inventory,
                String(decoding: done.errors, as: UTF8.self)
            )
        }
    }

    /// Children that end with the list.
    struct DaemonList: ~Copyable {
        private var all: [Daemon] = []

        mutating func start(_ words: [String]) throws {
            all.append(try Daemon(words))
        }

        private final class Daemon {
            private let child: StreamedChild
            init(_ words: [String]) throws { child = try StreamedChild(words) }
        }
    }

    static let measure = """
        import resource, subprocess, sys, time
        began = time.monotonic()
        with open(sys.argv[1], "wb") as out:
            status = subprocess.call(sys.argv[2:], stdout=out)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(status, round(time.monotonic() - began, 2), peak, end="")
        """

    @Test func `fifty hosts take as long as the healthy ones and a connect timeout`() throws {
        let hosts = try Hosts()
        let healthy = try hosts.scan(hosts.healthy)
        #expect(healthy.status == 0, "\(healthy.errors)")
        let all = try hosts.scan(hosts.healthy + hosts.sick)
        #expect(all.status == 3, "\(all.errors)")
        // The same work under the same load took a time that another run may exceed by half.
        #expect(all.seconds < healthy.seconds * 1.5 + Double(Self.connectTimeout) + 2)
        #expect(all.memory < healthy.memory + 64 << 10, "KiB")
        try expectVerdicts(all.inventory, all.errors)
        #expect(all.inventory.items.filter { $0.place.hasPrefix("ssh:well-") }.count == 43 * 203)
    }

    private func expectVerdicts(_ inventory: Inventory, _ errors: String) throws {
        for place in inventory.places {
            let isWell = place.id.hasPrefix("ssh:well-") || place.id == "ssh:liar"
            let files = try #require(place.coverage.first { $0.scope == "files" })
            #expect(files.looked == isWell, "\(place.id)")
        }
        #expect(inventory.places.count == 50)
        let lie = try #require(
            inventory.items.first { $0.place == "ssh:liar" && $0.path == "SOUL.md" })
        #expect(lie.size == 4000 && lie.digest != nil)
        for dead in 1...3 {
            #expect(errors.contains("could not reach ssh:dead-\(dead): connection refused"))
        }
        for silent in 1...2 {
            #expect(errors.contains("could not reach ssh:silent-\(silent): it did not answer"))
        }
        #expect(errors.contains("could not reach ssh:flood: it prints more than 64 KiB"))
    }
}
