import Places
import Testing
import Vocabulary

@testable import Execution
@testable import Planning

@Suite struct `A run that ends with its exports` {
    private let scratch = Scratch()

    /// Four steps, the first two of which stop something.
    private func frozen() -> LinePlan {
        var line = LinePlan(scratch)
        let steps = line.plan.stages[0].steps
        line.plan.stages = [
            .init(stage: .freeze, isCommitPoint: true, steps: Array(steps[..<2])),
            .init(stage: .export, isCommitPoint: false, steps: [steps[2]]),
            .init(stage: .verifyExport, isCommitPoint: false, steps: [steps[3]]),
        ]
        return line
    }

    private let all: Set<Stage> = [.freeze, .export, .verifyExport]

    @Test func `lets go on what it stopped, and keeps what it took out`() throws {
        let plan = frozen()
        let journal = try Journal(in: scratch.path)
        #expect(try plan.conductor(journal).carry(all) == .done)
        #expect(try plan.conductor(journal).thaw() == .done)
        #expect(scratch.names().filter { $0.hasPrefix("state-") } == ["state-3", "state-4"])
        #expect(scratch.text("log") == "1\n2\n3\n4\n-2\n-1\n")
        #expect(try plan.conductor(journal).thaw() == .done)
        #expect(scratch.text("log") == "1\n2\n3\n4\n-2\n-1\n")
    }

    @Test func `goes on letting go after a break, and can still be taken back`() throws {
        let plan = frozen()
        let journal = try Journal(in: scratch.path)
        #expect(try plan.conductor(journal).carry(all) == .done)
        var asked = 0
        let broken = try plan.conductor(
            journal,
            interrupt: {
                asked += 1
                return asked > 1
            }
        ).thaw()
        #expect(broken == .interrupted(step: "export/dump/part-1"))
        #expect(Ledger(journal.entries).isThawing && Ledger(journal.entries).isUndoing)
        #expect(try plan.conductor(journal).thaw() == .done)
        #expect(try plan.conductor(journal).takeBack() == .takenBack(left: []))
        #expect(scratch.names().filter { $0.hasPrefix("state-") }.isEmpty)
    }

    @Test(arguments: 1...4)
    func `P22: lets go on after any line of an interrupted letting go`(_ line: Int) throws {
        let plan = frozen()
        do {
            let journal = try Journal(in: scratch.path)
            #expect(try plan.conductor(journal).carry(all) == .done)
            #expect(journal.entries.count == 12)
            #expect(try plan.conductor(journal).thaw() == .done)
        }
        let kept = try #require(scratch.text("journal")).split(separator: "\n").prefix(12 + line)
        try scratch.write(kept.map { $0 + "\n" }.joined(), to: "journal")
        let digest = SHA256.digest(Array((kept.last ?? "").utf8)).hexadecimal
        try scratch.write("\(kept.count) \(digest)\n", to: "journal.head")
        let journal = try Journal(in: scratch.path)
        #expect(Ledger(journal.entries).isThawing)
        #expect(try plan.conductor(journal).thaw() == .done)
        #expect(scratch.names().filter { $0.hasPrefix("state-") } == ["state-3", "state-4"])
    }

    @Test func `sets its exports aside, for their owner alone, and says so again after a break`()
        throws
    {
        let exports = scratch.path.appending("exports").text
        let kept = scratch.path.appending("kept").text
        try PersonalFiles.createFolder(PathBytes(exports), mode: 0o700)
        let place = LocalPlace()
        #expect(
            try KeptExports.setAside("run-0", on: place, exports: exports, below: kept) == nil)
        try scratch.write("x", to: "exports/MANIFEST-web-1")
        for _ in 1...2 {
            #expect(
                try KeptExports.setAside("run-1", on: place, exports: exports, below: kept)
                    == kept + "/run-1")
        }
        #expect(scratch.names("kept/run-1") == ["MANIFEST-web-1"])
        #expect(!PersonalFiles.exists(PathBytes(exports)))
        let mode = try place.run(Command(["stat", "--format", "%a", kept]))
        #expect(String(decoding: mode.output, as: UTF8.self) == "700\n")
    }
}
