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

    @Test func `is fresh while nothing it rests on changed`() {
        #expect(stale { _ in } == [])
        #expect(stale { $0.items[0].digest = .open(SHA256.digest("another day")) } == [])
        #expect(stale { $0.stores[0].bytes = 99 } == [])
    }

    @Test func `names the steps of an image that changed, and only those`() {
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

    @Test func `is read from its document just as well`() throws {
        let document = try JSONReader.read(plan.document())
        #expect(Staleness.check(document: document, against: inventory) == [])
        var newer = inventory
        newer.services.removeAll { $0.name == "nightly" }
        newer.dependencies.removeAll { $0.from.contains("nightly") }
        let findings = try #require(Staleness.check(document: document, against: newer))
        #expect(findings.contains { $0.step == "freeze/stop/cron-agent-nightly" })
    }
}
