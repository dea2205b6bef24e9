import Foundation
import Knowledge
import Testing

@testable import Planning

/// Settings on their way: out of a container's words, into the package's file, and seen in a real
/// server that reads it.
struct SettingsMove {
    let bench: Bench
    let settings: PlaybookSettings
    var etc: String { "\(bench.folder)/etc" }
    var file: String { etc + settings.file.dropFirst("/etc".count) }
    var list: String { "\(etc)/bedplate/settings/it" }

    init(_ bench: Bench) throws {
        self.bench = bench
        settings = try #require(bench.playbook.settings)
        bench.context.values["settings"] = list
    }

    /// Takes what the words say, and puts it in; `docker inspect` is answered by these words.
    func carry(_ words: [String], data: String? = nil) throws {
        let text = SettingsText(settings: settings, programs: bench.playbook.programs)
        let lines = words.map { "printf '%s\\n' \(ShellText.quote($0))" }.joined(separator: "; ")
        let script = """
            docker() {
              case "$3" in *len*) echo \(words.count - 1);; *) \(lines); echo;; esac
            }
            c=it
            {
            \(text.taking(words: true, data: data, variables: []))
            } | {
            \(text.putting("it"))
            }
            """
        try Bench.expect(script.replacingOccurrences(of: "/etc/", with: etc + "/"))
    }

    /// Whether all that was told is in force.
    func holds() throws -> Bool {
        let effective = try #require(settings.effective)
        return try bench.holds(effective)
    }

    /// Changes the file without anybody having been told.
    func harm(_ expression: String) throws {
        let (before, path) = (try Bench.expect("cat \(file)"), ShellText.quote(file))
        try Bench.expect("sed --in-place --regexp-extended \(ShellText.quote(expression)) \(path)")
        #expect(try Bench.expect("cat \(file)") != before)
    }

    func remove() throws {
        let text = SettingsText(settings: settings, programs: bench.playbook.programs)
        try Bench.expect(text.removing("it").replacingOccurrences(of: "/etc/", with: etc + "/"))
    }
}

@Suite(.serialized) struct `What a container was told` {
    @Test(.enabled(if: RedisInstance.isHere, "`make parts` installs Redis"))
    func `P30: is in force in Redis, and a value that was changed is told`() throws {
        let bench = try Bench("redis", in: try Scratch("st"), "target", port: try Bench.freePort())
        let move = try SettingsMove(bench)
        bench.enter(bench.procedures.outside, "/etc/redis/redis.conf", as: move.file)
        try Bench.expect(
            "install -D --mode 0644 /dev/null \(move.file); echo 'maxmemory 1gb' > \(move.file)")
        try move.carry([
            "docker-entrypoint.sh", "redis-server", "--port", "7777", "--appendonly", "yes",
            "--save",
            "60 1", "--maxmemory", "64mb", "--maxmemory-policy", "allkeys-lru", "--requirepass",
            "a \"b\\c", "--client-output-buffer-limit", "pubsub", "32mb", "8mb", "60",
        ])
        let text = try Bench.expect("cat \(move.file)")
        #expect(text.contains("save \"60 1\"") && !text.contains("7777"))
        func serve() throws {
            try Bench.expect("chmod --recursive a+rX \(move.etc)")
            let port = bench.context.values["port"] ?? ""
            try bench.serve("redis-server \(move.file) --port \(port) --dir \(bench.folder)/data")
            try bench.awaitReady()
        }
        bench.context.connect = ["-h", "127.0.0.1", "-p", bench.context.values["port"] ?? ""]
        try serve()
        #expect(try move.holds())
        for harm in ["s/64mb/63mb/", "s/appendonly .*/appendonly no/", "s/60 1/61 1/"] {
            bench.stopServers()
            try move.harm(harm)
            try serve()
            #expect(try !move.holds(), "unnoticed: \(harm)")
            try move.carry([
                "redis-server", "--appendonly", "yes", "--save", "60 1", "--maxmemory", "64mb",
            ])
        }
        try move.remove()
        #expect(try Bench.expect("cat \(move.file)") == "maxmemory 1gb\n")
    }

