import Testing
import Vocabulary

@testable import Planning

@Suite struct `Configuration that a container was given` {
    private func plan(_ name: String = "conf.d/site.conf") throws -> Plan {
        var inventory = SmallSystem.inventory
        let index = try #require(inventory.services.firstIndex { $0.name == "proxy" })
        let store = SmallSystem.store(.bind, "site.conf", path: "/srv/agent/site.conf")
        inventory.stores.append(store)
        inventory.services[index].mounts = [
            .init(store: store.id, at: "/etc/nginx/\(name)")
        ]
        inventory.services[index].environment = ["SITE_NAME"]
        return Planner.plan(inventory, to: .profileDebian12(place: "ssh:web-2"))
    }

    @Test func `is not taken for there because the package brings a file of that name`() throws {
        let step = try #require(
            plan().steps.map(\.step).first { $0.id.contains("/config-agent-proxy-") })
        for check in [step.verify[0], try #require(step.doneWhen)] {
            guard case .run(let argv, _) = check.probe else { throw Missing() }
            #expect(argv.last?.contains("test -s /etc/bedplate/adopted/agent-proxy-") ?? false)
        }
    }

    @Test func `is taken as the image made it of its templates and variables, and nobody is asked`()
        throws
    {
        let plan = try plan("templates/site.conf.template")
        let take = try #require(
            plan.files.first { $0.path.contains("export-copy-piece-config-etc-nginx-agent-proxy") })
        #expect(
            String(decoding: take.bytes, as: UTF8.self).contains("docker cp \"$c\":/etc/nginx -"))
        #expect(plan.step("install/install/config-agent-proxy-etc-nginx") != nil)
        #expect(!plan.questions.contains { $0.question.contains("SITE_NAME") })
        #expect(try self.plan().questions.contains { $0.question.contains("SITE_NAME") })
    }

    struct Missing: Error {}
}
