import Foundation
import Knowledge
import Planning
import Testing

/// The very commands of the playbook, run against two real servers.
@Suite(
    .serialized,
    .enabled(
        if: Shell.missing(["mariadbd", "mariadb-install-db", "mariadb-dump"]).isEmpty,
        "MariaDB is not installed; `make parts` installs it"))
struct `The mariadb playbook` {
    let source: Bench
    let target: Bench
    var exports: String { "\(source.scratch.path)/exports" }

    init() throws {
        let scratch = try Scratch("my")
        source = try Bench("mariadb", in: scratch, "source")
        target = try Bench("mariadb", in: scratch, "target")
        try source.shell(
            """
            mariadb-install-db --no-defaults --datadir=\(source.folder)/data --skip-test-db \\
              --auth-root-authentication-method=socket --skip-name-resolve > /dev/null
            """)
        try Bench.expect(
            "cp --archive \(source.folder)/data/. \(target.folder)/data")
        for bench in [source, target] {
            // The accounts that a host's own user reaches without a password are root's here too.
            if getuid() == 0 { bench.context.connect[0] = "--user=mysql" }
            try bench.wake()
        }
        try sql(
            source,
            """
            CREATE USER agent@'%' IDENTIFIED BY 'not-a-secret';
            CREATE ROLE reader;
            CREATE DATABASE `the agent`;
            GRANT ALL ON `the agent`.* TO agent@'%';
            GRANT SELECT ON `the agent`.* TO reader;
            GRANT reader TO agent@'%';
            USE `the agent`;
            CREATE TABLE note (id bigint AUTO_INCREMENT PRIMARY KEY, said text NOT NULL, raw blob,
              bits bit(5), json json, at timestamp NULL, half double, KEY note_at (at));
            INSERT INTO note (said, raw, bits, json, at, half)
              SELECT concat('note ', seq, ' with ''quotes'' and\nlines ü'), unhex(md5(seq)), 3,
                '{"a": 1}', '2026-03-04 05:06:07', seq / 3 FROM seq_1_to_500;
            CREATE TABLE child (id int, note bigint, FOREIGN KEY (note) REFERENCES note (id));
            CREATE VIEW recent AS SELECT * FROM note WHERE id > 400;
            CREATE SEQUENCE counter START WITH 7;
            CREATE FUNCTION twice(x int) RETURNS int DETERMINISTIC RETURN 2 * x;
            CREATE TRIGGER first BEFORE INSERT ON child FOR EACH ROW SET new.id = 1;
            CREATE EVENT tidy ON SCHEDULE EVERY 1 DAY DO DELETE FROM child;
            """)
    }

    func accepts(_ bench: Bench, _ text: String) throws -> Shell.Result {
        let argv = ["mariadb"] + bench.context.connect + ["--execute=\(text)"]
        return try Shell.run("cd /\n" + bench.text.text(.init(id: "sql", run: [argv])))
    }

    func sql(_ bench: Bench, _ text: String) throws {
        let result = try accepts(bench, text)
        try #require(result.status == 0, "\(text): \(result.complaint)")
    }

    func move() throws {
        try source.run(source.procedures.dump)
        #expect(try target.procedures.before.allSatisfy(target.holds))
        try target.run(target.procedures.load)
    }

    @Test func `carries rows, routines, accounts and sequences so that both ends compare equal`()
        throws
    {
        try move()
        let left = try source.run(source.procedures.compare)
        #expect(try target.run(target.procedures.compare) == left)
        #expect(try target.noticesSpoil())
        #expect(left.contains("table\tthe agent\tnote\t500\t"))
        for word in ["view the agent recent", "event the agent tidy", "account agent %"] {
            #expect(left.contains(word), "\(word)")
        }
        #expect(try source.procedures.verify.allSatisfy(source.holds))
        #expect(try target.procedures.check.allSatisfy(target.holds))
        #expect(try target.run(target.procedures.version).hasPrefix("10.11."))
        #expect(try !target.procedures.before.allSatisfy(target.holds))
        try target.run(target.procedures.unload)
        #expect(try target.procedures.before.allSatisfy(target.holds))
        try target.run(target.procedures.unload)
        try target.run(target.procedures.load)
        #expect(try target.run(target.procedures.compare) == left)
    }

    @Test func `tells each kind of loss, and a dump that was cut short`() throws {
        try move()
        let before = try target.run(target.procedures.compare)
        let harms = [
            "DELETE FROM note WHERE id = 250", "UPDATE note SET half = half + 1 WHERE id = 251",
            "UPDATE note SET raw = NULL WHERE id = 7", "SELECT nextval(counter)",
            "DROP INDEX note_at ON note", "DROP VIEW recent", "DROP FUNCTION twice",
            "DROP TRIGGER first", "DROP EVENT tidy", "ALTER TABLE note AUTO_INCREMENT = 9000",
            "ALTER TABLE child DROP FOREIGN KEY child_ibfk_1",
            "REVOKE DROP ON `the agent`.* FROM agent@'%'",
            "DROP USER agent@'%'",
        ]
        var last = before
        for harm in harms {
            try sql(target, "USE `the agent`; " + harm)
            let now = try target.run(target.procedures.compare)
            #expect(now != before && now != last, "unnoticed: \(harm)")
            last = now
        }
        for file in ["accounts.sql", "the agent.database.sql"] {
            try source.run(source.procedures.dump)
            try Harm.cut("\(exports)/\(file)")
            #expect(try !source.procedures.verify.allSatisfy(source.holds), "\(file)")
        }
    }

    @Test func `refuses MySQL's collations and newer types, and knows those of uca1400`() throws {
        try sql(target, "CREATE DATABASE gate")
        let collation = try accepts(
            target, "CREATE TABLE gate.a (x text COLLATE utf8mb4_0900_ai_ci)")
        #expect(collation.complaint.contains("Unknown collation"))
        let type = try accepts(target, "CREATE TABLE gate.b (x vector(3))")
        #expect(type.complaint.contains("Unknown data type"))
        try sql(target, "CREATE TABLE gate.c (x text COLLATE utf8mb4_uca1400_ai_ci)")
    }
}
