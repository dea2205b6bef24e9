import Testing
import Vocabulary

@testable import Planning

@Suite struct `A recovery` {
    private let inventory: Inventory = {
        // As it was seen from another machine, which now brings it back.
        var seen = SmallSystem.inventory
        seen.snapshot.id = "sha256:0"
        return seen
    }()
    private let there = Target.profileDebian12(place: "ssh:web-2")
    private var plan: Plan { Planner.plan(inventory, to: there) }

    private func recovery(
        without subjects: Set<String> = [], of inventory: Inventory? = nil,
        answers: PlanAnswers = PlanAnswers()
    ) -> Plan {
        Planner.recovery(
            of: inventory ?? self.inventory,
            from: KeptExample.exports(of: plan, without: subjects), to: there, answers: answers)
    }

    @Test(arguments: UInt64(1)...16)
    func `has every property of a plan, whatever the system`(_ seed: UInt64) {
        let inventory = GeneratedSystem.inventory(seed: seed)
        let exports = KeptExample.exports(of: Planner.plan(inventory, to: there))
        let plan = Planner.recovery(of: inventory, from: exports, to: there)
        #expect(PlanProof(plan, of: inventory).violations() == [])
        #expect(plan == Planner.recovery(of: inventory, from: exports, to: there))
    }

    @Test func `stops nothing, takes nothing out and ends on the target alone`() {
        let plan = recovery()
        #expect(PlanProof(plan, of: inventory).violations() == [])
        #expect(!plan.steps.contains { $0.step.purpose == .stop || $0.stage == .export })
        for (stage, step) in plan.steps where step.place == Identifiers.local {
            let isRead = stage == .preflight || stage == .verifyExport || step.purpose == .alert
            #expect(isRead || [.copy, .transfer].contains(step.purpose), "\(step.id)")
            #expect(step.effects.writes.allSatisfy { $0.hasPrefix(there.place + ":") })
        }
    }

    @Test func `begins with the manifests that were signed, then every export byte by byte`() {
        let exports = KeptExample.exports(of: plan)
        let plan = recovery()
        let pinned = plan.steps.first { $0.step.id == "preflight/check/kept-local" }?.step.verify
        let text = pinned.map { "\($0[0].probe)" } ?? ""
        #expect(text.contains(exports.sources[0].manifest))
        let sealed = Set(plan.steps.filter { $0.stage == .verifyExport }.map(\.step.subject))
        #expect(sealed.isSuperset(of: exports.sources[0].list.entries.map(\.subject)))
    }

    @Test func `P6: starts nothing before a person has signed that the old place is gone`() {
        #expect(recovery().step("freeze/alert/gone-local")?.needsPerson == true)
        var harmed = recovery()
        for stage in harmed.stages.indices {
            for step in harmed.stages[stage].steps.indices {
                harmed.stages[stage].steps[step].needs.removeAll { $0.contains("/gone-") }
            }
        }
        #expect(
            PlanProof(harmed, of: inventory).violations().contains { $0.says == "may live twice" })
    }

    @Test func `P8: asks about a store that no export holds, and names it as lost`() {
        let id = "local/store/volume/agent_pgdata"
        let plan = recovery(without: [id])
        #expect(plan.questions.contains { $0.subject == id && $0.because == "no export holds it" })
        #expect(plan.lost.contains { $0.subject == id && $0.says.contains("no export holds it") })
        #expect(!plan.steps.contains { $0.step.purpose == .load && $0.step.subject == id })
        #expect(PlanProof(plan, of: inventory).violations() == [])
    }

    @Test func `leaves a service away whose program no export holds, and asks`() {
        let id = "local/service/agent/gateway"
        let plan = recovery(without: [id])
        #expect(plan.strategies.first { $0.service == id }?.strategy == "drop")
        #expect(plan.questions.contains { $0.subject == id && $0.question.hasSuffix("stay away?") })
        #expect(PlanProof(plan, of: inventory).violations() == [])
    }

    @Test func `says since when everything is lost, and what the policy allows`() {
        var answers = PlanAnswers()
        answers.objectives = ["local/service/agent/database": (rto: nil, rpo: 300)]
        let asked = recovery(answers: answers).questions.first {
            $0.subject == "local" && $0.question.contains(KeptExample.taken)
        }
        #expect(asked?.because == "the exports were sealed then; database may lose 300 s of it")
    }

    @Test func `tells the files that changed, or came, after the exports were sealed`() throws {
        var newer = inventory
        newer.snapshot.id = "sha256:1"
        let index = try #require(newer.items.firstIndex { $0.verdict.itemClass == .identity })
        newer.items[index].modified = try #require(Timestamp.nanoseconds("2026-11-21T15:00:00Z"))
        let plan = recovery(of: newer)
        let changed = plan.questions.filter { $0.because.contains("the snapshot saw them changed") }
        #expect(changed.count == 1)
        #expect(changed.first?.because.contains(newer.items[index].path.text) == true)
        #expect(
            plan.questions.contains { $0.because == "its export was made after another snapshot" })
    }

    @Test func `may end on a new host of the old name, where only a person can tell them apart`() {
        let plan = Planner.recovery(
            of: inventory, from: KeptExample.exports(of: plan),
            to: .profileDebian12(place: "local"))
        #expect(PlanProof(plan, of: inventory).violations() == [])
        let gate = plan.step("freeze/alert/gone-local")
        #expect(gate?.verify.map(\.id) == ["told"])
        #expect(plan.steps.contains { $0.step.purpose == .load })
    }

    @Test func `asks again whether something answers at the old place, before the first start`() {
        var seen = GeneratedSystem.inventory(seed: 3)
        for index in seen.services.indices { seen.services[index].place = "ssh:old" }
        let exports = KeptExample.exports(of: Planner.plan(seen, to: there))
        let plan = Planner.recovery(of: seen, from: exports, to: there)
        for id in ["freeze/alert/gone-ssh-old", "cutover/alert/go"] {
            let silent = plan.step(id)?.verify.first { $0.id.hasPrefix("silent") }
            let text = String(describing: silent?.probe)
            #expect(text.contains("ssh -n"), "\(id)")
        }
    }

    @Test func `says on its first page what is brought back, and since when all is lost`() {
        let text = PlanDocument(PlanFolder.completed(recovery())).text
        #expect(
            text.contains("**A recovery**: brings back `local` as it was at \(KeptExample.taken)"))
        #expect(!text.contains("Stop everything on the source"))
        #expect(!RollbackScript(plan: recovery()).text.contains("The source runs again"))
    }

    @Test func `is the plan that was written when it is read back`() throws {
        let plan = PlanFolder.completed(recovery())
        let read = try #require(
            Plan(try JSONReader.read(plan.document())) { plan.file($0)?.bytes })
        #expect(read.document() == plan.document())
        #expect(read.isRecovery)
    }

    @Test(arguments: ["about", "taken", "manifest"])
    func `refuses exports of which a byte was flipped`(_ flipped: String) throws {
        let source = try #require(KeptExample.exports(of: plan).sources.first)
        var parts = [
            "about": source.list.document(), "taken": Array("\(KeptExample.taken)\n".utf8),
        ]
        parts["manifest"] = KeptExample.manifest(
            source.list, source.mark, parts["about"] ?? [], parts["taken"] ?? [])
        func read() -> ExportsAtHand.Source? {
            ExportsAtHand.Source(
                mark: source.mark, folder: source.folder, manifest: parts["manifest"] ?? [],
                about: parts["about"] ?? [], taken: parts["taken"] ?? [])
        }
        #expect(read() != nil)
        parts[flipped]?[5] ^= 1
        #expect(read() == nil)
    }
}
