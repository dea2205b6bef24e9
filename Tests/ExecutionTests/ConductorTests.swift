import Places
import Planning
import Testing
import Vocabulary

@testable import Execution

@Suite struct `A conductor` {
    private let scratch = Scratch()

    private var parts: [String] { scratch.names().filter { $0.hasPrefix("state-") } }

    @Test func `P20: carries every step out once, in order, and again does nothing`() throws {
        let plan = LinePlan(scratch)
        let journal = try Journal(in: scratch.path)
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        #expect(scratch.text("log") == "1\n2\n3\n4\n")
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        #expect(scratch.text("log") == "1\n2\n3\n4\n")
    }

    @Test(arguments: 0...4)
    func `P19: takes any prefix back, the last step first, and again does nothing`(_ count: Int)
        throws
    {
        let plan = LinePlan(scratch)
        let journal = try Journal(in: scratch.path)
        var begun = 0
        let conductor = plan.conductor(
            journal,
            interrupt: {
                begun += 1
                return begun > count
            })
        let end = try conductor.carry([.export])
        #expect(count == 4 ? end == .done : end != .done)
        #expect(parts.count == count)
        #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        #expect(parts.isEmpty)
        let undone = (0..<count).map { "-\(count - $0)\n" }.joined()
        #expect(scratch.text("log")?.hasSuffix(undone) ?? (count == 0))
        let log = scratch.text("log")
        #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        #expect(scratch.text("log") == log)
    }

    @Test func `stops at a check that does not hold, and goes on when it does`() throws {
        var plan = LinePlan(scratch)
        let sign = scratch.path.appending("sign").text
        plan.plan.stages[0].steps[1].verify.append(
            Check("sign", .run(argv: ["test", "-e", sign]), proves: "somebody put it there"))
        let journal = try Journal(in: scratch.path)
        guard
            case .stopped("export/dump/part-2", let why) = try plan.conductor(journal)
                .carry([.export])
        else {
            Issue.record("it went on")
            return
        }
        #expect(why.hasPrefix("sign: exit 1"))
        #expect(parts.count == 2)
        try scratch.write("", to: "sign")
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        #expect(parts.count == 4)
    }

