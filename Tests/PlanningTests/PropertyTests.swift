import Testing
import Vocabulary

@testable import Planning

/// Sound plans of generated systems, to another host and in place, each made once.
enum SoundPlans {
    static let all: [(plan: Plan, inventory: Inventory)] = (UInt64(1)...16).flatMap { seed in
        let inventory = GeneratedSystem.inventory(seed: seed)
        let targets = [
            Target.profileDebian12(place: "ssh:there"), Target.seen(in: inventory, place: "local"),
        ]
        return targets.compactMap { $0 }.map { (Planner.plan(inventory, to: $0), inventory) }
    }

    static let inventory = SmallSystem.inventory
    static let small = Planner.plan(
        SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"))

    /// What a part of the proof finds in any of them.
    static func violations(
        _ part: (PlanProof) -> () -> [PlanProof.Violation]
    ) -> [PlanProof.Violation] {
        let every = all + [(small, inventory)]
        return every.flatMap { part(PlanProof($0.plan, of: $0.inventory))() }
    }

    /// The properties that the small plan lacks once it is harmed.
    static func lacking(_ change: (inout Plan) -> Void) -> Set<String> {
        var harmed = small
        change(&harmed)
        return Set(PlanProof(harmed, of: inventory).violations().map(\.property))
    }
}

@Suite struct `A property of every plan` {
    private typealias Plans = SoundPlans

    @Test func `P1: each step comes after what it needs, and a reversed stage is noticed`() {
        #expect(Plans.violations(PlanProof.topological) == [])
        #expect(Plans.lacking { $0.stages[3].steps.reverse() }.contains("P1"))
    }

    @Test func `P2: no id stands twice`() {
        #expect(Plans.violations(PlanProof.unique) == [])
        #expect(
            Plans.lacking { $0.stages[0].steps.append($0.stages[0].steps[0]) }.contains("P2"))
    }

    @Test func `P3: each step is verified, and undone or said to be final`() {
        #expect(Plans.violations(PlanProof.complete) == [])
        #expect(Plans.lacking { $0.stages[4].steps[0].verify = [] }.contains("P3"))
        let final = Action.impossible(because: "it is gone")
        #expect(Plans.lacking { $0.stages[4].steps[0].rollback = final }.contains("P3"))
    }

    @Test func `P4: nothing is destroyed before its copy was shown to work`() {
        #expect(Plans.violations(PlanProof.dominated) == [])
        let lacking = Plans.lacking { plan in
            let last = plan.stages[12].steps.indices.last ?? 0
            plan.stages[12].steps[last].needs = []
        }
        #expect(lacking.contains("P4"))
    }

    @Test func `P5: nothing is destroyed before the last stage`() {
        #expect(Plans.violations(PlanProof.late) == [])
        let lacking = Plans.lacking { plan in
            plan.stages[4].steps[0].isDestructive = true
            plan.stages[4].steps[0].effects.deletes = ["x"]
        }
        #expect(lacking.isSuperset(of: ["P4", "P5"]))
    }

    @Test func `P6: writers stand still before data leaves, and each undo starts them again`() {
        #expect(Plans.violations(PlanProof.frozen) == [])
        #expect(Plans.lacking { $0.stages[4].steps[0].needs = [] }.contains("P6"))
        let lacking = Plans.lacking { plan in
            for index in plan.stages[3].steps.indices
            where plan.stages[3].steps[index].purpose == .stop {
                plan.stages[3].steps[index].rollback = .impossible(because: "it is gone")
            }
        }
        #expect(lacking.contains("P6"))
    }

    @Test func `P8: all that bears load is carried and compared, or named as lost`() {
        #expect(Plans.violations(PlanProof.covered) == [])
        #expect(Plans.lacking { $0.stages[9].steps = [] }.contains("P8"))
        #expect(Plans.lacking { $0.files.removeAll { $0.path.contains("lists/") } }.contains("P8"))
    }

    @Test func `P9: nothing listens wider than before`() {
        #expect(Plans.violations(PlanProof.exposed) == [])
        let lacking = Plans.lacking { plan in
            let first = plan.stages[10].steps.firstIndex { $0.purpose == .start } ?? 0
            plan.stages[10].steps[first].effects.listens = ["*:31337/tcp"]
        }
        #expect(lacking.contains("P9"))
    }

    @Test func `P10: no two listeners and no two files are the same`() {
        #expect(Plans.violations(PlanProof.colliding) == [])
        let lacking = Plans.lacking { plan in
            let starts = plan.stages[8].steps.indices.filter {
                plan.stages[8].steps[$0].purpose == .start
            }
            for index in starts {
                plan.stages[8].steps[index].effects.listens = ["127.0.0.1:5432/tcp"]
            }
        }
        #expect(lacking.contains("P10"))
    }

