import Foundation
import Knowledge
import Planning
import Testing

/// The very commands of the playbook, run by the real program.
@Suite(
    .enabled(
        if: Shell.missing(["sqlite3"]).isEmpty,
        "sqlite3 is not installed; `make parts` installs it"))
struct `The sqlite playbook` {
    let scratch: Scratch
    let exports: String
    let procedures: PlaybookProcedures

    init() throws {
        scratch = try Scratch("sq")
        exports = "\(scratch.path)/exports"
        procedures = try #require(Playbooks.shipped[id: "sqlite"]).procedures
        let make = """
            install --directory \(exports)
            sqlite3 -batch \(source) > /dev/null << 'END'
            PRAGMA journal_mode = WAL;
            PRAGMA wal_autocheckpoint = 0;
            CREATE TABLE note (id INTEGER PRIMARY KEY, said TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            INSERT INTO note SELECT i, 'note ' || i FROM n;
            END
            """
        try PostgresInstance.expect(make)
    }

    var source: String { "\(scratch.path)/memory of it.db".replacing(" ", with: "-") }
    var target: String { "\(scratch.path)/target/memory.db" }

    func commands(data: String, compared: String) -> CommandText {
        CommandText(
            procedures,
            CommandContext(values: [
                "exports": exports, "name": (source as NSString).lastPathComponent, "data": data,
                "owner": String(getuid()), "compared": compared,
            ]))
    }

    var raw: String { "\(exports)/raw/\((source as NSString).lastPathComponent)" }

    /// Leaves rows in the write-ahead log, as a program that was killed does.
    func leaveLog() throws {
        try PostgresInstance.expect(
            """
            cp \(source) \(source).main
            python3 - << 'END'
            import sqlite3, shutil
            c = sqlite3.connect("\(source)")
            c.execute("PRAGMA journal_mode = WAL"); c.execute("PRAGMA wal_autocheckpoint = 0")
            c.execute("INSERT INTO note VALUES (1000, 'only in the log')"); c.commit()
            shutil.copy("\(source)-wal", "\(source)-wal.kept")
            c.close()
            END
            cp \(source).main \(source)
            cp \(source)-wal.kept \(source)-wal
            rm --force \(source).main \(source)-wal.kept \(source)-shm
            """)
    }

    func move() throws {
        try PostgresInstance.expect(commands(data: source, compared: raw).text(procedures.dump))
        let arriving = commands(data: target, compared: target)
        try PostgresInstance.expect(arriving.text(procedures.before))
        try PostgresInstance.expect(arriving.text(procedures.load))
    }

    @Test func `carries rows that only the log holds, and both ends compare equal`() throws {
        try leaveLog()
        try move()
        let left = try PostgresInstance.expect(
            commands(data: source, compared: raw).text(procedures.compare))
        let right = try PostgresInstance.expect(
            commands(data: target, compared: target).text(procedures.compare))
        #expect(!left.isEmpty && left == right)
        let arrived = commands(data: target, compared: target)
        #expect(try Spoil.isNoticed(procedures, arrived))
        let rows = try PostgresInstance.expect(
            "sqlite3 -batch \(target) 'SELECT said FROM note WHERE id = 1000'")
        #expect(rows == "only in the log\n")
        for command in procedures.verify + procedures.check {
            let seen = try PostgresInstance.expect(
                commands(data: target, compared: target).text(command))
            #expect(seen == (command.prints ?? "") + "\n")
        }
    }

    @Test func `tells a dropped row`() throws {
        try move()
        let arriving = commands(data: target, compared: target).text(procedures.compare)
        let before = try PostgresInstance.expect(arriving)
        try PostgresInstance.expect("sqlite3 -batch \(target) 'DELETE FROM note WHERE id = 7'")
        #expect(try PostgresInstance.expect(arriving) != before)
    }

    @Test func `tells a flipped byte`() throws {
        try PostgresInstance.expect(commands(data: source, compared: raw).text(procedures.dump))
        let path = URL(fileURLWithPath: "\(exports)/\((source as NSString).lastPathComponent)")
        var bytes = [UInt8](try Data(contentsOf: path))
        bytes[4096] ^= 0x0F
        try Data(bytes).write(to: path)
        let command = try #require(procedures.verify.first)
        let result = try Shell.run(commands(data: target, compared: target).text(command))
        #expect(result.output != "ok\n")
    }

    @Test func `refuses to overwrite a file`() throws {
        try PostgresInstance.expect("install -D /dev/null \(target)")
        let arriving = commands(data: target, compared: target)
        #expect(try Shell.run(arriving.text(procedures.before)).status != 0)
    }
}
