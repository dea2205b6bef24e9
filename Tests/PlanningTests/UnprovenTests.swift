import Knowledge
import Testing
import Vocabulary

@testable import Planning

@Suite struct `A playbook that nobody saw work` {
    @Test func `is named by the plan with what goes by it, and the others are not`() throws {
        let plan = Planner.plan(SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"))
        let named = try #require(plan.unproven.first)
        #expect(plan.unproven.map(\.playbook) == ["qdrant"])
        #expect(named.proven == .documented)
        #expect(named.subjects.contains { $0.hasSuffix("/vectors") })
        let text = PlanDocument(plan).text
        #expect(text.contains("Is `qdrant` known well enough to go by it?"))
        let read = try #require(Plan(try JSONReader.read(plan.document())))
        #expect(read.unproven == plan.unproven)
    }
}

@Suite struct `A strategy that a person chose` {
    private let id = "local/service/agent/database"

    private func plan(_ wanted: String) -> (plan: Plan, unheeded: [UnheededChoice]) {
        var answers = PlanAnswers()
        answers.strategies = [id: wanted]
        let plan = Planner.plan(
            SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"), answers: answers)
        return (plan, plan.unheeded(answers))
    }

    @Test func `is taken where it is open`() {
        let (plan, unheeded) = plan("rootfs")
        let chosen = plan.strategies.first { $0.service == id }
        #expect(chosen?.strategy == "rootfs" && chosen?.because == "the policy says so")
        #expect(unheeded.isEmpty)
        #expect(PlanProof(plan, of: SmallSystem.inventory).violations() == [])
    }

    @Test func `is told where nobody knows such a way, with the ways that are open`() throws {
        let told = try #require(plan("vendor-binary").unheeded.first)
        #expect(told.service == id && told.wanted == "vendor-binary" && told.because == nil)
        #expect(told.open.first == "package" && told.open.contains("rootfs"))
    }

    @Test func `is told where a gate shuts it, with the reason`() throws {
        var newer = SmallSystem.inventory
        let index = try #require(newer.services.firstIndex { $0.id == id })
        newer.services[index].image = "postgres:17"
        var answers = PlanAnswers()
        answers.strategies = [id: "package"]
        let plan = Planner.plan(
            newer, to: .profileDebian12(place: "ssh:web-2"), answers: answers)
        #expect(plan.unheeded(answers).first?.because?.contains("15") ?? false)
    }
}

@Suite struct `A plan that breaks a property` {
    @Test func `asks about it, and about nothing else`() throws {
        var inventory = Inventory()
        inventory.sort()
        let sound = Planner.plan(inventory, to: .profileDebian12(place: "ssh:metal"))
        #expect(PlanProof(sound, of: inventory).violations().isEmpty)
        var broken = sound
        let stage = try #require(broken.stages.firstIndex { !$0.steps.isEmpty })
        broken.stages[stage].steps.append(broken.stages[stage].steps[0])
        let faults = PlanProof(broken, of: inventory).violations()
        try #require(!faults.isEmpty)
        broken.askWhatIsNotProven(of: inventory)
        #expect(broken.questions.count == sound.questions.count + faults.count)
        #expect(
            faults.allSatisfy { fault in
                broken.questions.contains {
                    $0.subject == fault.subject && $0.question.contains(fault.says)
                }
            })
    }
}
