import Glibc
import Places
import Testing
import Vocabulary

/// What a scan costs in round trips, counted by the host: each session that its sshd starts is a
/// question that was asked and an answer that was awaited.
@Suite struct RoundTripTests {
    /// How many sessions a scan by the program itself costs.
    static func sessions(_ host: Host, _ words: [String]) throws -> Int {
        let log = host.scratch.path + "/log"
        let before = try count(log)
        var command = Command(
            [
                try SeveralHostsTests.program(), "scan", "--no-history", "--ssh-config",
                host.scratch.path + "/config",
            ] + words)
        command.timeout = 120_000
        let done = try LocalPlace().run(command)
        #expect(done.ending == .exited(0), "\(String(decoding: done.errors, as: UTF8.self))")
        return try count(log) - before
    }

    private static func count(_ log: String) throws -> Int {
        let text = try Tools.output(["cat", log])
        return text.split(whereSeparator: \.isNewline).count { $0.contains("Starting session: ") }
    }

    /// A workspace, and beside it so many notes in folders of a hundred.
    static func tree(_ host: Host, _ name: String, notes: Int) throws -> String {
        let root = host.scratch.path + "/" + name
        try host.scratch.file(name + "/SOUL.md", "# who I am\n")
        try host.scratch.file(name + "/.env", "MODE=quiet\n")
        try host.scratch.file(
            name + "/compose.yml",
            "services:\n  web:\n    image: nginx:1.25\n    env_file: [.env]\n")
        _ = try Tools.output([
            "sh", "-c",
            """
            for i in $(seq 1 \(notes / 100)); do
                mkdir -p "$0/notes/$i"
                for j in $(seq 1 100); do echo "note $i $j" > "$0/notes/$i/$j.md"; done
            done
            """, root,
        ])
        return root
    }

    @Test(arguments: [
        ("", "libssh2"), ("", "ssh"), ("ForceCommand internal-sftp", "libssh2"),
        ("ForceCommand internal-sftp", "ssh"),
    ])
    func `a hundred times the files cost not one question more`(
        forced: String, transport: String
    ) throws {
        let host = try Host("LogLevel VERBOSE\n" + forced)
        let few = try Self.tree(host, "few", notes: 100)
        let many = try Self.tree(host, "many", notes: 10_000)
        AgreementTests.settle()
        let words = ["--transport", transport]
        let cost = try Self.sessions(host, words + ["box:\(few)"])
        print("COST", forced, transport, cost); #expect(cost > 1 && cost <= 8)
        #expect(try Self.sessions(host, words + ["box:\(many)"]) == cost)
        let both = try Self.sessions(host, words + ["box:\(few)", "box:\(many)"])
        #expect(both > cost && both <= 2 * cost)
    }
}
