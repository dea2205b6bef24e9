import Testing
import Vocabulary

@testable import Planning

@Suite struct `A plan that is read back` {
    private let plan = PlanFolder.completed(
        Planner.plan(SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2")))

    @Test func `P32: is the plan that was written`() throws {
        let read = try #require(
            Plan(try JSONReader.read(plan.document())) { plan.file($0)?.bytes })
        #expect(read.document() == plan.document())
        for (one, other) in zip(read.steps, plan.steps) {
            #expect(one.step == other.step, "\(other.step.id)")
        }
    }

    @Test func `P32: is told whole by its document, each step and each service`() {
        let text = PlanDocument(plan).text
        for (_, step) in plan.steps {
            #expect(text.contains(step.id), "\(step.id)")
        }
        for strategy in plan.strategies {
            #expect(text.contains(Identifiers.name(of: strategy.service)), "\(strategy.service)")
        }
    }

    @Test func `is none where a step uses a word outside the vocabulary`() throws {
        let text = String(decoding: plan.document(), as: UTF8.self)
        let odd = text.replacing("\"do\": \"copy\"", with: "\"do\": \"teleport\"")
        #expect(odd != text)
        #expect(Plan(try JSONReader.read(Array(odd.utf8))) == nil)
    }

    @Test func `is none where a step has nothing that verifies it`() throws {
        var bare = plan
        bare.stages[0].steps[0].verify = []
        #expect(Plan(try JSONReader.read(bare.document())) == nil)
    }
}
