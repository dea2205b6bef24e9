import Foundation
import Knowledge
import Planning
import Testing

/// A private PostgreSQL 15 that listens on a socket only.
final class PostgresInstance {
    static let programs = ["/usr/lib/postgresql/15/bin/initdb", "psql", "pg_dump"]
    static let isHere = Shell.missing(programs).isEmpty

    /// Kept for as long as the server runs in it.
    let scratch: Scratch
    let folder: String
    let context: CommandContext
    let commands: CommandText
    let procedures: PlaybookProcedures

    init(in scratch: Scratch, _ name: String, port: Int, exports: String) throws {
        self.scratch = scratch
        folder = "\(scratch.path)/\(name)"
        let isRoot = getuid() == 0
        var context = CommandContext(before: isRoot ? "runuser --user postgres --" : "")
        let playbook = try #require(Playbooks.shipped[id: "postgres"])
        context.connect = playbook.procedures.connect["alone"] ?? []
        context.values = [
            "alone": folder, "config": "\(folder)/data", "bin": "/usr/lib/postgresql/15/bin",
            "port": String(port), "exports": exports,
        ]
        self.context = context
        procedures = playbook.procedures
        commands = CommandText(procedures, context)
        let make = """
            install --directory --mode 0700 \(isRoot ? "--owner postgres" : "") \(folder)
            \(context.before) /usr/lib/postgresql/15/bin/initdb --pgdata=\(folder)/data \\
              --auth=trust --username=postgres --locale=C.UTF-8 --no-sync > /dev/null
            cd /
            """
        try Self.expect(make)
        try start()
    }

    deinit { _ = try? Shell.run("cd /\n" + commands.text(procedures.rest)) }

    func start() throws {
        try Self.expect("cd /\n" + commands.text(procedures.wake))
    }

    func sql(_ text: String, database: String = "postgres") throws {
        let argv = [
            "psql", "--quiet", "--set=ON_ERROR_STOP=1", "--host=\(folder)",
            "--port=\(context.values["port"] ?? "")", "--dbname=\(database)", "--command=\(text)",
        ]
        try Self.expect("cd /\n\(context.before) \(ShellText.line(argv)) > /dev/null")
    }

    @discardableResult
    static func expect(_ text: String) throws -> String {
        let result = try Shell.run(text)
        try #require(result.status == 0, "\(text)\n\(result.output)\n\(result.complaint)")
        return result.output
    }
}

/// A private Redis that listens on a socket only.
final class RedisInstance {
    static let isHere = Shell.missing(["redis-server", "redis-cli", "redis-check-rdb"]).isEmpty

    /// Kept for as long as the server runs in it.
    let scratch: Scratch
    let folder: String
    let context: CommandContext
    let commands: CommandText
    let procedures: PlaybookProcedures

    init(in scratch: Scratch, _ name: String, exports: String, log: Bool = false) throws {
        self.scratch = scratch
        folder = "\(scratch.path)/\(name)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Data("save \"\"\nappendonly \(log ? "yes" : "no")\n".utf8).write(
            to: URL(fileURLWithPath: "\(folder)/redis.conf"))
        let playbook = try #require(Playbooks.shipped[id: "redis"])
        procedures = playbook.procedures
        var context = CommandContext(connect: procedures.connect["alone"] ?? [])
        context.values = [
            "alone": folder, "config": "\(folder)/redis.conf", "data": folder,
            "exports": exports, "owner": String(getuid()),
        ]
        self.context = context
        commands = CommandText(procedures, context)
    }

    deinit { _ = try? Shell.run(commands.text(procedures.rest)) }

    func start() throws {
        let text =
            commands.text(procedures.wake) + "\n"
            + "for _ in $(seq 50); do if [ -S \(folder)/redis.sock ]; then break; fi; sleep 0.1; done\n"
            + commands.text(procedures.ready)
        try PostgresInstance.expect(text)
    }

    func redis(_ argv: [String]) throws {
        let line = ShellText.line(["redis-cli", "-s", "\(folder)/redis.sock"] + argv)
        try PostgresInstance.expect("\(line) > /dev/null")
    }
}
