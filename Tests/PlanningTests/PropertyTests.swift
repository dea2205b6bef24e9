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
        // Integrity alone shows of nothing that it works.
        let weak = Plans.lacking { plan in
            for stage in [8, 9, 10] {
                for step in plan.stages[stage].steps.indices {
                    let checks = plan.stages[stage].steps[step].verify.indices
                    for check in checks {
                        plan.stages[stage].steps[step].verify[check].level = 1
                    }
                }
            }
        }
        #expect(weak.contains("P4"))
        let silent = Plans.lacking { plan in
            let first = plan.stages[12].steps.firstIndex(where: \.isDestructive) ?? 0
            plan.stages[12].steps[first].isDestructive = false
        }
        #expect(silent.contains("P4"))
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
        let unreleased = Plans.lacking { plan in
            let stop = plan.stages[3].steps.firstIndex { $0.purpose == .stop } ?? 0
            plan.stages[3].steps[stop].rollback = .nothing(because: "it may stay so")
        }
        #expect(unreleased.contains("P6"))
        let twice = Plans.lacking { plan in
            for stage in [8, 10] {
                for step in plan.stages[stage].steps.indices
                where plan.stages[stage].steps[step].purpose == .start {
                    plan.stages[stage].steps[step].needs = []
                }
            }
        }
        #expect(twice.contains("P6"))
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
        // A published port that was moved up for nobody, and one that answers to more than before.
        for change in [(":5432/", ":15432/"), ("127.0.0.1:", "*:")] {
            let wider = Plans.lacking { plan in
                for stage in [8, 10] {
                    for step in plan.stages[stage].steps.indices {
                        let listens = plan.stages[stage].steps[step].effects.listens
                        plan.stages[stage].steps[step].effects.listens = listens.map {
                            $0.replacing("127.0.0.1:", with: "*:").replacing(
                                change.0, with: change.1)
                        }
                    }
                }
            }
            #expect(wider.contains("P9"), "\(change)")
        }
    }

    @Test func `P10: no two listeners, files or users are the same`() throws {
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
        let users = Plans.lacking { plan in
            let made = plan.files.firstIndex { $0.path == "files/sysusers/bedplate.conf" }
            if let made { plan.files[made].bytes += plan.files[made].bytes }
        }
        #expect(users.contains("P10"))
        let files = Plans.lacking { plan in
            let written = plan.stages[7].steps.firstIndex { !$0.effects.writes.isEmpty } ?? 0
            var second = plan.stages[7].steps[written]
            second.id += "-again"
            plan.stages[7].steps.append(second)
        }
        #expect(files.contains("P10"))
    }

    @Test func `P11: what an action visibly does is among its effects`() {
        #expect(Plans.violations(PlanProof.declared) == [])
        #expect(Plans.lacking { $0.files = [] }.contains("P11"))
        for kind in ["install", "unit", "copy", "derive", "container"] {
            var isThere = false
            let lacking = Plans.lacking { plan in
                for stage in plan.stages.indices {
                    for step in plan.stages[stage].steps.indices
                    where plan.stages[stage].steps[step].action.word == kind {
                        isThere = true
                        plan.stages[stage].steps[step].effects = .init()
                    }
                }
            }
            #expect(lacking.contains("P11") || !isThere, "\(kind)")
            #expect(isThere || ["unit", "container"].contains(kind), "\(kind)")
        }
    }

    @Test func `P12: no secret stands in a plan`() {
        #expect(Plans.violations(PlanProof.secret) == [])
        let secret = "ghp_" + "a8Kq2Zr7Wm4Tx9Lc3Vb6Nd1Fh5Jp0Gs2Ye7"
        #expect(Plans.lacking { $0.contacts = [secret] }.contains("P12"))
        let places: [(inout Plan) -> Void] = [
            { $0.files[0].bytes += Array("export TOKEN=\(secret)\n".utf8) },
            { $0.stages[4].steps[0].title += " with \(secret)" },
            { $0.stages[0].steps[0].verify[0].probe = .run(argv: ["curl", "-H", secret]) },
            {
                $0.questions.append(.init(subject: "x", question: "Is it \(secret)?", because: "y"))
            },
            { $0.lost.append(Consequence(subject: "x", says: secret)) },
            { $0.stages[4].steps[0].evidence.append(Evidence(.observed, rule: "x", says: secret)) },
        ]
        for (index, plant) in places.enumerated() {
            #expect(Plans.lacking(plant).contains("P12"), "place \(index)")
        }
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
            // What takes away for good, and what asks, is a person's.
            for (stage, step) in plan.steps where stage == .retire && step.isDestructive {
                #expect(step.needsPerson, "\(step.id)")
            }
            for (_, step) in plan.steps where ["ask", "alert"].contains(step.action.word) {
                #expect(step.needsPerson || step.purpose != .alert, "\(step.id)")
            }
        }
    }
}

extension Action {
    /// The words of a program, one after the other.
    fileprivate var text: String {
        if case .run(let argv, _) = self { argv.joined(separator: " ") } else { "" }
    }
}
