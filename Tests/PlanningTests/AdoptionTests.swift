import Testing
import Vocabulary

@testable import Planning

@Suite struct `Configuration that a container was given` {
    private func plan() throws -> Plan {
        var inventory = SmallSystem.inventory
        let index = try #require(inventory.services.firstIndex { $0.name == "proxy" })
        let store = SmallSystem.store(.bind, "site.conf", path: "/srv/agent/site.conf")
        inventory.stores.append(store)
        inventory.services[index].mounts = [
            .init(store: store.id, at: "/etc/nginx/conf.d/site.conf")
        ]
        return Planner.plan(inventory, to: .profileDebian12(place: "ssh:web-2"))
    }

    @Test func `is not taken for there because the package brings a file of that name`() throws {
        let step = try #require(
            plan().steps.map(\.step).first { $0.id.contains("/config-agent-proxy-") })
        for check in [step.verify[0], try #require(step.doneWhen)] {
            guard case .run(let argv, _) = check.probe else { throw Missing() }
            #expect(argv.last?.contains("test -e /etc/bedplate/adopted/agent-proxy-") ?? false)
        }
    }

    struct Missing: Error {}
}
