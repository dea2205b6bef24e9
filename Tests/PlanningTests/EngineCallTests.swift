import Testing
import Vocabulary

@testable import Planning

@Suite struct `A call of a container engine by what moves` {
    private let there = Target.profileDebian12(place: "ssh:web-2")

    private func plan(
        _ call: EngineCall, to name: String? = "database", caller: String? = nil
    ) throws -> Plan {
        var inventory = SmallSystem.inventory
        let index = try #require(inventory.services.firstIndex { $0.name == "nightly" })
        inventory.services[index].evidence.append(call.evidence)
        if let caller {
            let old = inventory.services[index]
            var new = Service(
                place: "local", group: "cron:\(caller)", name: "nightly", kinds: old.kinds)
            (new.schedule, new.command, new.evidence) = (old.schedule, old.command, old.evidence)
            new.definedIn = PathBytes("/var/spool/cron/crontabs/\(caller)")
            new.supervisors = old.supervisors
            inventory.services[index] = new
            inventory.dependencies.removeAll { $0.from == old.id }
        }
        if let other = inventory.services.first(where: { $0.name == name }) {
            inventory.dependencies.append(
                Dependency(
                    from: inventory.services[index].id, to: other.id, kind: .network,
                    evidence: [
                        Evidence(.inferred, rule: "script.entered", says: "names it", at: call.at)
                    ]))
        }
        inventory.items.append(SmallSystem.item("bin/nightly.sh", .config))
        let plan = Planner.plan(inventory, to: there)
        #expect(PlanProof(plan, of: inventory).violations() == [])
        return plan
    }

    private func asked(_ plan: Plan) -> [String] {
        plan.questions.filter { $0.subject.hasSuffix("/nightly") }.map(\.question)
    }

    private let dump = EngineCall(
        verb: "exec", container: "agent_database_1", program: "pg_dump", at: "bin/nightly.sh:6")

    @Test func `is told by its evidence as it was made`() {
        for call in [
            dump, EngineCall(verb: "compose exec", container: "db", at: "x:1"),
            EngineCall(verb: "ps", at: "y:2"),
        ] { #expect(EngineCall(call.evidence)?.verb == call.verb) }
        #expect(EngineCall(dump.evidence) == dump)
        #expect(EngineCall(Evidence(.declared, rule: "cron.job", says: "runs x in y")) == nil)
    }

    @Test func `becomes a step where the playbook knows the program, and is asked about`() throws {
        let plan = try plan(dump)
        #expect(asked(plan).contains { $0.contains("pg_dump") && $0.contains("bin/nightly.sh:6") })
        let step = try #require(plan.steps.map(\.step).first { $0.id.contains("/call-") })
        #expect(step.effects.writes == ["ssh:web-2:/srv/agent/bin/nightly.sh"])
        #expect(step.verify.map(\.id) == ["said", "let-in"])
        #expect(step.needs.contains { $0.hasSuffix("start/agent-database") })
        let start = plan.steps.map(\.step).first {
            $0.id.hasSuffix("start/agent-nightly")
                || $0.subject.hasSuffix("/nightly") && $0.purpose == .start
        }
        #expect(start?.needs.contains(step.id) ?? false)
    }

    @Test(arguments: [
        EngineCall(verb: "exec", container: "db", program: "sh", at: "bin/nightly.sh:6"),
        EngineCall(verb: "exec", container: "db", at: "bin/nightly.sh:6"),
        EngineCall(verb: "cp", container: "db", at: "bin/nightly.sh:6"),
        EngineCall(verb: "run", container: "alpine", at: "bin/nightly.sh:6"),
        EngineCall(verb: "exec", container: "db", program: "pg_dump", at: "/opt/elsewhere.sh:6"),
    ])
    func `is asked about, and nothing is changed, where it is not known`(call: EngineCall) throws {
        let plan = try plan(call)
        #expect(asked(plan).contains { $0.hasPrefix("What does nightly do instead of docker") })
        #expect(!plan.steps.contains { $0.step.id.contains("/call-") })
    }

    private func given(_ user: String, _ folder: String, _ variables: [String]) -> EngineCall {
        var call = dump
        (call.user, call.folder, call.variables) = (user, folder, variables)
        return call
    }

    @Test func `takes its user, its folder and its variables along where that is safe`() throws {
        let call = given("postgres", "/tmp", ["PGDATABASE"])
        #expect(EngineCall(call.evidence) == call)
        let step = try #require(
            plan(call, caller: "root").steps.map(\.step).first { $0.id.contains("/call-") })
        let edit = try #require(
            step.action.operand.flatMap { try? plan(call, caller: "root").file($0) } ?? nil)
        let text = String(decoding: edit.bytes, as: UTF8.self)
        for part in ["runuser --user postgres -- ", "env --chdir=/tmp ", "env \\5PGDATABASE="] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(
            try !plan(given("root", "", []), caller: "root").steps.allSatisfy {
                !$0.step.id.contains("/call-")
            })
    }

    @Test(arguments: [
        ("postgres", "", "agent"), ("node", "", "root"), ("", "/inside/alone", "root"),
        ("", "/var/lib/postgresql/data/x", "root"),
    ])
    func `is asked about where a user or a folder means nothing outside`(
        user: String, folder: String, caller: String
    ) throws {
        let plan = try plan(given(user, folder, []), caller: caller)
        #expect(asked(plan).contains { $0.hasPrefix("What does nightly do instead of docker") })
        #expect(!plan.steps.contains { $0.step.id.contains("/call-") })
    }

    @Test(arguments: ["A#e", "A\\", "A\nB"])
    func `is asked about where a word of it would mean more to whoever edits the line`(
        name: String
    ) throws {
        let plan = try plan(given("", "", [name]), caller: "root")
        #expect(!plan.steps.contains { $0.step.id.contains("/call-") })
    }

    @Test func `is asked about where nobody knows whom it reaches`() throws {
        #expect(try asked(plan(dump, to: nil)).contains { $0.hasPrefix("What does") })
    }
}
