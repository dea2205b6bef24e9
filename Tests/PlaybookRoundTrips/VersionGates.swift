import Foundation
import Knowledge
import Testing
import Vocabulary

@testable import Planning

/// What a version cannot cross, the way that is shut for it, and the ways out.
@Suite struct `The version gates` {
    func strategy(_ image: String) throws -> Strategy {
        let choice = StrategyChoice(
            playbooks: .shipped, answers: PlanAnswers(), isInPlace: false, supervised: [:])
        var service = Service(place: "local", group: "stack", name: "it", kinds: ["compose"])
        service.image = image
        return choice.strategy(for: service, packageTakenBy: nil)
    }

    @Test(arguments: [
        ("postgres:17", "transaction_timeout"), ("postgres:16-alpine", "older one refuses"),
        ("redis:7.2", "RDB version 11"), ("redis:8", "RDB version 11"),
        ("valkey/valkey:8", "RDB version 11"), ("mysql:8.0", "utf8mb4_0900"),
        ("mariadb:11.4", "no step down"), ("mariadb:lts", "names no version"),
        ("rabbitmq:3.13", "feature flags"), ("eclipse-mosquitto:latest", "only moves up"),
        ("prom/prometheus:v3.1.0", "2.42"), ("mongo:7", "no MongoDB"),
        ("ollama/ollama:0.5.1", "no Ollama"),
    ])
    func `shut the package with the reason, and leave a way that keeps the version`(
        image: String, reason: String
    ) throws {
        let chosen = try strategy(image)
        #expect(chosen.strategy == "rootfs")
        let open = chosen.alternatives.filter { !$0.isShut }.map(\.strategy)
        #expect(open.contains("stays-in-container"))
        let gates = Playbooks.shipped[id: chosen.playbook ?? ""]?.gates ?? []
        #expect(gates.contains { $0.shuts.contains("package") && $0.because.contains(reason) })
        let offered = Playbooks.shipped[id: chosen.playbook ?? ""]?.ways.map(\.strategy) ?? []
        let shut = chosen.alternatives.filter(\.isShut).map(\.strategy)
        #expect(offered.contains("package") == shut.contains("package"))
    }

    @Test(arguments: [
        "postgres:15", "redis:7.0", "mariadb:10.11", "rabbitmq:3.10-management",
        "eclipse-mosquitto:2.0", "prom/prometheus:v2.42.0", "nginx:1.25-alpine", "caddy:2.6",
    ])
    func `leave the package open to a version that it can read`(image: String) throws {
        #expect(try strategy(image).strategy == "package")
    }

    @Test(arguments: ["postgres:15-alpine", "postgres:15-alpine3.19", "mariadb:10.11"])
    func `let no data directory cross to another C library or version, only a dump`(image: String)
        throws
    {
        let chosen = try strategy(image)
        #expect(chosen.strategy == "package" && chosen.isLogicalOnly)
    }

    @Test func `give a data directory of musl its own image as the way to move it whole`() throws {
        let chosen = try strategy("postgres:17-alpine")
        #expect(chosen.strategy == "rootfs" && !chosen.isLogicalOnly)
    }

    @Test(
        .enabled(
            if: PostgresInstance.isHere, "PostgreSQL 15 is not installed; `make parts` installs it")
    )
    func `PostgreSQL 15 does refuse what a dump of 17 begins with`() throws {
        let scratch = try Scratch("pg")
        let server = try PostgresInstance(
            in: scratch, "server", port: 54393, exports: "\(scratch.path)/exports")
        let line = ShellText.line([
            "psql", "--set=ON_ERROR_STOP=1", "--host=\(server.folder)", "--port=54393",
            "--dbname=postgres", "--command=SET transaction_timeout = 0",
        ])
        let refused = try Shell.run("cd /\n\(server.context.before) \(line)")
        #expect(refused.status != 0)
        #expect(refused.complaint.contains("unrecognized configuration parameter"))
    }

    @Test(
        .enabled(if: RedisInstance.isHere, "Redis is not installed; `make parts` installs it"))
    func `Redis 7_0 does refuse an RDB of version 11`() throws {
        let scratch = try Scratch("rd")
        try Data("REDIS0011".utf8 + [0xFF] + [UInt8](repeating: 0, count: 8)).write(
            to: URL(fileURLWithPath: "\(scratch.path)/dump.rdb"))
        let refused = try Shell.run(
            "redis-server --port 0 --unixsocket \(scratch.path)/redis.sock --dir \(scratch.path)")
        #expect(refused.status != 0)
        #expect(refused.output.contains("Can't handle RDB format version 11"))
    }
}
