import Foundation
import Knowledge
import Testing
import Vocabulary

@testable import Planning

@Suite struct `A plan in place` {
    private let inventory = SmallSystem.inventory

    private func plan(_ inventory: Inventory) throws -> Plan {
        let target = try #require(Target.seen(in: inventory, place: "local"))
        return Planner.plan(inventory, to: target)
    }

    private func text(_ plan: Plan, _ script: String) throws -> String {
        String(
            decoding: try #require(plan.file("files/scripts/\(script).sh")).bytes, as: UTF8.self)
    }

    /// The lines of a probe or of an action that runs one line of shell.
    private func shell(_ action: Action) -> String {
        if case .run(let argv, nil) = action { return argv.last ?? "" }
        return ""
    }

    @Test func `installs nothing that could start before the plan starts it`() throws {
        let plan = try plan(inventory)
        let install = try text(plan, "install-install-packages")
        let mask = try #require(install.firstRange(of: "systemctl mask "))
        let get = try #require(install.firstRange(of: "apt-get install"))
        #expect(mask.lowerBound < get.lowerBound)
        let step = try #require(plan.step("install/install/packages"))
        #expect(step.verify.contains { $0.id == "held" })
        #expect(step.precondition.contains { $0.id == "unused" })
        let start = try #require(plan.step("import/start/agent-database"))
        #expect(shell(start.action).hasPrefix("systemctl unmask postgresql@15-main.service\n"))
        #expect(shell(start.rollback).contains("systemctl mask postgresql@15-main.service"))
    }

    @Test func `takes packages out again that it brought, when the source runs long since`() throws
    {
        let plan = try plan(inventory)
        let step = try #require(plan.step("prepare/prepare/packages"))
        #expect(step.doneWhen?.probe == .run(argv: ["false"], stdin: nil))
        let undo = try text(plan, "prepare-prepare-packages-undo")
        #expect(undo.contains("dpkg --purge \"${came[@]}\""))
        let elsewhere = Planner.plan(inventory, to: .profileDebian12(place: "ssh:web-2"))
        #expect(elsewhere.step("prepare/prepare/packages") == nil)
    }

    @Test func `leaves a package alone that the host runs already`() throws {
        var more = inventory
        var own = Service(
            place: "local", group: "system", name: "redis-server.service", kinds: ["unit"])
        own.definedIn = "/lib/systemd/system/redis-server.service"
        own.supervisors = ["systemd"]
        more.services.append(own)
        let chosen = try plan(more).strategies.first { $0.service == "local/service/agent/cache" }
        #expect(chosen?.strategy != "package")
        let shut = chosen?.alternatives.first { $0.strategy == "package" }
        #expect(shut?.because.contains("redis-server.service takes it") ?? false)
    }

    @Test func `asks of every unit whether it is enabled, not of any`() throws {
        let step = try #require(try plan(inventory).step("cutover/switch/enable"))
        let probe = shell(step.verify[0].probe)
        #expect(probe.hasPrefix("for unit in "))
        #expect(probe.contains("--quiet is-enabled \"$unit\"; done"))
    }

    @Test func `sees whichever server runs before its time, the first of them too`() throws {
        let plan = try plan(inventory)
        let guardStep = try #require(plan.step("install/switch/start-guard"))
        let look = try #require(guardStep.verify.first { $0.id == "idle" }).probe
        guard case .run(let argv, nil) = look else { throw CocoaError(.coderInvalidValue) }
        let names = try #require(shell(look).split(separator: ";").first).dropFirst(12)
        let units = names.split(separator: " ").map(String.init)
        try #require(units.count > 1)
        for running in units + ["none"] {
            let bash = Process()
            bash.executableURL = URL(filePath: "/bin/bash")
            let systemctl = "systemctl() { [ \"$3\" = '\(running)' ]; }\n"
            bash.arguments = argv.dropFirst().dropLast() + [systemctl + shell(look)]
            try bash.run()
            bash.waitUntilExit()
            #expect((bash.terminationStatus == 0) == (running == "none"), "\(running)")
        }
    }

    @Test func `puts the host's own units back only where they were stopped`() throws {
        var more = inventory
        var own = Service(place: "local", group: "system", name: "tide.service", kinds: ["unit"])
        own.definedIn = "/etc/systemd/system/tide.service"
        own.supervisors = ["systemd"]
        own.isEnabled = true
        more.services.append(own)
        let plan = try plan(more)
        #expect(try text(plan, "cutover-switch-enable").contains("tide.service"))
        #expect(try !text(plan, "cutover-switch-enable-undo").contains("tide.service"))
    }

    @Test func `removes with a container the volumes without a name that arrived`() throws {
        var more = inventory
        let nameless = SmallSystem.store(.anonymous, "agent_cache:/data", engine: "redis")
        more.stores.append(nameless)
        let cache = try #require(more.services.firstIndex { $0.name == "cache" })
        more.services[cache].mounts = [.init(store: nameless.id, at: "/data")]
        more.services[cache].stores = [nameless.id]
        let plan = try plan(more)
        #expect(try text(plan, "retire-retire-agent-cache").contains("docker rm --volumes"))
        let step = try #require(plan.step("retire/retire/agent-cache"))
        #expect(step.effects.deletes.contains(nameless.id))
        #expect(step.needs.contains { $0.hasPrefix("verify-import/check/anonymous-") })
        #expect(try !text(plan, "retire-retire-agent-database").contains("--volumes"))
    }

    @Test func `a removed container is seen to be gone, whoever made it`() throws {
        let plan = try plan(inventory)
        for step in plan.stages.first(where: { $0.stage == .retire })?.steps ?? []
        where step.subject.contains("/service/") && step.isDestructive {
            #expect(shell(step.verify[0].probe).hasSuffix("test -z \"$c\""))
        }
        var byHand = SmallSystem.service("pinboard", image: "pins:1", kinds: ["container"])
        byHand.aliases = ["pinboard"]
        #expect(SourceText.containerIsGone(byHand).hasSuffix("test -z \"$c\""))
    }

    @Test func `looks at each identity file, at each next run, and at what is reached`() throws {
        let plan = try plan(inventory)
        let look = try #require(plan.step("verify-import/check/identity-root-1"))
        #expect(look.verify.contains { $0.expect == .equals("2") })
        let list = try #require(Continuity.list(lookedAtBy: look.id).flatMap { plan.file($0) })
        let soul = "\(SHA256.digest("SOUL.md").hexadecimal) ./SOUL.md"
        #expect(list.bytes.split(separator: 0).contains { Array($0) == Array(soul.utf8) })
        let nightly = try #require(plan.step("observe/observe/cron-agent-nightly"))
        let due = try #require(nightly.verify.first { $0.id == Continuity.nextRun })
        #expect(shell(due.probe).contains("'*-*-* 03:00:00'"))
        let reach = try #require(plan.step(Continuity.exposure))
        #expect(reach.verify.contains { $0.id.hasPrefix("closed-5432-tcp") })
        #expect(!reach.verify.contains { $0.id.hasPrefix("closed-80-") })
    }

    /// A plan whose root lies in a folder of the test's own, with the exports beside it.
    @Test func `tells each identity file by a word of its own, whatever it is called`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "identity-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let names = ["differs", "gone", "keyed", "moved\\on\nat once", "same"]
        var more = inventory
        more.items = names.map { name in
            var item = SmallSystem.item(name, .identity)
            item.digest = name == "keyed" ? .keyed(SHA256.digest("k")) : .open(SHA256.digest(name))
            return item
        }
        let plan = try plan(more)
        let list = try #require(plan.file("files/lists/identity-root-1"))
        let text = try text(plan, "verify-import-check-identity-root-1")
            .replacing(SmallSystem.root.text, with: "\(folder.path)/root")
            .replacing(PlanBuilder.exports, with: folder.path)
            .replacing("\(PlanBuilder.folder)/files/lists/", with: "\(folder.path)/")
        let setUp = """
            mkdir -p root root-1
            cd root
            printf other > differs; printf kept > keyed
            printf later > $'./moved\\\\on\\nat once'; printf same > same
            sha256sum ./keyed ./m* ./same > ../root-1/content.source
            cd ..
            """
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(list.bytes).write(to: folder.appending(path: "identity-root-1"))
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/bash")
        shell.arguments = ["-euc", setUp + "\n" + text]
        shell.currentDirectoryURL = folder
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        let words = try String(
            contentsOf: folder.appending(path: "root-1/identity.target"), encoding: .utf8)
        let told = words.split(separator: "\n").map(String.init)
        #expect(told == ["differs", "missing", "as-exported", "changed-before", "same"])
    }
}