    @Test func `refuses what is not what was signed, before anything happens`() throws {
        let plan = LinePlan(scratch)
        let journal = try Journal(in: scratch.path)
        let conductor = plan.conductor(
            journal,
            operand: { path throws(ExecutionError) in
                guard path == "files/scripts/1.sh" else {
                    throw .refused(why: "\(path) is not what was approved", hint: "")
                }
                return Array((plan.scripts[path] ?? "").utf8)
            })
        #expect(
            try conductor.carry([.export])
                == .changed(
                    step: "export/dump/part-2",
                    why: "files/scripts/2.sh is not what was approved"))
        #expect(parts == ["state-1"])
        #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        #expect(parts.isEmpty)
    }

    @Test(arguments: [false, true])
    func `goes on with what cannot be undone by an answer newer than its fault`(isLost: Bool) throws
    {
        var plan = LinePlan(scratch, steps: 1)
        let id = "export/dump/part-1"
        plan.plan.stages[0].steps[0].isDestructive = true
        plan.plan.stages[0].steps[0].needsPerson = true
        plan.plan.stages[0].steps[0].rollback = .impossible(because: "it is gone")
        let journal = try Journal(in: scratch.path)
        let good = plan.scripts["files/scripts/1.sh"]
        plan.scripts["files/scripts/1.sh"] = "exit 4"
        let faulty = isLost ? AnsweringPlace.faulty(after: 0) : nil
        let first = plan.conductor(journal, answered: [id], answeredAt: 1, place: faulty)
        _ = try? first.carry([.export])
        plan.scripts["files/scripts/1.sh"] = good
        let question = "It was begun, is not done, and it is gone. Go on?"
        for _ in 0..<2 {
            let again = plan.conductor(journal, answered: [id], answeredAt: 1)
            #expect(try again.carry([.export]) == .waiting(step: id, question: question))
        }
        #expect(parts.isEmpty)
        let answered = plan.conductor(journal, answered: [id], answeredAt: 2_000_000_000)
        #expect(try answered.carry([.export]) == .done)
        #expect(scratch.text("log") == "1\n")
    }

    @Test func `waits for a person, and takes the answer once it is there`() throws {
        var plan = LinePlan(scratch)
        plan.plan.stages[0].steps[2].action = .ask(question: "Go?")
        plan.plan.stages[0].steps[2].verify = [
            Check("told", .ask(question: "Really?"), proves: "a person says so")
        ]
        plan.plan.stages[0].steps[2].rollback = .ask(question: "Back?")
        let journal = try Journal(in: scratch.path)
        let id = "export/dump/part-3"
        #expect(
            try plan.conductor(journal).carry([.export]) == .waiting(step: id, question: "Go?"))
        #expect(parts.count == 2)
        #expect(try plan.conductor(journal, answered: [id]).carry([.export]) == .done)
        #expect(
            try plan.conductor(journal, answered: [id]).takeBack()
                == .waiting(step: id, question: "Back?"))
        #expect(
            try plan.conductor(journal, answered: [id, "undo " + id]).takeBack()
                == .takenBack(left: []))
        #expect(parts.isEmpty)
    }

    @Test func `P23: does not go on behind an undo that fails`() throws {
        var plan = LinePlan(scratch)
        plan.scripts["files/scripts/3-undo.sh"] = "exit 9"
        let journal = try Journal(in: scratch.path)
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        #expect(
            try plan.conductor(journal).takeBack()
                == .stuck(step: "export/dump/part-3", why: "its undo ended with 9"))
        #expect(parts == ["state-1", "state-2", "state-3"])
        plan.scripts["files/scripts/3-undo.sh"] = "rm \(scratch.path.text)/state-3"
        #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        #expect(parts.isEmpty)
    }

    @Test func `skips what is done by its own sign, and does not undo that`() throws {
        var plan = LinePlan(scratch)
        plan.plan.stages[0].steps[0].doneWhen = plan.plan.stages[0].steps[0].verify[0]
        try scratch.write("", to: "state-1")
        let journal = try Journal(in: scratch.path)
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        #expect(scratch.text("log") == "2\n3\n4\n")
        #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        #expect(parts == ["state-1"])
    }

    @Test func `lets a long wait be taken up later`() throws {
        var plan = LinePlan(scratch, steps: 2)
        plan.plan.stages[0].steps[1].action = .wait(seconds: 86_400, until: "a day has passed")
        plan.plan.stages[0].steps[1].verify = [
            Check("true", .run(argv: ["true"]), proves: "nothing")
        ]
        let journal = try Journal(in: scratch.path)
        let (start, day) = (Int64(1_000_000_000), Int64(86_400_000_000_000))
        let resting = Outcome.resting(step: "export/dump/part-2", until: start + day)
        #expect(try plan.conductor(journal).carry([.export]) == resting)
        #expect(try plan.conductor(journal, now: { start + day - 1 }).carry([.export]) == resting)
        #expect(try plan.conductor(journal, now: { start + day }).carry([.export]) == .done)
    }

    @Test func `P29: after three failures within an hour asks a person`() throws {
        var plan = LinePlan(scratch, steps: 1)
        plan.scripts["files/scripts/1.sh"] = "exit 4"
        let journal = try Journal(in: scratch.path)
        for _ in 0..<3 {
            guard case .stopped = try plan.conductor(journal).carry([.export]) else {
                Issue.record("a failing step went on")
                return
            }
        }
        guard case .waiting = try plan.conductor(journal).carry([.export]) else {
            Issue.record("it went on trying")
            return
        }
        guard
            case .stopped = try plan.conductor(journal, now: { 4_000_000_000_000 })
                .carry([.export])
        else {
            Issue.record("an hour later it may be tried again")
            return
        }
    }

    @Test func `looks before it tries again what failed`() throws {
        var plan = LinePlan(scratch, steps: 1)
        plan.plan.stages[0].steps[0].retries = 1
        plan.plan.stages[0].steps[0].doneWhen = plan.plan.stages[0].steps[0].verify[0]
        plan.scripts["files/scripts/1.sh", default: ""] += "\nexit 3\n"
        let journal = try Journal(in: scratch.path)
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        #expect(scratch.text("log") == "1\n")
        #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        #expect(parts.isEmpty)
    }

    @Test func `shows of a complaint only what cannot be a secret`() throws {
        var plan = LinePlan(scratch, steps: 1)
        plan.scripts["files/scripts/1.sh"] = """
            echo 'psql: error: password hunter2 of tide refused at /var/lib/x: sk-live-0a1b2c' >&2
            exit 3
            """
        var heard: [String] = []
        let journal = try Journal(in: scratch.path)
        _ = try plan.conductor(
            journal,
            tell: { tiding in
                if case .complained(_, let line) = tiding { heard.append(line) }
            }
        ).carry([.export])
        #expect(heard == ["psql: error: password ‹…› of ‹…› refused at /var/lib/x: ‹…›"])
        #expect(!(scratch.text("journal") ?? "").contains("hunter2"))
    }
}
