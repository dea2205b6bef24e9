import Foundation
import Knowledge
import Testing
import Vocabulary

@testable import Planning

@Suite struct `A plan` {
    let inventory = SmallSystem.inventory
    let plan = Planner.plan(SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"))

    @Test func `holds every property it must hold`() {
        #expect(PlanProof(plan, of: inventory).violations() == [])
    }

    @Test func `stops dependents first and starts what they need first`() {
        let stops = plan.steps.map(\.step).filter { $0.purpose == .stop }
            .map { Identifiers.name(of: $0.subject) }
        let starts = plan.steps.map(\.step).filter { $0.purpose == .start }
            .map { Identifiers.name(of: $0.subject) }
        #expect(stops.first == "nightly" && starts.last == "nightly")
        #expect(stops.firstIndex(of: "gateway") ?? 9 < stops.firstIndex(of: "database") ?? 0)
        #expect(starts.firstIndex(of: "database") ?? 9 < starts.firstIndex(of: "gateway") ?? 0)
        #expect(starts.firstIndex(of: "gateway") ?? 9 < starts.firstIndex(of: "proxy") ?? 0)
    }

    @Test func `chooses a package where Debian can read the data, the same image elsewhere`() {
        let chosen = Dictionary(
            uniqueKeysWithValues: plan.strategies.map {
                (Identifiers.name(of: $0.service), $0.strategy)
            })
        #expect(
            chosen == [
                "database": "package", "cache": "package", "vectors": "rootfs",
                "gateway": "rootfs", "proxy": "package", "nightly": "runtime",
            ])
    }

    @Test func `shuts the package to a newer server, with the reason`() throws {
        var newer = inventory
        let index = try #require(newer.services.firstIndex { $0.name == "database" })
        newer.services[index].image = "postgres:17"
        let plan = Planner.plan(newer, to: .profileDebian12(place: "ssh:web-2"))
        let strategy = try #require(plan.strategies.first { $0.service.hasSuffix("database") })
        #expect(strategy.strategy == "rootfs")
        let shut = strategy.alternatives.filter(\.isShut)
        #expect(shut.map(\.strategy) == ["package"])
        #expect(shut.first?.because.contains("15") ?? false)
        #expect(PlanProof(plan, of: newer).violations() == [])
    }

    @Test func `P2: the same input in any order gives the same bytes`() {
        var shuffled = inventory
        shuffled.services.reverse()
        shuffled.stores.reverse()
        shuffled.dependencies.reverse()
        shuffled.items.reverse()
        let again = Planner.plan(shuffled, to: .profileDebian12(place: "ssh:web-2"))
        #expect(PlanFolder.id(PlanFolder.files(plan)) == PlanFolder.id(PlanFolder.files(again)))
    }

    @Test func `works in place, on the source's own host`() throws {
        let target = try #require(Target.seen(in: inventory, place: "local"))
        let plan = Planner.plan(inventory, to: target)
        #expect(PlanProof(plan, of: inventory).violations() == [])
        let transfer = try #require(plan.step("transfer/transfer/local"))
        #expect(transfer.effects.writes.isEmpty)
    }

    @Test func `has a manifest that sha256sum checks, and shell that bash reads`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("plan-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(PlanFolder.files(plan), to: folder)
        let text = """
            sha256sum --check --quiet MANIFEST
            for script in files/scripts/*.sh files/rollback.sh; do bash -n "$script"; done
            """
        #expect(try run(text, in: folder) == 0)
    }

    @Test func `asks who to call, and does not ask twice once it is told`() {
        #expect(plan.questions.contains { $0.question.hasPrefix("Who is called") })
        var answers = PlanAnswers()
        answers.contacts = ["Ada, +49 30 1234"]
        let told = Planner.plan(
            inventory, to: .profileDebian12(place: "ssh:web-2"), answers: answers)
        #expect(!told.questions.contains { $0.question.hasPrefix("Who is called") })
        #expect(PlanDocument(told).text.contains("Ada, +49 30 1234"))
    }

    @Test func `copies identity before anything stops, and never what must not be restored`() throws
    {
        let list = try #require(plan.file("files/lists/safeguard-root-1"))
        let names = String(decoding: list.bytes, as: UTF8.self).split(separator: "\0")
        #expect(names == ["./SOUL.md", "./keys/id_ed25519"])
        let folders = MovingRoot.withFolders([SmallSystem.item("a/b/c", .state)]).map(\.text)
        #expect(folders == ["", "a", "a/b", "a/b/c"])
        let all = try #require(plan.file("files/lists/root-1"))
        let carried = String(decoding: all.bytes, as: UTF8.self)
        #expect(carried.contains("./strange\nname.bin\0"))
        #expect(!carried.contains("gateway.pid") && !carried.contains("memory.db"))
        #expect(plan.lost.contains { $0.subject.hasSuffix("gateway.pid") })
    }

