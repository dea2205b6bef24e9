import Foundation
import Knowledge
import Planning
import Testing

/// The very commands of the playbook, run against real servers.
@Suite(
    .serialized,
    .enabled(if: RedisInstance.isHere, "Redis is not installed; `make parts` installs it"))
struct `The redis playbook` {
    let scratch: Scratch
    let exports: String
    let source: RedisInstance
    let target: RedisInstance

    init() throws {
        scratch = try Scratch("rd")
        exports = "\(scratch.path)/exports"
        try FileManager.default.createDirectory(
            atPath: exports, withIntermediateDirectories: true)
        source = try RedisInstance(in: scratch, "source", exports: exports)
        target = try RedisInstance(in: scratch, "target", exports: exports, log: true)
        try source.start()
        try source.redis(["SET", "session:1", "hello world"])
        try source.redis(["RPUSH", "queue", "one", "two", "two"])
        try source.redis(["HSET", "user", "name", "moss", "seen", "3"])
        try source.redis(["SADD", "tags", "b", "a", "c"])
        try source.redis(["ZADD", "scores", "1", "a", "2.5", "b"])
        try source.redis(["XADD", "events", "1-1", "what", "started"])
        try source.redis(["SET", "soon", "gone", "EX", "1000"])
        try source.redis(["-n", "3", "SET", "other", "database"])
    }

    func compare(_ instance: RedisInstance) throws -> String {
        try PostgresInstance.expect(instance.commands.text(instance.procedures.compare))
    }

    func move() throws {
        try PostgresInstance.expect(source.commands.text(source.procedures.dump))
        try PostgresInstance.expect(target.commands.text(target.procedures.load))
        try target.start()
    }

    /// Whether a command prints what its playbook says it prints.
    func holds(_ command: PlaybookProcedures.Command, on instance: RedisInstance) throws -> Bool {
        let result = try Shell.run(instance.commands.text(command))
        guard result.status == 0 else { return false }
        guard let prints = command.prints else { return true }
        let seen = result.output.trimmingCharacters(in: .newlines)
        return seen.range(of: "^(\(prints))$", options: .regularExpression) != nil
            || seen.range(of: "(?s)^(\(prints))$", options: .regularExpression) != nil
    }

    @Test func `keeps its keys over another start, with an append-only log switched on`() throws {
        try move()
        let before = try compare(target)
        try PostgresInstance.expect(target.commands.text(target.procedures.rest))
        try PostgresInstance.expect("while [ -e \(target.folder)/redis.pid ]; do sleep 0.1; done")
        try target.start()
        #expect(try compare(target) == before && before.contains("keys=6"))
    }

    @Test func `carries every type of key so that both ends compare equal`() throws {
        try move()
        let (left, right) = (try compare(source), try compare(target))
        #expect(left == right)
        #expect(try Spoil.isNoticed(target.procedures, target.commands))
        #expect(left.contains("db0 keys=6 sha1="))
        #expect(left.contains("db3 keys=1 sha1="))
        for command in source.procedures.verify + source.procedures.before {
            #expect(try holds(command, on: source), "\(command.id)")
        }
        for command in target.procedures.ready + target.procedures.check {
            #expect(try holds(command, on: target), "\(command.id)")
        }
    }

    @Test func `tells its version, rests and wakes again`() throws {
        for command in source.procedures.version {
            let seen = try PostgresInstance.expect(source.commands.text(command))
            #expect(seen.hasPrefix("7.0."))
        }
        try PostgresInstance.expect(source.commands.text(source.procedures.rest))
        #expect(try Shell.run(source.commands.text(source.procedures.ready)).status != 0)
        try source.start()
    }

    @Test func `tells a lost key and a changed value of every type`() throws {
        try move()
        let before = try compare(source)
        let harms = [
            ["APPEND", "session:1", "!"], ["LPOP", "queue"], ["HDEL", "user", "seen"],
            ["SREM", "tags", "a"], ["ZINCRBY", "scores", "1", "a"], ["XDEL", "events", "1-1"],
            ["-n", "3", "DEL", "other"],
        ]
        var last = before
        for harm in harms {
            try target.redis(harm)
            let now = try compare(target)
            #expect(now != before && now != last, "unnoticed: \(harm)")
            last = now
        }
    }

    @Test func `tells a flipped byte and a newer version in a dump`() throws {
        try PostgresInstance.expect(source.commands.text(source.procedures.dump))
        let path = URL(fileURLWithPath: "\(exports)/dump.rdb")
        let sound = [UInt8](try Data(contentsOf: path))
        var flipped = sound
        flipped[sound.count / 2] ^= 0x01
        try Data(flipped).write(to: path)
        #expect(try !source.procedures.before.allSatisfy { try holds($0, on: source) })
        var newer = sound
        newer.replaceSubrange(0..<9, with: Array("REDIS0011".utf8))
        try Data(newer).write(to: path)
        #expect(try !source.procedures.verify.allSatisfy { try holds($0, on: source) })
    }
}
