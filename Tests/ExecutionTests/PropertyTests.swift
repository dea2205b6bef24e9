import Places
import Planning
import Testing
import Vocabulary

@testable import Execution

@Suite struct `A property of every run` {
    private let scratch = Scratch()

    private var parts: [String] { scratch.names().filter { $0.hasPrefix("state-") } }
    private let all = ["state-1", "state-2", "state-3", "state-4"]

    /// The journal as a process left it that ended right after a line.
    private func cut(after lines: Int) throws {
        let kept = try #require(scratch.text("journal")).split(separator: "\n").prefix(lines)
        try scratch.write(kept.map { $0 + "\n" }.joined(), to: "journal")
        let last = Array((kept.last ?? "").utf8)
        let digest = SHA256.digest(last).hexadecimal
        try scratch.write("\(kept.count) \(digest)\n", to: "journal.head")
    }

    /// A whole run, then its journal cut after a line, as if the rest had not been reached.
    private func lines(of plan: LinePlan) throws -> Int {
        let journal = try Journal(in: scratch.path)
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        return journal.entries.count
    }

    @Test(arguments: 1...12)
    func `P21: resumes after any line of its journal and arrives at the same end`(
        _ line: Int
    ) throws {
        let plan = LinePlan(scratch)
        #expect(try lines(of: plan) == 12)
        try cut(after: line)
        let journal = try Journal(in: scratch.path)
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        #expect(parts == all)
        // What an intent stands for had happened: it is looked at and not done again.
        if line % 3 != 0 {
            #expect(journal.entries.contains { $0.phase == .probe && $0.result == .ok })
        }
    }

    @Test(arguments: 1...8)
    func `P22: takes back after any line of an interrupted undo`(_ line: Int) throws {
        let plan = LinePlan(scratch)
        let forward = try lines(of: plan)
        do {
            let journal = try Journal(in: scratch.path)
            #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        }
        try cut(after: forward + line)
        let journal = try Journal(in: scratch.path)
        #expect(Ledger(journal.entries).isGoingBack)
        #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        #expect(parts.isEmpty)
    }

    @Test(arguments: 0...7)
    func `P24: comes to rest where a place stops answering, and begins nothing after it`(
        _ programs: Int
    ) throws {
        let plan = LinePlan(scratch)
        let journal = try Journal(in: scratch.path)
        let conductor = plan.conductor(journal, place: AnsweringPlace.faulty(after: programs))
        do throws(ExecutionError) {
            _ = try conductor.carry([.export])
            Issue.record("it went on without the place")
        } catch {
            guard case .unreachable = error else { throw error }
        }
        // Each step runs its action and one check.
        #expect(parts.count == (programs + 1) / 2)
        let begun = Set(journal.entries.filter { $0.phase == .intent }.map(\.step))
        #expect(begun.count == programs / 2 + 1)
        #expect(try plan.conductor(journal).carry([.export]) == .done)
        #expect(parts == all)
    }

    @Test func `P7: a step that would take this process down is an alert and never run`() throws {
        var plan = LinePlan(scratch)
        plan.plan.stages[0].steps[1].effects.stops = ["local/service/system/moto"]
        var own = SelfSet(place: "local")
        own.units = ["moto.service"]
        let journal = try Journal(in: scratch.path)
        let end = try plan.conductor(journal, selfSet: own).carry([.export])
        guard case .alert("export/dump/part-2", let why, _) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(why == "this process runs under moto")
        #expect(parts == ["state-1"])
        let phases = journal.entries.filter { $0.step == "export/dump/part-2" }.map(\.phase)
        #expect(phases == [.pause])
    }

    @Test func `P29: a breaker is opened by a person's answer and by nothing the actor does`()
        throws
    {
        var plan = LinePlan(scratch, steps: 1)
        let good = plan.scripts["files/scripts/1.sh"]
        plan.scripts["files/scripts/1.sh"] = "exit 4"
        let journal = try Journal(in: scratch.path)
        for _ in 0..<3 { _ = try plan.conductor(journal).carry([.export]) }
        plan.scripts["files/scripts/1.sh"] = good
        guard case .waiting = try plan.conductor(journal).carry([.export]) else {
            Issue.record("it went on by itself")
            return
        }
        #expect(parts.isEmpty)
        let answered = plan.conductor(journal, answered: ["export/dump/part-1"])
        #expect(try answered.carry([.export]) == .done)
    }
}

@Suite struct `What a check expects` {
    private static let known = ["other": "41 rows", "digest": "abc"]

    private static let cases: [(Check.Expectation, good: String, mutations: [String])] = [
        (.exit(0), "", []), (.equals("ready"), "ready", ["Ready", "ready ", "", "readyready"]),
        (.matches("1[0-9][.].*"), "15.3", ["25.3", "", "x15.3"]),
        (.countOf("other"), "41", ["40", "42", "", "rows"]),
        (.hashOf("digest"), "abc", ["abd", "", "abcabc"]),
        (.within("0..300"), "12", ["301", "-1", "", "many"]),
    ]

    private func fault(_ expected: Check.Expectation, _ text: String, status: Int32 = 0) -> String?
    {
        let seen = Observation(
            CommandResult(ending: .exited(status), output: Array((text + "\n").utf8), errors: []))
        return seen.fault(expected) { Self.known[$0] }
    }

    @Test func `P30: each kind holds for what is right, and for no mutation of it`() {
        for (expected, good, mutations) in Self.cases {
            #expect(fault(expected, good) == nil, "\(expected)")
            for mutation in mutations {
                #expect(fault(expected, mutation) != nil, "\(expected) takes '\(mutation)'")
            }
            #expect(fault(expected, good, status: 1) != nil, "\(expected) takes a failing probe")
            let ended = CommandResult(ending: .timedOut, output: Array(good.utf8), errors: [])
            #expect(Observation(ended).fault(expected) { Self.known[$0] } != nil, "\(expected)")
        }
    }

    @Test func `P30: nothing holds against something that is not there`() {
        #expect(fault(.countOf("gone"), "41") != nil)
        #expect(fault(.hashOf("gone"), "abc") != nil)
        #expect(fault(.matches("(unclosed"), "(unclosed") != nil)
    }
}
