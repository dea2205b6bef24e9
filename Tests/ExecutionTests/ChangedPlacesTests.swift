import Testing

@testable import Execution
@testable import Planning

@Suite struct `The places that a run changes` {
    private func step(
        _ id: String, _ purpose: Step.Purpose, _ action: Action,
        _ change: (inout Step.Effects) -> Void
    ) -> Step {
        var step = Step(
            id, purpose, "x", subject: "ssh:web", place: "local", action: action,
            verify: [Check("x", .run(argv: ["true"]), proves: "")],
            rollback: .nothing(because: ""))
        change(&step.effects)
        return step
    }

    @Test func `do not hold what is kept on the machine that runs it, earlier exports included`() {
        var plan = Plan(snapshot: "sha256:0", target: .profileDebian12(place: "ssh:new"))
        let keep = step(
            "verify-export/copy/keep-ssh-web", .copy,
            .copy(from: "/var/lib/bedplate/exports", to: "/srv/kept/web", script: "x")
        ) { $0.writes = ["local:/srv/kept/web"] }
        let rotate = step(
            "verify-export/retire/earlier-ssh-web", .retire, .run(argv: ["true"])
        ) { $0.deletes = ["local:/srv/kept/web.*"] }
        plan.stages = [.init(stage: .verifyExport, isCommitPoint: false, steps: [keep, rotate])]
        #expect(ChangedPlaces.all(plan, [.verifyExport]) == [])
        plan.stages[0].steps[1].effects.deletes = ["local:/srv/*"]
        #expect(ChangedPlaces.all(plan, [.verifyExport]) == ["local"])
    }
}
