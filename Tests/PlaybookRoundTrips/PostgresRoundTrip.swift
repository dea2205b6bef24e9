import Foundation
import Knowledge
import Planning
import Testing

/// The very commands of the playbook, run against real servers.
@Suite(
    .serialized,
    .enabled(
        if: PostgresInstance.isHere, "PostgreSQL 15 is not installed; `make parts` installs it"))
struct `The postgres playbook` {
    let scratch: Scratch
    let exports: String
    let source: PostgresInstance
    let target: PostgresInstance

    init() throws {
        scratch = try Scratch("pg")
        exports = "\(scratch.path)/exports"
        try FileManager.default.createDirectory(
            atPath: exports, withIntermediateDirectories: true)
        source = try PostgresInstance(in: scratch, "source", port: 54391, exports: exports)
        target = try PostgresInstance(in: scratch, "target", port: 54392, exports: exports)
        try source.sql("CREATE ROLE agent LOGIN PASSWORD 'not-a-secret'")
        try source.sql("CREATE DATABASE \"the agent\" OWNER agent")
        try source.sql(
            """
            CREATE TABLE note (id bigserial PRIMARY KEY, said text NOT NULL, at timestamptz);
            CREATE INDEX note_said ON note (said);
            INSERT INTO note (said, at)
              SELECT 'note ' || n || E' with ''quotes'' and\\nlines ü', timestamptz '2026-03-04 05:06:07+00'
              FROM generate_series(1, 500) n;
            CREATE VIEW recent AS SELECT * FROM note WHERE id > 400;
            CREATE SCHEMA other; CREATE TABLE other.empty (x int);
            """, database: "the agent")
        try source.sql(
            "CREATE TABLE kept_in_postgres (x int); INSERT INTO kept_in_postgres VALUES (7)")
    }

    func compare(_ instance: PostgresInstance) throws -> String {
        try PostgresInstance.expect("cd /\n" + instance.commands.text(instance.procedures.compare))
    }

    func move() throws {
        let dump = "cd /\n" + source.commands.text(source.procedures.dump)
        try PostgresInstance.expect(dump)
        for command in target.procedures.before {
            let seen = try PostgresInstance.expect("cd /\n" + target.commands.text(command))
            #expect(seen == "0\n")
        }
        try PostgresInstance.expect("cd /\n" + target.commands.text(target.procedures.load))
    }

    @Test func `carries databases, roles and sequences so that both ends compare equal`() throws {
        try move()
        try PostgresInstance.expect("cd /\n" + source.commands.text(source.procedures.verify))
        let (left, right) = (try compare(source), try compare(target))
        #expect(left == right)
        #expect(try Spoil.isNoticed(target.procedures, target.commands))
        #expect(left.contains("table|the agent|public|note|500|"))
        #expect(left.contains("sequence|the agent|public|note_id_seq|500"))
        #expect(left.contains("role|agent|f|t|f"))
        let serves = target.procedures.ready + target.procedures.check
        for command in serves {
            let seen = try PostgresInstance.expect("cd /\n" + target.commands.text(command))
            if let prints = command.prints { #expect(seen == prints + "\n") }
        }
    }

    @Test func `tells a dropped row, a changed letter, a lost sequence, index and role`() throws {
        try move()
        let before = try compare(source)
        let harms: [(String, String)] = [
            ("DELETE FROM note WHERE id = 250", "the agent"),
            ("UPDATE note SET said = said || '.' WHERE id = 251", "the agent"),
            ("SELECT setval('note_id_seq', 1)", "the agent"),
            ("DROP INDEX note_said", "the agent"), ("DROP VIEW recent", "the agent"),
            ("ALTER ROLE agent NOLOGIN", "postgres"),
        ]
        var last = before
        for (harm, database) in harms {
            try target.sql(harm, database: database)
            let now = try compare(target)
            #expect(now != before && now != last, "unnoticed: \(harm)")
            last = now
        }
    }

    @Test func `tells a flipped byte in a dump`() throws {
        try move()
        let verify = "cd /\n" + source.commands.text(source.procedures.verify)
        let path = "\(exports)/the agent.dump"
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let middle = bytes.count * 3 / 4
        bytes[middle] ^= 0xFF
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        #expect(try Shell.run(verify).status != 0)
    }

    @Test func `refuses a target that holds a database`() throws {
        try target.sql("CREATE DATABASE somebody_elses")
        for command in target.procedures.before {
            let seen = try PostgresInstance.expect("cd /\n" + target.commands.text(command))
            #expect(seen != "0\n")
        }
    }

    @Test func `tells its version`() throws {
        for command in source.procedures.version {
            let seen = try PostgresInstance.expect("cd /\n" + source.commands.text(command))
            #expect(seen.hasPrefix("15."))
        }
    }

    @Test func `rests and wakes again`() throws {
        try PostgresInstance.expect("cd /\n" + source.commands.text(source.procedures.rest))
        #expect(try Shell.run("cd /\n" + source.commands.text(source.procedures.ready)).status != 0)
        try source.start()
        #expect(try Shell.run("cd /\n" + source.commands.text(source.procedures.ready)).status == 0)
    }
}
