import Testing
import Vocabulary

@testable import Planning

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
