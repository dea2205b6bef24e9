import Testing
import Vocabulary

@testable import Planning

@Suite struct `A plan looked at again` {
    let inventory = SmallSystem.inventory
    let plan = Planner.plan(SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"))

    func stale(_ change: (inout Inventory) -> Void) -> [Staleness.Finding] {
        var newer = inventory
        change(&newer)
        return Staleness.check(plan, against: newer)
    }

    @Test func `P26: is fresh while nothing it rests on changed`() {
        #expect(stale { _ in } == [])
        #expect(stale { $0.items[0].digest = .open(SHA256.digest("another day")) } == [])
        #expect(stale { $0.stores[0].bytes = 99 } == [])
    }

    @Test func `P26: names the steps of an image that changed, and only those`() {
        let findings = stale { inventory in
            let index = inventory.services.firstIndex { $0.name == "database" } ?? 0
            inventory.services[index].image = "postgres:16"
        }
        #expect(!findings.isEmpty)
        #expect(findings.allSatisfy { $0.fact.contains("database") || $0.fact.contains("pgdata") })
        #expect(findings.contains { $0.step == "freeze/stop/agent-database" })
        #expect(findings.contains { $0.why == "was: postgres:15-alpine; now: postgres:16" })
    }

    @Test func `names the archive when a file appears, and the gate when a service does`() {
        let files = stale { $0.items.append(SmallSystem.item("new.md", .state)) }
        #expect(files.map(\.step) == ["export/copy/root-1"])
        let services = stale { inventory in
            inventory.services.append(SmallSystem.service("another", image: "alpine:3"))
        }
        #expect(services.map(\.step) == ["freeze/alert/go"])
    }

    /// An inventory with daily notes and transcripts beside what stands still.
    static var living: Inventory {
        var out = SmallSystem.inventory
        for path in [
            "memory/2026-03-04.md", "memory/2026-03-05.md", "sessions/a/1.jsonl",
            "sessions/b/2.jsonl",
        ] {
            out.items.removeAll { $0.path.text == path }
            out.items.append(grown(path))
        }
        out.sort()
        return out
    }

    static func grown(_ path: String) -> Item {
        var item = SmallSystem.item(path, .state)
        item.verdict.volatility = .append
        return item
    }

    @Test(arguments: [
        ("memory/2026-03-06.md", true), ("sessions/a/3.jsonl", true), ("sessions/c/1.jsonl", true),
        ("2026-03-06.md", false), ("memory/today.log", false), ("logs/1.jsonl", false),
    ])
    func `stays fresh where state grows in its bed, not beyond`(path: String, isFresh: Bool) {
        let plan = Planner.plan(Self.living, to: .profileDebian12(place: "ssh:web-2"))
        var newer = Self.living
        newer.items.append(Self.grown(path))
        let findings = Staleness.check(plan, against: newer)
        #expect(findings.isEmpty == isFresh, "\(findings)")
    }

    @Test(arguments: [ItemClass.identity, .config, .state])
    func `goes stale by a file in a bed of growth that is something else`(itemClass: ItemClass) {
        let plan = Planner.plan(Self.living, to: .profileDebian12(place: "ssh:web-2"))
        var newer = Self.living
        newer.items.append(SmallSystem.item("memory/PERSONA.md", itemClass))
        let findings = Staleness.check(plan, against: newer)
        #expect(findings.map(\.step).contains("export/copy/root-1"))
        #expect(findings.contains { $0.why == "the plan would not copy: memory/PERSONA.md" })
    }

    @Test func `goes stale by a note that vanished, and names it`() {
        let plan = Planner.plan(Self.living, to: .profileDebian12(place: "ssh:web-2"))
        var newer = Self.living
        newer.items.removeAll { $0.path == "memory/2026-03-04.md" }
        let findings = Staleness.check(plan, against: newer)
        #expect(findings.map(\.why) == ["no longer there: memory/2026-03-04.md"])
    }

    func check(_ document: JSONValue, _ newer: Inventory) -> [Staleness.Finding]? {
        Staleness.check(document: document, against: newer) { plan.file($0)?.bytes }
    }

    @Test func `is read from its document just as well`() throws {
        let document = try JSONReader.read(plan.document())
        #expect(check(document, inventory) == [])
        var newer = inventory
        newer.services.removeAll { $0.name == "nightly" }
        newer.dependencies.removeAll { $0.from.contains("nightly") }
        let findings = try #require(check(document, newer))
        #expect(findings.contains { $0.step == "freeze/stop/cron-agent-nightly" })
    }
}
