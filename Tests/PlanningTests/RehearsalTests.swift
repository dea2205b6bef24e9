import Knowledge
import Testing
import Vocabulary

@testable import Planning

@Suite struct `A rehearsal` {
    private let rehearsal = Rehearsal.make(
        of: SmallSystem.inventory, on: .profileDebian12(place: "ssh:scratch"), id: "test")

    private var scripts: [String] {
        rehearsal.plan.files.filter { $0.path.hasPrefix("files/scripts/") }
            .map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test func `stops nothing on the source and starts nothing there`() {
        for (stage, step) in rehearsal.plan.steps {
            #expect(step.effects.stops.isEmpty && step.purpose != .stop, "\(step.id)")
            #expect(step.place == "ssh:scratch" || step.effects.starts.isEmpty, "\(step.id)")
            #expect(![.safeguard, .freeze, .observe, .retire].contains(stage), "\(step.id)")
        }
        // Only by looking at it, or by a client inside it, is a container of the source reached.
        for text in scripts {
            #expect(!text.contains("--volumes-from"))
            #expect(!text.contains("docker stop"))
        }
    }

    @Test func `asks nobody anything`() {
        for (_, step) in rehearsal.plan.steps {
            #expect(!step.needsPerson, "\(step.id)")
            for action in [step.action, step.rollback] + step.verify.map(\.probe) {
                #expect(!["ask", "alert", "wait"].contains(action.word), "\(step.id)")
            }
        }
    }

    @Test func `lets no schedule loose, and says so`() {
        let schedules = SmallSystem.inventory.services.filter(\.isSchedule).map(\.id)
        #expect(!schedules.isEmpty)
        let started = rehearsal.plan.steps.flatMap(\.step.effects.starts)
        #expect(Set(started).isDisjoint(with: schedules))
        for schedule in schedules {
            let start = rehearsal.whole.steps.first {
                $0.step.purpose == .start && $0.step.subject == schedule
            }
            #expect(rehearsal.leftOut.contains { $0.step == start?.step.id })
        }
    }

    /// The small system with another engine for its cache.
    private static func small(_ image: String, at folder: String, _ engine: String) throws
        -> Inventory
    {
        var inventory = SmallSystem.inventory
        let index = try #require(inventory.services.firstIndex { $0.name == "cache" })
        inventory.services[index].image = image
        inventory.services[index].mounts[0].at = folder
        let store = try #require(inventory.stores.firstIndex { $0.name == "agent_redis" })
        inventory.stores[store].engine = engine
        return inventory
    }

    @Test(arguments: [
        ("eclipse-mosquitto:2.0.11", "/mosquitto/data", "mosquitto"),
        ("prom/prometheus:v2.42.0", "/prometheus", "prometheus"),
        ("caddy:2.6.2", "/data", "caddy"),
    ])
    func `takes what no server may run on from a copy of it`(
        image: String, folder: String, engine: String
    ) throws {
        let drilled = Rehearsal.make(
            of: try Self.small(image, at: folder, engine),
            on: .profileDebian12(place: "ssh:scratch"), id: "test")
        let script = try #require(
            drilled.plan.file("files/scripts/export-dump-volume-agent-redis.sh"))
        let text = String(decoding: script.bytes, as: UTF8.self)
        #expect(text.contains("cp --archive \"$src\" \"$copy\""))
        #expect(text.contains("--volume \"$copy\":\(folder) "))
        #expect(!text.contains("--volumes-from") && !text.contains("docker stop"))
        #expect(text.contains("USR1") == (engine == "mosquitto"))
        #expect(drilled.controls.contains { $0.asset == engine })
        #expect(!drilled.leftOut.contains { $0.step.hasSuffix("/volume-agent-redis") })
    }

