import Testing
import Vocabulary

@testable import Execution
@testable import Planning

@Suite struct `A control of a drill` {
    private let scratch = Scratch()

    private func shell(_ text: String) -> Action {
        .run(argv: ["sh", "-euc", "cd \(scratch.path.text)\n\(text)"])
    }

    private func plan(_ check: String) -> LinePlan {
        var out = LinePlan(scratch, steps: 1)
        let step = Step(
            "verify-import/check/x", .check, "x arrived", subject: "local/store/file/x",
            place: "local", action: shell("cp arrived gathered"),
            verify: [Check("equal", shell(check), level: 2, proves: "x is equal")],
            rollback: .nothing(because: "it only looks"))
        out.plan.stages.append(.init(stage: .verifyImport, isCommitPoint: false, steps: [step]))
        return out
    }

    private func control(change: String, mend: String) -> Control {
        Control(
            id: "control/x", subject: "local/store/file/x", asset: "tree", says: "x is changed",
            change: shell(change), mending: .action(shell(mend)), step: "verify-import/check/x",
            gathersAnew: true)
    }

    private func ending(_ check: String, _ change: String, _ mend: String) throws
        -> ControlFinding.Ending
    {
        try scratch.write("as it was\n", to: "sent")
        try scratch.write("as it was\n", to: "arrived")
        let conductor = plan(check).conductor(try Journal(in: scratch.path))
        return try conductor.tryOut(control(change: change, mend: mend)).ending
    }

    @Test func `is caught by a check that compares`() throws {
        #expect(
            try ending("cmp sent gathered", "echo worse > arrived", "cp sent arrived") == .caught)
    }

    @Test func `slips through a check that looks at something else`() throws {
        #expect(
            try ending("test -e gathered", "echo worse > arrived", "cp sent arrived") == .slipped)
    }

    @Test func `is not taken for caught where it could not be made`() throws {
        #expect(try ending("cmp sent gathered", "exit 3", "true") == .untried)
    }

    @Test func `is told where it cannot be taken out again`() throws {
        #expect(try ending("cmp sent gathered", "echo worse > arrived", "true") == .unmended)
    }
}

@Suite struct `A critical path` {
    private func step(_ id: String, _ purpose: Step.Purpose, _ needs: [String]) -> Step {
        var out = Step(
            id, purpose, id, subject: id, place: "local", action: .run(argv: ["true"]),
            verify: [], rollback: .nothing(because: ""), estimate: 7)
        out.needs = needs
        return out
    }

    private func entry(_ phase: JournalEntry.Phase, _ step: String, _ second: Int64) -> JournalEntry
    {
        JournalEntry(phase, .ok, step: step, says: "", at: second * 1_000_000_000)
    }

    private var plan: Plan {
        var plan = Plan(snapshot: "sha256:0", target: .profileDebian12(place: "ssh:nowhere"))
        plan.stages = [
            .init(stage: .install, isCommitPoint: false, steps: [step("long", .install, [])]),
            .init(stage: .freeze, isCommitPoint: true, steps: [step("stop", .stop, [])]),
            .init(
                stage: .export, isCommitPoint: false,
                steps: [step("a", .dump, ["stop"]), step("b", .dump, ["stop"])]),
            .init(
                stage: .cutover, isCommitPoint: true,
                steps: [step("start-a", .start, ["a"]), step("start-b", .start, ["b"])]),
        ]
        return plan
    }

    private var times: StepTimes {
        StepTimes([
            entry(.intent, "a", 0), entry(.verify, "a", 3), entry(.intent, "b", 3),
            entry(.verify, "b", 13), entry(.intent, "start-a", 13), entry(.verify, "start-a", 14),
            entry(.intent, "start-b", 14), entry(.verify, "start-b", 16),
        ])
    }

    @Test func `is the longest chain of what was measured, and of stops as estimated`() throws {
        let path = try #require(CriticalPath(through: plan, times))
        #expect(path.steps == ["stop", "b", "start-b"])
        #expect(path.milliseconds == 19_000)
        #expect(path.estimatedMilliseconds == 7_000)
        #expect(CriticalPath.inSequence(plan, times) == 23_000)
    }

    @Test func `of one service leaves the others out`() throws {
        let path = try #require(CriticalPath(through: plan, times, services: ["start-a"]))
        #expect(path.milliseconds == 11_000)
        #expect(CriticalPath(through: plan, times, services: ["nothing"]) == nil)
        #expect(CriticalPath.inSequence(plan, times, until: "start-a") == 21_000)
    }
}

@Suite struct `The recovery of a service` {
    @Test func `meets its objective only by what a run takes, one step after the other`() {
        var recovery = ServiceRecovery(
            subject: "x", rtoMilliseconds: 1000, inSequenceMilliseconds: 5000,
            rpoMilliseconds: nil, rtoObjective: 3, rpoObjective: nil)
        #expect(recovery.isMet == false)
        recovery.rtoObjective = 5
        #expect(recovery.isMet == true)
        recovery.rtoObjective = nil
        #expect(recovery.isMet == nil)
    }
}

@Suite struct `The evidence of a drill` {
    private func evidence(_ endings: [ControlFinding.Ending], stopped: Bool = false)
        -> DrillEvidence
    {
        let plan = Plan(snapshot: "sha256:0", target: .profileDebian12(place: "ssh:scratch"))
        let rehearsal = Rehearsal(
            id: "x", plan: plan, whole: plan, controls: [], leftOut: [], holdings: [:])
        let findings = endings.map { ending in
            ControlFinding(
                control: Control(
                    id: "control/x", subject: "x", asset: "tree", says: "x is changed",
                    change: .nothing(because: ""), mending: .again(step: "x"), step: "x",
                    gathersAnew: true), ending: ending, says: "")
        }
        return DrillEvidence(
            id: "20260101T000000Z-0123abcd", plan: String(repeating: "a", count: 64),
            shape: String(repeating: "b", count: 64), machine: [:], began: 0,
            ended: 1_000_000_000, stopped: stopped ? ("x", "it failed") : nil, isTakenBack: true,
            rehearsal: rehearsal, times: StepTimes([]), findings: findings)
    }

    @Test func `holds only where every change for the worse was caught`() {
        #expect(evidence([.caught, .caught]).held)
        #expect(!evidence([.caught], stopped: true).held)
        for ending in ControlFinding.Ending.allCases where ending != .caught {
            #expect(!evidence([.caught, ending]).held)
        }
    }

    @Test func `is read back as far as it counts`() throws {
        let written = evidence([.caught])
        let kept = try #require(KeptDrill(try JSONReader.read(written.document())))
        #expect(kept.plan == written.plan && kept.shape == written.shape && kept.held)
        #expect(kept.expires == written.ended + 90 * 86_400_000_000_000)
    }
}