    @Test func `P11: what an action visibly does is among its effects`() {
        #expect(Plans.violations(PlanProof.declared) == [])
        #expect(Plans.lacking { $0.files = [] }.contains("P11"))
    }

    @Test func `P12: no secret stands in a plan`() {
        #expect(Plans.violations(PlanProof.secret) == [])
        let secret = "ghp_" + "a8Kq2Zr7Wm4Tx9Lc3Vb6Nd1Fh5Jp0Gs2Ye7"
        #expect(Plans.lacking { $0.contacts = [secret] }.contains("P12"))
    }

    @Test func `P13: units pass the lints that systemd lacks`() {
        #expect(Plans.violations(PlanProof.units) == [])
        let lacking = Plans.lacking { plan in
            let unit = plan.files.firstIndex { $0.path.hasPrefix("files/systemd/") } ?? 0
            plan.files[unit].bytes += Array("[Service]\nUser=nobody-made-this\n".utf8)
        }
        #expect(lacking.contains("P13"))
    }

    @Test func `P14: a package reads what the running server wrote`() throws {
        #expect(Plans.violations(PlanProof.gates) == [])
        var newer = Plans.inventory
        let index = try #require(newer.services.firstIndex { $0.name == "cache" })
        newer.services[index].image = "redis:7.4"
        let found = PlanProof(Plans.small, of: newer).violations()
        #expect(found.map(\.property) == ["P14"])
    }

    @Test func `P15: room for three times what is carried is looked for before anything else`()
        throws
    {
        for (plan, inventory) in Plans.all + [(Plans.small, Plans.inventory)] {
            let room = try #require(plan.step("preflight/check/room"))
            #expect(plan.stages[0].steps.contains { $0.id == room.id })
            let check = try #require(room.verify.first)
            let words = try #require(check.probe.text.split(separator: "-ge ").last)
            let demanded = try #require(UInt64(words.prefix { $0.isNumber }))
            let held = carried(plan, inventory)
            #expect(demanded * 1024 >= held * 3, "\(demanded) KiB for \(held) bytes")
        }
    }

    /// Bytes of the files that the plan's lists name.
    private func carried(_ plan: Plan, _ inventory: Inventory) -> UInt64 {
        let lists = plan.files.filter { $0.path.hasPrefix("files/lists/root") }
        let names = Set(
            lists.flatMap { $0.bytes.split(separator: 0).map { PathBytes($0.dropFirst(2)) } })
        return inventory.items.filter { $0.type == .file && names.contains($0.path) }
            .reduce(0) { $0 + $1.size }
    }

    @Test(arguments: [1, 20, 100_000])
    func `P16: a way back that is longer than the recovery time is a person's question`(
        rto: Int
    ) throws {
        let database = try #require(Plans.inventory.services.first { $0.name == "database" })
        var answers = PlanAnswers()
        answers.objectives[database.id] = (rto: rto, rpo: nil)
        let plan = Planner.plan(
            Plans.inventory, to: .profileDebian12(place: "ssh:web-2"), answers: answers)
        #expect(plan.undoSeconds > 20 && plan.undoSeconds < 100_000)
        #expect(PlanProof(plan, of: Plans.inventory).budget() == [])
        let asked = plan.questions.filter { $0.question.contains("everything be taken back") }
        #expect(asked.map(\.subject) == (rto < plan.undoSeconds ? [database.id] : []))
        var silent = plan
        silent.questions = []
        let found = PlanProof(silent, of: Plans.inventory).budget()
        #expect(found.isEmpty == (rto >= plan.undoSeconds))
    }

    @Test func `P18: each step says who may do it, and each plan who is called`() throws {
        for (plan, _) in Plans.all {
            #expect(
                !plan.contacts.isEmpty
                    || plan.questions.contains { $0.question.hasPrefix("Who is called") })
            let json = try JSONReader.read(plan.document())
            let steps = (json["stages"]?.elements ?? []).flatMap { $0["steps"]?.elements ?? [] }
            #expect(steps.count == plan.steps.count)
            #expect(
                steps.allSatisfy { ["tool", "person"].contains($0["authority"]?.string ?? "") })
        }
    }
}

extension Action {
    /// The words of a program, one after the other.
    fileprivate var text: String {
        if case .run(let argv, _) = self { argv.joined(separator: " ") } else { "" }
    }
}