    @Test(.enabled(if: PostgresInstance.isHere, "`make parts` installs PostgreSQL"))
    func `P30: is in force in PostgreSQL, with what its data says, and a changed value is told`()
        throws
    {
        let scratch = try Scratch("sp")
        let bench = try Bench("postgres", in: scratch, "target", port: try Bench.freePort())
        let move = try SettingsMove(bench)
        let programs = "/usr/lib/postgresql/15/bin"
        try bench.shell("\(programs)/initdb --pgdata=data/pg --auth=trust --no-sync > /dev/null")
        bench.context.values["config"] = "\(bench.folder)/data/pg"
        bench.context.values["bin"] = programs
        try bench.shell(
            """
            echo "log_min_duration_statement = '2s' # slow ones" >> data/pg/postgresql.conf
            echo "archive_command = 'cp %p /backup/%f'" >> data/pg/postgresql.conf
            echo "work_mem = '8MB'" >> data/pg/postgresql.auto.conf
            """)
        try move.carry(
            [
                "docker-entrypoint.sh", "postgres", "-c", "max_connections=37",
                "--shared-buffers=9MB",
                "-p", "9999", "-c", "application_name=it's \\ here", "-c", "work_mem=5MB",
            ], data: "src=\(bench.folder)/data/pg")
        let text = try Bench.expect("cat \(move.file)")
        #expect(text.contains("log_min_duration_statement = '2s'") && !text.contains("archive"))
        #expect(
            text.contains("work_mem = '5MB'") && !text.contains("8MB") && !text.contains("9999"))
        try bench.shell(
            ": > data/pg/postgresql.auto.conf; echo \"include '\(move.file)'\" >> data/pg/postgresql.conf"
        )
        try Bench.expect("chmod --recursive a+rX \(move.etc)")
        try bench.wake()
        #expect(try move.holds())
        #expect(
            try bench.shell(
                "psql --host=\(bench.folder) --port=\(bench.context.values["port"] ?? "") -Atc 'SHOW max_connections' template1"
            ) == "37\n")
        for harm in ["s/'37'/'38'/", "s/9MB/10MB/", "/^work_mem/d"] {
            try bench.run(bench.procedures.rest)
            try move.harm(harm)
            try bench.wake()
            #expect(try !move.holds(), "unnoticed: \(harm)")
            try move.carry([
                "postgres", "-c", "max_connections=37", "--shared-buffers=9MB", "-c",
                "work_mem=5MB",
            ])
            try Bench.expect("chmod --recursive a+rX \(move.etc)")
        }
    }

    @Test(.enabled(if: Shell.missing(["mariadbd"]).isEmpty, "`make parts` installs MariaDB"))
    func `P30: is in force in MariaDB, and a changed value is told`() throws {
        let bench = try Bench("mariadb", in: try Scratch("sm"), "target")
        let move = try SettingsMove(bench)
        try bench.shell(
            "mariadb-install-db --no-defaults --datadir=\(bench.folder)/data --skip-test-db "
                + "--auth-root-authentication-method=socket > /dev/null")
        if getuid() == 0 { bench.context.connect[0] = "--user=mysql" }
        try move.carry([
            "docker-entrypoint.sh", "mariadbd", "--character-set-server=utf8",
            "--skip-name-resolve",
            "--innodb-buffer-pool-size", "64M", "--slow-query-log=1", "--port=4444",
        ])
        func serve() throws {
            try Bench.expect("chmod --recursive a+rX \(move.etc)")
            try bench.serve(
                "/usr/sbin/mariadbd --defaults-file=\(move.file) --datadir=\(bench.folder)/data "
                    + "--socket=\(bench.folder)/mysqld.sock --skip-networking")
            try bench.awaitReady()
        }
        try serve()
        #expect(try move.holds())
        for harm in ["s/64M/65M/", "/^skip/d", "s/utf8\"/latin1\"/"] {
            bench.stopServers()
            try move.harm(harm)
            try serve()
            #expect(try !move.holds(), "unnoticed: \(harm)")
            try move.carry([
                "mariadbd", "--character-set-server=utf8", "--skip-name-resolve",
                "--innodb-buffer-pool-size", "64M",
            ])
        }
    }

    @Test(.enabled(if: Shell.missing(["prometheus"]).isEmpty, "`make parts` installs Prometheus"))
    func `P30: is in force in Prometheus, and a changed value is told`() throws {
        let bench = try Bench(
            "prometheus", in: try Scratch("sq"), "target", port: try Bench.freePort())
        let move = try SettingsMove(bench)
        let port = bench.context.values["port"] ?? ""
        try bench.shell("mkdir config data/metrics2; echo 'global: {}' > config/prometheus.yml")
        try move.carry([
            "/bin/prometheus", "--config.file=/etc/prometheus/prometheus.yml",
            "--storage.tsdb.path=/prometheus", "--storage.tsdb.retention.time=720h",
            "--web.enable-lifecycle", "--query.max-concurrency", "7",
        ])
        func serve() throws {
            try Bench.expect("chmod --recursive a+rX \(move.etc)")
            try bench.serve(
                "sh -c '. \(move.file); exec prometheus --config.file=config/prometheus.yml "
                    + "--storage.tsdb.path=data/metrics2 --web.listen-address=127.0.0.1:\(port) $ARGS'"
            )
            try bench.await("curl --fail --silent 127.0.0.1:\(port)/-/ready")
        }
        try serve()
        #expect(try move.holds())
        for harm in ["s/720h/719h/", "s/--web.enable-lifecycle//", "s/y=7/y=8/"] {
            bench.stopServers()
            try move.harm(harm)
            try serve()
            #expect(try !move.holds(), "unnoticed: \(harm)")
            try move.carry([
                "prometheus", "--storage.tsdb.retention.time=720h", "--web.enable-lifecycle",
                "--query.max-concurrency=7",
            ])
        }
    }

    @Test(.enabled(if: Shell.missing(["memcached"]).isEmpty, "`make parts` installs memcached"))
    func `P30: is in force in memcached, and a changed value is told`() throws {
        let bench = try Bench(
            "memcached", in: try Scratch("sk"), "target", port: try Bench.freePort())
        let move = try SettingsMove(bench)
        let words = [
            "docker-entrypoint.sh", "memcached", "-m", "96", "-c777", "-I", "2m", "-l", "0.0.0.0",
            "-p", "11211", "--threads=3", "-o", "no_lru_crawler", "-vv",
        ]
        try move.carry(words)
        let listen = try #require(bench.playbook.listen?.text)
        let line = try #require(listen.split(separator: "\n").last { $0.hasPrefix("ExecStart=/") })
        let start = line.dropFirst("ExecStart=".count).replacing("{address}", with: "127.0.0.1")
            .replacing("{port}", with: bench.context.values["port"] ?? "")
        func serve() throws {
            try Bench.expect("chmod --recursive a+rX \(move.etc)")
            try bench.serve("sh -c '. \(move.file); exec \(start)'")
            try bench.await(bench.text.text(bench.procedures.check))
        }
        try serve()
        #expect(try move.holds())
        #expect(try !Bench.expect("cat \(move.file)").contains("0.0.0.0"))
        for harm in [
            "s/=96/=95/", "s/=777/=778/", "s/=2m/=3m/", "s/--threads=3//", "s/no_lru/lru/",
        ] {
            bench.stopServers()
            try move.harm(harm)
            try serve()
            #expect(try !move.holds(), "unnoticed: \(harm)")
            try move.carry(words)
        }
    }
}
