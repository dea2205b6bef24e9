import Knowledge
import Testing
import Vocabulary

@testable import Planning

@Suite struct `What a packaged service was told` {
    private let there = Target.profileDebian12(place: "ssh:web-2")

    private func plan(_ change: (inout Service) -> Void, of name: String) throws -> Plan {
        var inventory = SmallSystem.inventory
        let index = try #require(inventory.services.firstIndex { $0.name == name })
        change(&inventory.services[index])
        let plan = Planner.plan(inventory, to: there)
        #expect(PlanProof(plan, of: inventory).violations() == [])
        return plan
    }

    private func asked(_ plan: Plan, about name: String) -> [String] {
        plan.questions.filter { $0.subject.hasSuffix("/\(name)") }.map(\.question)
    }

    @Test func `P8: is carried by name, its values never in the plan, and looked at once it runs`()
        throws
    {
        let plan = try plan(
            {
                $0.command = ["redis-server", "--appendonly", "yes", "--requirepass", "‹…›"]
                $0.entrypoint = ["docker-entrypoint.sh"]
            }, of: "cache")
        #expect(asked(plan, about: "cache").isEmpty)
        let step = try #require(plan.step("install/install/settings-agent-cache"))
        guard case .derive(let derivation) = step.action else { throw Missing() }
        #expect(derivation.names == ["appendonly", "requirepass"])
        let start = try #require(
            plan.steps.map(\.step).first { $0.id.contains("start/") && $0.title.hasSuffix("cache") }
        )
        #expect(start.verify.contains { $0.id == "told" && $0.level == 3 })
        #expect(plan.step("export/copy/piece-settings-agent-cache") != nil)
    }

    @Test(arguments: [
        ["sh", "-c", "redis-server ‹…›"], ["/start.sh"], ["redis-server", "/my/own.conf"],
        ["redis-server", "--port", "7000"], ["redis-server", "--unixsocket", "/run/x.sock"],
        ["/etc/my/docker-wait", "redis-server"], ["redis-server", "‹…›"],
    ])
    func `is asked about where nobody has described it`(words: [String]) throws {
        #expect(try !asked(plan({ $0.command = words }, of: "cache"), about: "cache").isEmpty)
    }

    @Test(arguments: [
        [], ["redis-server"], ["docker-entrypoint.sh", "redis-server"],
        ["redis-server", "--dir", "/data", "--bind", "0.0.0.0", "--port", "6379"],
        ["--maxmemory", "64mb"], ["gosu", "redis", "redis-server", "--save", ""],
    ])
    func `is asked about no further where everything is known`(words: [String]) throws {
        #expect(try asked(plan({ $0.command = words }, of: "cache"), about: "cache") == [])
    }

    @Test func `goes by the letter and the long name alike`() throws {
        let plan = try plan(
            {
                $0.command = [
                    "postgres", "-c", "max_connections=‹…›", "--Shared-Buffers=‹…›", "-N‹…›",
                ]
            }, of: "database")
        let step = try #require(plan.step("install/install/settings-agent-database"))
        guard case .derive(let derivation) = step.action else { throw Missing() }
        #expect(derivation.names == ["max_connections", "shared_buffers"])
    }

    @Test func `in the data of PostgreSQL is carried, and who may log in is asked`() throws {
        let plan = try plan({ _ in }, of: "database")
        #expect(plan.step("install/install/settings-agent-database") != nil)
        #expect(asked(plan, about: "database").contains { $0.contains("log in") })
    }

    @Test func `by variables is carried, given to the unit, or asked about`() throws {
        let plan = try plan(
            { $0.environment = ["POSTGRES_DB", "POSTGRES_INITDB_ARGS", "TZ"] }, of: "database")
        let questions = asked(plan, about: "database").joined()
        #expect(questions.contains("POSTGRES_INITDB_ARGS") && !questions.contains("POSTGRES_DB"))
        let step = try #require(plan.step("install/install/env-unit-agent-database"))
        #expect(step.title.hasSuffix("is given TZ"))
        let script = try #require(
            plan.file("files/scripts/export-copy-piece-environment-agent-database.sh"))
        #expect(String(decoding: script.bytes, as: UTF8.self).contains("'/^(TZ)=/p'"))
    }

    @Test func `lets in whoever takes the data out, awake or woken`() throws {
        let inventory = SmallSystem.inventory
        let drill = Rehearsal.make(of: inventory, on: there, id: "test").plan
        for (plan, word) in [
            (drill, "--env-file \"$given\""),
            (try plan({ _ in }, of: "cache"), ">> \"$E/environment\""),
        ] {
            let file = try #require(plan.file("files/scripts/export-dump-volume-agent-redis.sh"))
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(text.contains(word) && text.contains("s/^requirepass\\t/REDISCLI_AUTH=/p"))
        }
    }

    @Test func `goes stale when it is told otherwise`() throws {
        let before = try plan(
            { $0.command = ["redis-server", "--appendonly", "yes"] }, of: "cache")
        var later = SmallSystem.inventory
        let index = try #require(later.services.firstIndex { $0.name == "cache" })
        later.services[index].command = ["redis-server", "--appendonly", "no"]
        let stale = Staleness.check(before, against: later).map(\.step)
        #expect(stale == ["install/install/settings-agent-cache"])
    }

    private struct Missing: Error {}
}
