import Places
import Testing
import Vocabulary

@testable import Execution

@Suite struct `A journal` {
    private let scratch = Scratch()

    private func entry(_ number: Int) -> JournalEntry {
        JournalEntry(
            .intent, .ok, step: "export/dump/\(number)", says: "a \"quoted\"\nclause",
            at: Int64(number))
    }

    private func filled(_ count: Int = 3) throws {
        let journal = try Journal(in: scratch.path)
        for number in 1...count { try journal.append(entry(number)) }
    }

    private func refusal() -> ExecutionError? {
        do throws(ExecutionError) {
            _ = try Journal(in: scratch.path)
            return nil
        } catch {
            return error
        }
    }

    @Test func `reads back what was written, and goes on from there`() throws {
        try filled()
        let journal = try Journal(in: scratch.path)
        #expect(journal.entries.map(\.at) == [1, 2, 3])
        #expect(journal.entries[1].says == "a \"quoted\"\nclause")
        try journal.append(entry(4))
        #expect(try Journal.look(in: scratch.path).map(\.sequence) == [1, 2, 3, 4])
    }

    @Test func `is held by one process's one holder at a time`() throws {
        let first = try Journal(in: scratch.path)
        #expect(
            refusal() == .held(what: "the run \(scratch.path.name.text)", by: "another process"))
        try first.append(entry(1))
    }

    @Test func `takes a line without its end as not written`() throws {
        try filled()
        let text = try #require(scratch.text("journal"))
        try scratch.write(text + "{\"seq\":4,\"prev\":\"", to: "journal")
        let journal = try Journal(in: scratch.path)
        #expect(journal.entries.count == 3)
        try journal.append(entry(4))
        #expect(refusal() != nil)
    }

    @Test func `bears the end of the process between its two files`() throws {
        try filled(2)
        let head = try #require(scratch.text("journal.head"))
        do {
            let journal = try Journal(in: scratch.path)
            try journal.append(entry(3))
        }
        try scratch.write(head, to: "journal.head")
        #expect(try Journal(in: scratch.path).entries.count == 3)
    }

    @Test(arguments: ["edit", "cut", "reorder", "drop", "grow", "head"])
    func `P28: is refused when somebody else wrote in it`(_ how: String) throws {
        try filled()
        let text = try #require(scratch.text("journal"))
        var lines = text.split(separator: "\n").map(String.init)
        switch how {
        case "edit": lines[1] = lines[1].replacing("dump/2", with: "dump/9")
        case "cut": lines.removeLast()
        case "reorder": lines.swapAt(0, 1)
        case "drop": lines.remove(at: 1)
        case "grow": lines += [lines[2], lines[2]]
        default: try scratch.write("3 \(String(repeating: "a", count: 64))\n", to: "journal.head")
        }
        try scratch.write(lines.joined(separator: "\n") + "\n", to: "journal")
        guard case .journal = try #require(refusal()) else {
            Issue.record("refused for another reason")
            return
        }
    }
}
