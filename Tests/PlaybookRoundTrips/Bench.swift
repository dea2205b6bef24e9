import Foundation
import Knowledge
import Planning
import Testing

/// One side of a move: a folder, a playbook, and its commands as this machine runs them.
final class Bench {
    /// Kept for as long as a server runs in it.
    let scratch: Scratch
    let folder: String
    let playbook: Playbook
    let procedures: PlaybookProcedures
    var context: CommandContext
    private var servers: [pid_t] = []
    private var isAwake = false

    /// Makes `folder` for the playbook's own user, or for the one at hand where that is not root.
    init(_ id: String, in scratch: Scratch, _ name: String, port: Int = 0) throws {
        self.scratch = scratch
        folder = "\(scratch.path)/\(name)"
        playbook = try #require(Playbooks.shipped[id: id])
        procedures = playbook.procedures
        let user = getuid() == 0 ? procedures.user : nil
        context = CommandContext(
            before: user.map { "runuser --user \($0) --" } ?? "",
            connect: procedures.connect["alone"] ?? procedures.connect["host"] ?? [])
        context.values = [
            "alone": folder, "data": "\(folder)/data", "config": "\(folder)/config",
            "exports": "\(scratch.path)/exports", "address": "127.0.0.1", "port": "\(port)",
            "owner": user ?? String(getuid()),
        ]
        let owner = user.map { "--owner \($0)" } ?? ""
        try Self.expect(
            """
            install --directory \(scratch.path)/exports
            install --directory --mode 0755 \(owner) \(folder) \(folder)/data
            """)
    }

    deinit {
        if isAwake { _ = try? Shell.run("cd /\n" + text.text(procedures.rest)) }
        stopServers()
    }

    /// Wakes the server as the playbook says; it is put to rest with the bench.
    func wake() throws {
        try run(procedures.wake)
        isAwake = true
        try awaitReady()
    }

    var text: CommandText { CommandText(procedures, context) }

    /// Puts the playbook's own shell text before its commands, the host's folder led into the
    /// scratch.
    func enter(_ shell: String?, _ hosts: String, as led: String) {
        guard let shell else { return }
        context.before +=
            " sh -c \(ShellText.quote(shell.replacingOccurrences(of: hosts, with: led))) sh"
    }

    /// Runs commands of the playbook one after the other; all of them must succeed.
    @discardableResult
    func run(_ commands: [PlaybookProcedures.Command]) throws -> String {
        try Self.expect("cd /\n" + text.text(commands))
    }

    /// Whether the change for the worse that a drill makes is seen, and gone once it is taken out.
    func noticesSpoil() throws -> Bool { try Spoil.isNoticed(procedures, text) }

    /// Runs shell text as the playbook's user.
    @discardableResult
    func shell(_ text: String) throws -> String {
        let user = getuid() == 0 ? procedures.user : nil
        let before = user.map { "runuser --user \($0) -- " } ?? ""
        return try Self.expect(
            "cd \(folder)\n\(before)bash -euo pipefail -c \(ShellText.quote(text))")
    }

    /// Whether a command ends well and prints what its playbook says it prints.
    func holds(_ command: PlaybookProcedures.Command) throws -> Bool {
        let result = try Shell.run("cd /\n" + text.text(command))
        guard result.status == 0 else { return false }
        guard let prints = command.prints else { return true }
        let seen = result.output.trimmingCharacters(in: .newlines)
        return try Regex(prints).wholeMatch(in: seen) != nil
    }

    /// Starts a server of this folder in the background, to be ended with the bench.
    func serve(_ line: String) throws {
        let user = getuid() == 0 ? procedures.user : nil
        let before = user.map { "setpriv --reuid \($0) --regid \($0) --clear-groups " } ?? ""
        let pid = try Self.expect(
            """
            cd \(folder)
            \(before)setsid \(line) < /dev/null > \(folder)/log 2>&1 &
            echo $!
            """)
        servers.append(try #require(pid_t(pid.trimmingCharacters(in: .whitespacesAndNewlines))))
    }

    /// Ends every server of this bench and waits until it is gone.
    func stopServers() {
        for server in servers {
            _ = try? Shell.run(
                """
                kill \(server) 2> /dev/null || exit 0
                for _ in $(seq 200); do
                  grep --quiet --no-messages '^State:[[:space:]]*[^Z]' /proc/\(server)/status || exit 0
                  sleep 0.05
                done
                kill -KILL \(server)
                """)
        }
        servers = []
    }

    /// Waits up to twenty seconds until shell text succeeds.
    func await(_ text: String) throws {
        try Self.expect(
            """
            for _ in $(seq 100); do if { \(text); } > /dev/null 2>&1; then exit 0; fi; sleep 0.2; done
            cat \(folder)/log >&2
            exit 1
            """)
    }

    /// Waits until the playbook says that its server is ready.
    func awaitReady() throws { try self.await("cd /; " + text.text(procedures.ready)) }

    @discardableResult
    static func expect(_ text: String) throws -> String {
        try PostgresInstance.expect(text)
    }

    /// A port that nobody listens on at this moment.
    static func freePort() throws -> Int {
        let text = try expect(
            """
            for port in $(shuf --input-range 20000-32000 --head-count 50); do
              if [ -z "$(ss --no-header --listening --numeric --tcp "sport = :$port")" ]; then
                echo "$port"; exit 0
              fi
            done
            """)
        return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
}

/// The change for the worse that a playbook declares for drills.
enum Spoil {
    /// Whether comparing sees it, and no longer once it is taken out: by the playbook, else by a
    /// load anew.
    static func isNoticed(_ procedures: PlaybookProcedures, _ text: CommandText) throws -> Bool {
        func run(_ commands: [PlaybookProcedures.Command]) throws -> String {
            try Bench.expect("cd /\n" + text.text(commands))
        }
        try #require(!procedures.spoil.isEmpty)
        let before = try run(procedures.compare)
        _ = try run(procedures.spoil)
        let spoilt = try run(procedures.compare)
        let again = procedures.unload + procedures.load
        _ = try run(procedures.mend.isEmpty ? again : procedures.mend)
        let after = try run(procedures.compare)
        return spoilt != before && after == before
    }
}

/// Changes one byte of a file in its middle, or cuts its end off.
enum Harm {
    static func flip(_ path: String) throws {
        let url = URL(fileURLWithPath: path)
        var bytes = [UInt8](try Data(contentsOf: url))
        bytes[bytes.count / 2] ^= 0x10
        try Data(bytes).write(to: url)
    }

    static func cut(_ path: String) throws {
        let url = URL(fileURLWithPath: path)
        try Data(try Data(contentsOf: url).dropLast(64)).write(to: url)
    }
}
