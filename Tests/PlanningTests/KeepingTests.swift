import Foundation
import Testing
import Vocabulary

@testable import Planning

/// A shell as steps have it.
private enum Bash {
    /// What a text prints; it must end well.
    static func prints(_ text: String) throws -> String {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-euo", "pipefail", "-c", text]
        process.standardOutput = pipe
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return String(decoding: said, as: UTF8.self)
    }
}

@Suite struct `Exports that are kept so many and so long` {
    private func plan(_ keeping: Keeping) -> Plan {
        var answers = PlanAnswers()
        answers.keeping = keeping
        return Planner.plan(
            SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"), answers: answers)
    }

    private func keeping(_ folder: String, generations: Int?, lifetime: Int?) -> Keeping {
        var keeping = Keeping(folder: folder)
        (keeping.generations, keeping.lifetime) = (generations, lifetime)
        return keeping
    }

    /// What a rotation leaves of folders that lie there.
    private func left(
        of names: [String], generations: Int?, lifetime: Int? = nil
    ) throws -> Set<String> {
        let scratch = FileManager.default.temporaryDirectory
            .appendingPathComponent("bedplate-kept-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        for name in names {
            try FileManager.default.createDirectory(
                at: scratch.appendingPathComponent("\(name)/root-1"),
                withIntermediateDirectories: true)
        }
        let plan = plan(keeping(scratch.path, generations: generations, lifetime: lifetime))
        let step = try #require(plan.step("verify-export/retire/earlier-local"))
        for text in [step.action, step.verify[0].probe].compactMap(ActionText(plan: plan).shell) {
            _ = try Bash.prints(text)
        }
        return Set(try FileManager.default.contentsOfDirectory(atPath: scratch.path))
    }

    private let names = [
        "local", "local.2026-01-01T00:00:00Z", "local.2026-02-01T00:00:00Z",
        "local.2026-03-01T00:00:00Z", "local-2.2026-01-01T00:00:00Z", "local.mine",
        "local.2026-01-01T00:00:00Z.bak",
    ]

    @Test func `lose the earliest ones, and nothing that somebody else put there`() throws {
        let gone: Set = ["local.2026-01-01T00:00:00Z", "local.2026-02-01T00:00:00Z"]
        #expect(try left(of: names, generations: 2) == Set(names).subtracting(gone))
        #expect(try left(of: names, generations: 4) == Set(names))
    }

    @Test func `lose what is too old, however few there are`() throws {
        let now = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: -3600))
        let young = names + ["local.\(now)"]
        let gone = Set(names.filter { $0.hasPrefix("local.2026") && $0.hasSuffix("00Z") })
        #expect(
            try left(of: young, generations: nil, lifetime: 86_400) == Set(young).subtracting(gone))
    }

    @Test func `are deleted by a step that says so, after newer ones are whole, and by no other`()
        throws
    {
        let plan = plan(keeping("/srv/kept", generations: 3, lifetime: 2_592_000))
        #expect(PlanProof(plan, of: SmallSystem.inventory).violations() == [])
        let step = try #require(plan.step("verify-export/retire/earlier-local"))
        #expect(
            step.title
                == "delete earlier exports, kept as /srv/kept/local.TIME: all but the newest "
                + "2, and what was sealed more than 30 d ago")
        #expect(step.isDestructive && !step.rollback.isPossible)
        #expect(self.plan(Keeping(folder: "/srv/kept")).step(step.id) == nil)
    }

    @Test func `P5: are the only thing that goes before the last stage, and only once kept anew`()
        throws
    {
        let sound = plan(keeping("/srv/kept", generations: 3, lifetime: nil))
        let stage = Stage.verifyExport.order
        let index = try #require(
            sound.stages[stage].steps.firstIndex { $0.id.hasPrefix(PlanBuilder.rotationPrefix) })
        let breaks: [(inout Step) -> Void] = [
            { $0.needs = [] }, { $0.effects.deletes = ["local:/srv/kept/local"] },
            { $0.effects.deletes.append("local:/srv") }, { $0.effects.deletes = ["local:/srv.*"] },
        ]
        for change in breaks {
            var plan = sound
            change(&plan.stages[stage].steps[index])
            let lacking = Set(
                PlanProof(plan, of: SmallSystem.inventory).violations().map(\.property))
            #expect(lacking.isSuperset(of: ["P3", "P5"]))
        }
    }
}

@Suite struct `Room for exports` {
    @Test func `is looked for where they are made and where they are kept, before anything stops`()
        throws
    {
        var answers = PlanAnswers()
        answers.keeping = Keeping(folder: "/srv/kept")
        let plan = Planner.plan(
            SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"), answers: answers)
        for id in ["preflight/check/room-exports-local", "preflight/check/room-kept"] {
            let step = try #require(plan.step(id))
            #expect(step.place == "local")
            #expect(step.verify[0].expect == .equals("enough"))
            #expect(plan.steps.first { $0.step.id == id }?.stage == .preflight)
        }
        let kept = try #require(plan.step("preflight/check/room-kept"))
        let text = try #require(ActionText(plan: plan).shell(kept.action))
        #expect(text.contains("docker image inspect"), "images are measured where they are")
        #expect(text.contains("/srv/kept"))
    }

    @Test(arguments: [(0, "enough"), (UInt64(1) << 50, "free, ")])
    func `is enough, or is told with what there is and what is needed`(
        bytes: UInt64, says: String
    ) throws {
        var inventory = SmallSystem.inventory
        inventory.services.removeAll { $0.isContainer }
        inventory.stores = []
        for index in inventory.items.indices where inventory.items[index].type == .file {
            inventory.items[index].size = bytes
        }
        let plan = Planner.plan(inventory, to: .profileDebian12(place: "ssh:web-2"))
        let step = try #require(plan.step("preflight/check/room-exports-local"))
        let text = try #require(ActionText(plan: plan).shell(step.action))
        let said = try Bash.prints(text)
        #expect(said.contains(says))
    }
}