    @Test func `covers a host's own files with the copy, for one command at a time`() throws {
        var inventory = try Self.small("", at: "/var/lib/mosquitto", "mosquitto")
        let index = try #require(inventory.services.firstIndex { $0.name == "cache" })
        var broker = Service(place: "local", group: "system", name: "mosquitto", kinds: ["unit"])
        broker.mounts = inventory.services[index].mounts
        broker.stores = inventory.services[index].stores
        inventory.services[index] = broker
        inventory.dependencies.removeAll { $0.to.hasSuffix("/cache") }
        let store = try #require(inventory.stores.firstIndex { $0.name == "agent_redis" })
        inventory.stores[store].kind = .bind
        inventory.stores[store].path = "/var/lib/mosquitto"
        let drilled = Rehearsal.make(
            of: inventory, on: .profileDebian12(place: "ssh:scratch"), id: "test")
        let text = try #require(
            drilled.plan.files.filter { $0.path.contains("/export-dump-") }
                .map { String(decoding: $0.bytes, as: UTF8.self) }
                .first { $0.contains("mosquitto.db") })
        #expect(text.contains("src=/var/lib/mosquitto\n"))
        #expect(
            text.contains("unshare --mount sh -c 'mount --bind \"$1\" \"$2\"; shift 2; exec"))
        #expect(!text.contains("docker"))
    }

    @Test func `names what is carried and changed for the worse by nothing, and why`() throws {
        let playbooks = Playbooks(
            Playbooks.shipped.all.map { playbook in
                var playbook = playbook
                if playbook.id == "redis" { playbook.procedures.spoil = [] }
                return playbook
            })
        let changed = Rehearsal.make(
            of: SmallSystem.inventory, on: .profileDebian12(place: "ssh:scratch"), id: "test",
            playbooks: playbooks)
        let told = changed.leftOut.filter { $0.step.hasPrefix("control/") }
        #expect(told.map(\.step) == ["control/volume-agent-redis"])
        #expect(told.first?.because.contains("nobody has described") ?? false)
        #expect(!rehearsal.leftOut.contains { $0.step.hasPrefix("control/") })
    }

    @Test func `keeps to folders of its own, and takes them away last`() throws {
        let document = String(decoding: rehearsal.plan.document(), as: UTF8.self)
        for text in scripts + [document] {
            #expect(!text.contains(PlanBuilder.exports))
            #expect(!text.contains(PlanBuilder.folder))
            #expect(!text.contains(PlanBuilder.rehearsal))
        }
        let changing = rehearsal.plan.steps.filter { $0.stage > .preflight }.map(\.step)
        for step in changing.prefix(2) {
            #expect(
                step.rollback
                    == .run(argv: ["rm", "--recursive", "--force", Rehearsal.folder("test")]))
        }
    }

    @Test func `cuts the scratch host off before anything is put there or started`() throws {
        let ids = rehearsal.plan.steps.map(\.step.id)
        let cut = try #require(ids.firstIndex(of: "install/prepare/cut-off"))
        for (index, (stage, step)) in rehearsal.plan.steps.enumerated() where stage >= .import {
            #expect(index > cut, "\(step.id)")
        }
    }

    @Test func `needs nothing that is not part of it`() {
        var before: Set<String> = []
        for (_, step) in rehearsal.plan.steps {
            #expect(Set(step.needs).isSubset(of: before), "\(step.id)")
            before.insert(step.id)
        }
    }

    @Test func `changes each kind of asset for the worse, before a step that can see it`() {
        let assets = Set(rehearsal.controls.map(\.asset))
        #expect(assets.isSuperset(of: ["postgresql", "redis", "export", "identity"]))
        for control in rehearsal.controls {
            #expect(rehearsal.plan.step(control.step) != nil, "\(control.id)")
            let operand = control.change.operand
            #expect(operand.flatMap { rehearsal.plan.file($0) } != nil, "\(control.id)")
        }
    }

    @Test func `knows which roots a service that is started reads and writes`() throws {
        let gateway = try #require(SmallSystem.inventory.services.first { $0.name == "gateway" })
        let root = try #require(rehearsal.controls.first { $0.asset == "identity" })
        #expect(rehearsal.holdings[gateway.id]?.contains(root.subject) ?? false)
    }

    @Test func `is the same for the same system`() {
        let again = Rehearsal.make(
            of: SmallSystem.inventory, on: .profileDebian12(place: "ssh:scratch"), id: "test")
        #expect(again.plan.document() == rehearsal.plan.document())
        #expect(again.controls == rehearsal.controls)
    }
}

@Suite struct `The shape of a plan` {
    private func shape(_ place: String, _ inventory: Inventory = SmallSystem.inventory) -> String {
        let plan = Planner.plan(inventory, to: .profileDebian12(place: place))
        let files = PlanFolder.files(plan).map { ($0.path, $0.bytes) }
        return PlanShape.digest(of: plan, files: Dictionary(uniqueKeysWithValues: files))
    }

    @Test func `is the same on another target`() {
        #expect(shape("ssh:web-2") == shape("ssh:harbour"))
    }

    @Test func `is another where anything else is`() {
        var other = SmallSystem.inventory
        other.services.removeAll { $0.name == "cache" }
        #expect(shape("ssh:web-2") != shape("ssh:web-2", other))
    }
}

@Suite struct `A rehearsal of a recovery` {
    private let exports = KeptExample.exports(
        of: Planner.plan(SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2")))

    private var rehearsal: Rehearsal {
        Rehearsal.make(
            ofRecovering: SmallSystem.inventory, from: exports,
            on: .profileDebian12(place: "ssh:scratch"), id: "test")
    }

    @Test func `asks the scratch host and what is kept, and nobody else`() {
        let rehearsal = rehearsal
        for (_, step) in rehearsal.plan.steps {
            #expect(["ssh:scratch", "local"].contains(step.place), "\(step.id)")
            #expect(!step.needsPerson && step.effects.stops.isEmpty, "\(step.id)")
            let changed = step.effects.writes + step.effects.deletes
            #expect(changed.allSatisfy { $0.hasPrefix("ssh:scratch:") }, "\(step.id)")
        }
        #expect(rehearsal.leftOut.contains { $0.step == "freeze" })
    }

    @Test func `reads all that is kept, brings it over, and starts what holds it`() throws {
        let (rehearsal, whole) = (rehearsal, rehearsal.whole)
        let read = rehearsal.plan.steps.filter { $0.stage == .verifyExport }.map(\.step.id)
        #expect(read == whole.steps.filter { $0.stage == .verifyExport }.map(\.step.id))
        #expect(rehearsal.plan.step("transfer/transfer/local") != nil)
        let starts = rehearsal.plan.steps.filter { $0.step.purpose == .start }.map(\.step.subject)
        #expect(starts.contains { $0.hasSuffix("/database") })
        #expect(rehearsal.sealedAt == Timestamp.nanoseconds(KeptExample.taken))
    }

    @Test func `changes for the worse what a drill of the move does, what arrived included`() {
        let move = Rehearsal.make(
            of: SmallSystem.inventory, on: .profileDebian12(place: "ssh:scratch"), id: "test")
        #expect(Set(rehearsal.controls.map(\.asset)) == Set(move.controls.map(\.asset)))
        #expect(rehearsal.controls.contains { $0.asset == "export" })
    }

    @Test func `needs nothing that is not part of it`() {
        var before: Set<String> = []
        for (_, step) in rehearsal.plan.steps {
            #expect(Set(step.needs).isSubset(of: before), "\(step.id)")
            before.insert(step.id)
        }
    }
}
