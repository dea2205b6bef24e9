import Testing
import Vocabulary

@testable import Execution
@testable import Planning

@Suite struct `A continuity statement` {
    private let root = "local:/srv/agent//"
    private let look = "verify-import/check/identity-root-1"
    private let store = "local/store/volume/pg"
    private let database = "local/service/agent/database"

    private func check(_ id: String, level: Int = 1) -> Check {
        Check(
            id, .run(argv: ["true"]), level: level, proves: "it", doesNotProve: "that it is right")
    }

    private func step(
        _ id: String, _ purpose: Step.Purpose, _ subject: String, _ checks: [Check],
        _ evidence: [Evidence] = []
    ) -> Step {
        var out = Step(
            id, purpose, "a step", subject: subject, place: "local", action: checks[0].probe,
            verify: checks, rollback: .nothing(because: "it only looks"))
        out.evidence = evidence
        return out
    }

    private func stage(_ stage: Stage, _ steps: [Step]) -> Plan.StageSteps {
        Plan.StageSteps(stage: stage, isCommitPoint: false, steps: steps)
    }

    private var plan: Plan {
        var out = Plan(snapshot: "sha256:0", target: .profileDebian12(place: "local"))
        var start = step(
            "import/start/db", .start, database, [check("active", level: 3)],
            [
                Evidence(
                    .observed, rule: "plan.ports", says: "127.0.0.1:5432>5432/tcp *:0>99/tcp",
                    at: database)
            ])
        start.effects.listens = ["127.0.0.1:5432/tcp"]
        let holder = Evidence(
            .inferred, rule: Continuity.holderRule, says: database, at: store)
        let nightly = "local/service/cron:agent/nightly"
        let due = Evidence(.observed, rule: "plan.schedule", says: "0 3 * * *", at: nightly)
        out.stages = [
            stage(
                .export,
                [
                    step("export/dump/pg", .dump, store, [check("written")]),
                    step("export/copy/unit-db", .copy, database, [check("written")]),
                ]),
            stage(
                .verifyExport, [step("verify-export/check/pg", .check, store, [check("sealed")])]),
            stage(.import, [start]),
            stage(
                .verifyImport,
                [
                    step("verify-import/check/pg", .check, store, [check("equal")], [holder]),
                    step(look, .check, root, [check(Continuity.identity)]),
                ]),
            stage(
                .observe,
                [
                    step("observe/observe/db", .observe, database, [check("active", level: 3)]),
                    step(
                        "observe/observe/nightly", .observe, nightly, [check(Continuity.nextRun)],
                        [due]),
                    step(Continuity.exposure, .observe, "local", [check("closed")]),
                ]),
        ]
        out.strategies = [
            Strategy(service: database, strategy: "package", because: "it fits", alternatives: [])
        ]
        out.lost = [Consequence(subject: root + "gone", says: "not carried: it must not be")]
        return out
    }

    /// The statement where every step but those left out is done.
    private func statement(
        without left: Set<String> = [], output: String? = "same\nas-exported\nmissing"
    ) -> ContinuityStatement {
        let entries = plan.steps.map(\.step.id).filter { !left.contains($0) }.flatMap { id in
            [
                JournalEntry(.intent, .ok, step: id, says: "", at: 1),
                JournalEntry(.verify, .ok, step: id, says: "", at: 2),
            ]
        }
        let none = String(repeating: "-", count: 64)
        let list = ["SOUL.md", "keys/a b", "gone"].map { "\(none) ./\($0)\0" }.joined()
        return ContinuityStatement(
            run: "r", id: "p", plan, StepTimes(entries),
            looks: [look: (Array(list.utf8), output)], at: 3)
    }

    @Test func `tells each thing as it was seen, and why where it was not`() {
        let said = statement()
        #expect(said.holds)
        #expect(
            said.identity.map(\.subject) == ["SOUL.md", "keys/a%20b", "gone"].map { root + $0 })
        #expect(said.identity.map(\.finding) == [.same, .asExported, .missing])
        #expect(said.identity.map { $0.because == nil } == [true, false, false])
        #expect(said.stores == [AssetLevel(subject: store, level: 3)])
        #expect(said.schedules.map(\.isSame) == [true])
        #expect(said.listeners.map(\.before) == [["127.0.0.1:5432/tcp"]])
        #expect(said.watch.contains { $0.says == "nobody has shown that it is right" })
    }

    @Test(arguments: [
        "verify-export/check/pg", "verify-import/check/pg", "observe/observe/nightly",
        Continuity.exposure,
    ])
    func `does not hold where a look is missing`(id: String) {
        #expect(!statement(without: [id]).holds)
    }

    @Test func `a store serves only where a program saw it serve`() {
        let said = statement(without: ["observe/observe/db"])
        #expect(said.stores == [AssetLevel(subject: store, level: 2)])
        #expect(said.holds)
    }

    @Test(arguments: [nil, "", "same\nsame", "same\nmissing\nmissing", "same\ndiffers\nmissing"])
    func `identity that nobody saw or that is gone without a reason is told`(output: String?) {
        #expect(!statement(output: output).holds)
    }
}

@Suite struct `The end of the way back` {
    @Test func `is where the last stage removed something, or may have`() {
        let scratch = Scratch()
        var plan = LinePlan(scratch, steps: 2).plan
        plan.stages[0].stage = .retire
        plan.stages[0].steps[1].isDestructive = true
        let ids = plan.stages[0].steps.map(\.id)
        func removals(_ entries: [JournalEntry]) -> [String] {
            Retirement.removals(plan, Ledger(entries))
        }
        let asked = JournalEntry(.verify, .ok, step: ids[0], says: "", at: 1)
        #expect(removals([asked]) == [])
        let begun = JournalEntry(.intent, .ok, step: ids[1], says: "", at: 2)
        #expect(removals([asked, begun]) == [ids[1]])
        let failed = JournalEntry(.outcome, .failed, step: ids[1], says: "", at: 3)
        #expect(removals([asked, begun, failed]) == [ids[1]])
    }

    @Test func `a retirement begins with the second beginning of a journal`() {
        let first = JournalEntry(.begin, .ok, step: "", says: "approved", at: 1)
        #expect(Retirement.begun([first]) == nil)
        let second = JournalEntry(.begin, .ok, step: "", says: "its retirement approved", at: 9)
        #expect(Retirement.begun([first, second]) == 9)
    }
}
