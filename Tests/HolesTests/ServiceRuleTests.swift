import Holes
import Testing
import Vocabulary

@Suite struct ServiceRuleTests {
    @Test func `state that goes with the container is asked about, cache is not`() {
        var scene = Scene()
        let lost = scene.keep(.anonymous, "a", .state)
        let layer = scene.keep(.layer, "b", .state)
        let cache = scene.keep(.tmpfs, "c", .convenience)
        let named = scene.keep(.volume, "d", .state)
        scene.serve("one") { $0.stores = [lost] }
        scene.serve("two") { $0.stores = [layer] }
        scene.serve("three") { $0.stores = [cache, named] }
        #expect(scene.open == ["anonymous-volume one", "path-outside-volume two"])
    }

    @Test func `a database without a way out is asked about`() {
        var scene = Scene()
        let odd = scene.keep(.volume, "odd", .state, engine: "oddbase")
        let known = scene.keep(.volume, "known", .state, engine: "postgresql")
        let tree = scene.keep(.volume, "tree", .state)
        scene.serve("odd") { $0.stores = [odd] }
        scene.serve("known") { $0.stores = [known, tree] }
        #expect(scene.open == ["store-without-dump odd"])
    }

    @Test func `a store that a key unlocks, where the key is set nowhere`() {
        var scene = Scene()
        for (name, keys) in [("locked", []), ("open", ["N8N_ENCRYPTION_KEY"])] {
            let store = scene.keep(.volume, name, .state)
            scene.serve(name) {
                $0.image = "n8nio/n8n:1.90.0"
                $0.stores = [store]
                $0.holdsState = true
                $0.environment = keys
            }
        }
        #expect(scene.open.filter { $0.hasPrefix("store-") } == ["store-without-keystone locked"])
    }

    @Test func `a container without a health check, but not a one-shot`() {
        var scene = Scene()
        scene.serve("web") { $0.health = nil }
        let setup = scene.serve("setup") { $0.health = nil }
        scene.inventory.dependencies = [
            Dependency(
                from: "local/service/lab/web", to: setup, kind: .startOrder,
                condition: "completed")
        ]
        scene.serve("daemon.service", kinds: ["unit"]) { $0.health = nil }
        #expect(scene.open == ["no-health-check web"])
    }

    @Test func `only a service on which something hangs needs somebody to call`() {
        var scene = Scene()
        scene.serve("db") { $0.holdsState = true }
        scene.serve("toy") { $0.holdsState = false }
        #expect(scene.open == ["no-owner db"])
        #expect(scene.holes[0].blocksApproval)
    }

    @Test func `a unit restarted for ever, but not a container`() {
        var scene = Scene()
        scene.serve("gate.service", group: "user:ann", kinds: ["unit"]) {
            ($0.restart, $0.restartIsLimited) = ("always", false)
        }
        scene.serve("calm.service", group: "user:ann", kinds: ["unit"]) {
            ($0.restart, $0.restartIsLimited) = ("always", true)
        }
        scene.serve("box") { ($0.restart, $0.restartIsLimited) = ("always", false) }
        #expect(scene.open == ["restart-without-limit gate.service"])
    }

    @Test func `two that restart one thing at two in the morning`() throws {
        var scene = Scene()
        let box = scene.serve("gateway") { $0.restart = "unless-stopped" }
        let unit = scene.serve("gate.service", group: "user:ann", kinds: ["unit"]) {
            ($0.restart, $0.restartIsLimited) = ("always", true)
        }
        let job = scene.serve("restart.sh", group: "cron:ann", kinds: ["cron"]) {
            $0.schedule = "0 2 * * *"
        }
        scene.need(unit, box, .supervises)
        scene.need(job, box, .supervises)
        #expect(scene.open == ["two-supervisors gateway"])
        let hole = try #require(scene.holes.first)
        #expect(hole.why.contains("docker (unless-stopped), gate.service, restart.sh"))
        #expect(hole.why.contains("by the clock"))
        #expect(hole.evidence.contains { $0.at == "compose.yaml:9" })
    }

    @Test func `a unit that brings a stack up once is no second supervisor`() {
        var scene = Scene()
        let box = scene.serve("gateway") { $0.restart = "unless-stopped" }
        let unit = scene.serve("stack.service", group: "system", kinds: ["unit"])
        scene.need(unit, box, .supervises)
        #expect(scene.open == [])
    }

    @Test(arguments: [
        "thing", "thing:latest", "registry:5000/a/thing", "thing:main", "ghcr.io/a/b:edge-gpu",
    ])
    func `an image that moves is asked about`(image: String) {
        var scene = Scene()
        scene.serve("web") { $0.image = image }
        #expect(scene.open == ["unpinned-image web"])
    }

    @Test(arguments: [
        "postgres:15", "registry:5000/a/thing:1.0", "thing@sha256:00", "a/b:v1.2.3-alpine",
        "thing:release-2026-01", "thing:‹…›",
    ])
    func `an image that stands still is not`(image: String) {
        var scene = Scene()
        scene.serve("web") { $0.image = image }
        #expect(scene.open == [])
    }

    @Test func `an endpoint outside is told with those who use it`() {
        var scene = Scene()
        let web = scene.serve("web")
        let outside = scene.serve("api.example.com", group: "external", kinds: ["external"])
        scene.need(web, outside)
        #expect(scene.open == ["external-without-fallback api.example.com"])
        #expect(scene.holes[0].why.hasPrefix("web need"))
    }

    @Test func `what no document names`() {
        var scene = Scene()
        scene.serve("quiet") { $0.evidence.removeLast() }
        scene.serve("job.sh", group: "cron:ann", kinds: ["cron"]) { $0.evidence.removeLast() }
        scene.serve("told")
        scene.serve("variant") { service in
            service.evidence.removeLast()
            service.isVariant = true
        }
        #expect(
            scene.open == ["cron-target-undocumented job.sh", "service-undocumented quiet"])
    }
}
