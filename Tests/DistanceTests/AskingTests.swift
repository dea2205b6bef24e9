import Distance
import Formats
import Glibc
import Places
import Testing
import Vocabulary

/// The program on a terminal: passphrases are asked for there and nowhere else.
@Suite struct AskingTests {
    static let passphrase = "correct horse 42"

    /// Runs a program with a terminal of its own and answers what it asks there; every answer
    /// follows the prompt it belongs to.
    static let person = """
        import os, pty, re, select, sys, time
        out, answers = sys.argv[1], sys.argv[2].split("|")
        child, terminal = pty.fork()
        if child == 0:
            file = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(file, 1)
            os.execvp(sys.argv[3], sys.argv[3:])
        seen, shown, end = b"", b"", time.monotonic() + 90
        while time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                try: piece = os.read(terminal, 4096)
                except OSError: break
                if not piece: break
                seen += piece; shown += piece
                if answers and re.search(rb"(?i)pass(phrase|word).*: $", seen):
                    answer = answers.pop(0)
                    time.sleep(0.2)
                    os.write(terminal, b"\\x03" if answer == "^C" else answer.encode() + b"\\n")
                    seen = b""
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.buffer.write(b"%d\\n" % status + shown.replace(b"\\r", b""))
        """

    /// A host that only a locked key opens.
    static func host(_ type: String) throws -> Host {
        let host = try Host()
        let key = host.scratch.path + "/key"
        _ = try Tools.output(["rm", key, key + ".pub"])
        _ = try Tools.output(["ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", key])
        try host.scratch.file("authorized", try Tools.output(["cat", key + ".pub"]))
        try host.scratch.file("tree/SOUL.md", "# who I am\n")
        try host.scratch.file(
            "config",
            """
            Host box other
                HostName 127.0.0.1
                Port \(host.port)
                HostKeyAlias box
                IdentityFile \(key)
                IdentitiesOnly yes
                UserKnownHostsFile \(host.scratch.path)/known
            """)
        try host.scratch.file(
            "known", "box " + (try Tools.output(["cat", host.scratch.path + "/host_ed25519.pub"])))
        try host.scratch.file("person.py", person)
        return host
    }

    static func scan(_ host: Host, _ words: [String]) throws -> [String] {
        [
            try SeveralHostsTests.program(), "scan", "--json", "--history",
            host.scratch.path + "/history/h.db", "--ssh-config", host.scratch.path + "/config",
        ] + words.map { "\($0):\(host.scratch.path)/tree" }
    }

    /// What came of a scan on a terminal: its status, and all that the terminal showed.
    static func onTerminal(
        _ host: Host, _ answers: [String], _ words: [String]
    ) throws -> (status: String, shown: String) {
        var command = Command(
            [
                "python3", host.scratch.path + "/person.py", host.scratch.path + "/out",
                answers.joined(separator: "|"),
            ] + (try scan(host, words)))
        command.timeout = 120_000
        let done = try LocalPlace().run(command)
        let text = String(decoding: done.output, as: UTF8.self)
        let lines = text.split(separator: "\n", maxSplits: 1).map(String.init)
        return (lines.first ?? "", lines.dropFirst().first ?? "")
    }

    static func holdsPassphrase(_ host: Host) throws -> Bool {
        let found = try LocalPlace().run(
            Command([
                "grep", "-rlF", passphrase, host.scratch.path + "/history",
                host.scratch.path + "/out",
            ]))
        return !found.output.isEmpty
    }

    @Test func `a locked key is asked for once, for all hosts that it opens`() throws {
        let host = try Self.host("ed25519")
        let done = try Self.onTerminal(host, [Self.passphrase], ["box", "other"])
        #expect(done.status == "0", "\(done.shown)")
        #expect(
            done.shown.split(separator: "Passphrase for key", omittingEmptySubsequences: false)
                .count == 2)
        #expect(!done.shown.contains(Self.passphrase))
        #expect(!done.shown.contains("system's ssh"))
        #expect(try !Self.holdsPassphrase(host))
        let document = try Tools.output(["cat", host.scratch.path + "/out"])
        #expect(document.split(separator: "\"path\": \"SOUL.md\"").count == 3)
    }

    @Test func `a wrong passphrase is asked for again`() throws {
        let host = try Self.host("ed25519")
        let done = try Self.onTerminal(host, ["wrong", Self.passphrase], ["box"])
        #expect(done.status == "0", "\(done.shown)")
        #expect(
            done.shown.split(separator: "Passphrase for key", omittingEmptySubsequences: false)
                .count == 3)
    }

    @Test func `a locked key that the library cannot sign with is asked for by the system's ssh`()
        throws
    {
        let host = try Self.host("rsa")
        let done = try Self.onTerminal(host, [Self.passphrase], ["box"])
        #expect(done.status == "0", "\(done.shown)")
        #expect(done.shown.contains("Enter passphrase for key"))
        #expect(!done.shown.contains(Self.passphrase))
        #expect(try !Self.holdsPassphrase(host))
    }

    @Test func `without a terminal nothing is asked`() throws {
        let host = try Self.host("ed25519")
        var command = Command(["setsid", "-w"] + (try Self.scan(host, ["box"])))
        command.timeout = 60_000
        let began = ContinuousClock.now
        let done = try LocalPlace().run(command)
        #expect(done.ending == .exited(69))
        #expect(String(decoding: done.errors, as: UTF8.self).contains("accepts no key of ours"))
        #expect(ContinuousClock.now - began < .seconds(40))
    }

    @Test func `Ctrl-C is an answer`() throws {
        let host = try Self.host("ed25519")
        let done = try Self.onTerminal(host, ["^C"], ["box"])
        #expect(done.status == "130", "\(done.shown)")
        #expect(done.shown.contains("stopped before it was done"))
    }
}