    @Test func `claims that a dump was run here only for engines that were woken here`() throws {
        for id in ["export/dump/volume-agent-pgdata", "verify-export/check/volume-agent-pgdata"] {
            #expect(plan.step(id)?.proven == .runHere, "\(id)")
        }
        var other = inventory
        let index = try #require(other.services.firstIndex { $0.name == "database" })
        other.services[index].image = "mariadb:10.11"
        let store = try #require(other.stores.firstIndex { $0.name == "agent_pgdata" })
        other.stores[store].engine = "mysql"
        let there = Planner.plan(other, to: .profileDebian12(place: "ssh:web-2"))
        #expect(there.step("export/dump/volume-agent-pgdata")?.proven == .claimed)
    }

    @Test func `keeps the old path of identity text true`() throws {
        let step = try #require(plan.step("cutover/switch/path-app-memory"))
        #expect(step.title == "/app/memory still means /srv/agent/memory")
    }

    func write(_ files: [PlanFile], to folder: URL) throws {
        for file in files {
            let url = folder.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
    }

    func run(_ text: String, in folder: URL) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-euc", text]
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

@Suite struct `Plans of generated systems` {
    @Test(arguments: UInt64(1)...UInt64(120))
    func `hold every property, to another host and in place`(seed: UInt64) throws {
        let inventory = GeneratedSystem.inventory(seed: seed)
        let there = Planner.plan(inventory, to: .profileDebian12(place: "ssh:there"))
        #expect(PlanProof(there, of: inventory).violations() == [])
        let here = try #require(Target.seen(in: inventory, place: "local"))
        #expect(PlanProof(Planner.plan(inventory, to: here), of: inventory).violations() == [])
    }

    @Test(arguments: UInt64(1)...UInt64(20))
    func `leave no edge out where there is no circle`(seed: UInt64) {
        let inventory = GeneratedSystem.inventory(seed: seed, acyclic: true)
        let order = ServiceOrder(inventory.services, inventory.dependencies, playbooks: [:])
        #expect(order.broken.isEmpty)
    }
}

@Suite struct `A proof of secrecy` {
    let inventory = SmallSystem.inventory
    let plan = Planner.plan(SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"))

    /// Made up for this test, in the formats that issuers document.
    static let planted = [
        "sk-proj-" + "Zt7Qm2Lx9Vb4Nc8Rw1Kd", "ghp_" + "a8Kq2Zr7Wm4Tx9Lc3Vb6Nd1Fh5Jp0Gs2Ye7",
        "AKIA" + "Q7ZM4XT2LC9VB6ND", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln",
        "-----BEGIN OPENSSH PRIVATE KEY-----", "postgres://app:" + "kelpie7@db:5432/app",
        "DB_PASSWORD=" + "correct-horse", "password: " + "correct-horse",
        "9f2c81d47be03a65c1d8e94f70b3a526", "q7Zm4Xt2Lc9Vb6Nd1Fh5",
    ]

    func leaks(_ change: (inout Plan) -> Void) -> Bool {
        var harmed = plan
        change(&harmed)
        return !PlanProof(harmed, of: inventory).secret().isEmpty
    }

    @Test(arguments: planted)
    func `P12: finds a planted credential wherever in a plan it stands`(secret: String) {
        #expect(leaks { $0.stages[4].steps[0].title += " " + secret })
        #expect(leaks { $0.stages[4].steps[0].verify[0].proves = secret })
        #expect(leaks { $0.stages[4].steps[0].action = .run(argv: ["app", secret]) })
        #expect(
            leaks {
                $0.stages[4].steps[0].evidence.append(Evidence(.observed, rule: "x", says: secret))
            })
        #expect(leaks { $0.stages[4].steps[0].effects.writes.append("local:/" + secret) })
        #expect(leaks { $0.contacts.append(secret) })
        #expect(leaks { $0.target.facts["note"] = secret })
        #expect(leaks { $0.lost.append(Consequence(subject: secret, says: "gone")) })
        #expect(leaks { $0.files[0].bytes += Array("\n# \(secret)\n".utf8) })
    }

    @Test func `tells nothing of what it found`() {
        var harmed = plan
        harmed.contacts = Self.planted
        let told = PlanProof(harmed, of: inventory).secret()
        #expect(told.count >= 6)
        for secret in Self.planted {
            #expect(!told.contains { $0.says.contains(secret) || $0.subject.contains(secret) })
        }
    }

    @Test func `is not alarmed by digests, names and variables`() {
        #expect(!leaks { $0.contacts = ["Ada Lovelace, +49 30 1234567890123"] })
        #expect(!leaks { $0.stages[4].steps[0].title += " PGPASSWORD=$(cat \"$E/environment\")" })
        #expect(!leaks { $0.stages[4].steps[0].title += " postgres://app:${PASSWORD}@db/app" })
        #expect(!leaks { $0.stages[4].steps[0].title += " TOKEN_FILE=/run/secrets/a-token-file" })
    }
}
