import Distance
import Formats
import Glibc
import Places
import Testing
import Vocabulary

/// Ctrl-C in the middle of a scan of several hosts, on the program itself.
@Suite struct InterruptionTests {
    /// Three healthy hosts (one sshd), one that falls silent at its third question, one port that
    /// accepts and never says a word.
    final class Hosts {
        let healthy: Host
        let slow: Host
        let silent: (Int32, sockaddr_in)

        init() throws {
            healthy = try Host()
            slow = try HostileTests.host(
                "echo x >> \"$(dirname \"$0\")/asked\"; "
                    + "[ \"$(wc -l < \"$(dirname \"$0\")/asked\")\" -gt 2 ] && sleep 60; "
                    + HostileTests.pass)
            silent = Host.bound()
            listen(silent.0, 64)
            for name in ["one", "two"] {
                try slow.scratch.file("\(name)/SOUL.md", "# who I am\n")
            }
            try healthy.scratch.file("tree/SOUL.md", "# who I am\n")
            try healthy.scratch.file(
                "config",
                """
                Host well-*
                    Port \(healthy.port)
                Host slow
                    Port \(slow.port)
                    IdentityFile \(slow.scratch.path)/key
                    UserKnownHostsFile \(slow.scratch.path)/known
                Host silent
                    Port \(Int(UInt16(bigEndian: silent.1.sin_port)))
                Host *
                    HostName 127.0.0.1
                    ConnectTimeout 60
                    IdentitiesOnly yes
                    IdentityFile \(healthy.scratch.path)/key
                    UserKnownHostsFile \(healthy.scratch.path)/known
                """)
            AgreementTests.settle()
        }

        deinit { close(silent.0) }

        /// Scans, and sends SIGINT once the healthy hosts are done and the slow one is asked for
        /// its second root; the status, what was said, and how long it took from the signal.
        func interrupted(_ transport: String, _ targets: String) throws -> [String] {
            let folder = healthy.scratch.path
            let script = """
                cd \(folder)
                BEDPLATE_HISTORY=\(folder)/history/h.db \(try SeveralHostsTests.program()) scan \
                    --transport \(transport) --ssh-config config \(targets) >out 2>err & scan=$!
                for i in $(seq 1 600); do
                    [ "$(grep -c 'Disconnected from user' log)" = 3 ] &&
                        [ "$(wc -l < "$1/asked")" -gt 2 ] &&
                        break
                    sleep 0.1
                done
                kill -INT $scan; start=$(date +%s); wait $scan; echo $?
                echo $(($(date +%s) - start))
                cat err
                """
            var command = Command(["sh", "-c", script, "sh", slow.kept.first?.path ?? ""])
            command.timeout = 120_000
            let done = try LocalPlace().run(command)
            return String(decoding: done.output, as: UTF8.self).split(separator: "\n").map(
                String.init)
        }

        /// The newest snapshot that was kept.
        func shown() throws -> String {
            let folder = healthy.scratch.path
            var command = Command([
                try SeveralHostsTests.program(), "show", "--json", "--history",
                folder + "/history/h.db",
            ])
            command.outputLimit = 1 << 24
            let done = try LocalPlace().run(command)
            return String(decoding: done.output, as: UTF8.self)
        }
    }

    @Test(arguments: ["libssh2", "ssh"])
    func `what was finished is kept, the rest is told as missing, and the status is 130`(
        transport: String
    ) throws {
        let hosts = try Hosts()
        let tree = hosts.healthy.scratch.path + "/tree"
        let slow = hosts.slow.scratch.path
        let targets =
            "well-1:\(tree) well-2:\(tree) well-3:\(tree) slow:\(slow)/one slow:\(slow)/two "
            + "silent:/srv"
        let said = try hosts.interrupted(transport, targets)
        #expect(said.first == "130")
        #expect((Int(said.dropFirst().first ?? "") ?? .max) <= 10)
        #expect(said.contains("bedplate: lost ssh:silent: stopped before it was done"))
        #expect(said.contains { $0.contains("stopped: what was seen by then is told") })
        let document = try hosts.shown()
        let inventory = try #require(Inventory(try JSONReader.read(Array(document.utf8))))
        for name in ["well-1", "well-2", "well-3"] {
            let place = try #require(inventory.places.first { $0.id == "ssh:\(name)" })
            #expect(place.coverage.first { $0.scope == "files" }?.looked == true)
            #expect(inventory.items.contains { $0.place == place.id && $0.path == "SOUL.md" })
        }
        let silent = try #require(inventory.places.first { $0.id == "ssh:silent" })
        #expect(silent.coverage.allSatisfy { !$0.looked })
        let files = inventory.places.first { $0.id == "ssh:slow" }?.coverage
            .first { $0.scope == "files" }
        #expect(files?.missing.contains { $0.what == slow + "/two" } == true)
        #expect(inventory.items.contains { $0.place == "ssh:slow" && $0.path == "SOUL.md" })
        #expect(inventory.problems.contains { $0.code == "interrupted" })
    }
}
