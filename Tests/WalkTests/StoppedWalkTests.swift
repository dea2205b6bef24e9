import Glibc
import Places
import Synchronization
import Testing
import Vocabulary

@Suite struct StoppedWalkTests {
    /// Says yes once it was asked so often.
    final class Patience: Sendable {
        private let left: Mutex<Int>

        init(_ questions: Int) { left = Mutex(questions) }

        var isOver: Bool {
            left.withLock { left in
                left -= 1
                return left < 0
            }
        }
    }

    let tree = ScratchTree()

    func walk(_ previous: FileTable? = nil, patience: Patience? = nil) throws -> FileTable {
        var options = WalkOptions()
        options.lanes = 1
        options.excludes = IgnorePatterns(lines: ["left/"])
        if let patience { options.isStopped = { patience.isOver } }
        return try LocalPlace().walk(
            tree.root, options: options, examiner: SizeExaminer(), previous: previous)
    }

    /// Every path with the digest of its content, where it was read.
    func contents(_ table: FileTable) -> [String: Digest] {
        Dictionary(
            table.inPathOrder.map { ($0.path.text, table.records[$0.record].digest) },
            uniquingKeysWith: { first, _ in first })
    }

    func plant() {
        for folder in ["a", "a/deep/er", "b", "c"] {
            for name in ["one", "two"] {
                tree.file(PathBytes("\(folder)/\(name)"), "\(folder) \(name)")
            }
        }
        tree.file("left/out")
        tree.link("b/to", to: "../a/one")
    }

    @Test func `wherever it is stopped, what it did not come to stays as it was known`() throws {
        plant()
        usleep(60_000)
        let before = try walk()
        tree.file("b/two", "changed")
        tree.file("c/new", "new")
        let whole = contents(try walk(before))
        for questions in 1...40 {
            let table = try walk(before, patience: Patience(questions))
            try #require(table.folders.allSatisfy { $0.end <= UInt32(table.folders.count) })
            let found = contents(table)
            for (path, digest) in contents(before) where path != "left/out" {
                let unread =
                    table.records[try #require(table.record(at: PathBytes(path)))].flags
                    & FileRecord.Flag.unread != 0
                #expect(unread || found[path] == digest || found[path] == whole[path], "\(path)")
            }
            for path in table.keptFolders {
                let index = try #require(table.record(at: path).flatMap(table.folderIndex))
                #expect(!table.folders[index].isComplete)
            }
            let link = try #require(table.record(at: "b/to"))
            #expect(table.targets[UInt32(link)] == "../a/one")
            // What a stopped walk left is a sound start for the next one.
            #expect(contents(try walk(table)) == whole)
        }
    }

    @Test func `of a first walk there is what it came to, and the rest is unread`() throws {
        plant()
        let table = try walk(patience: Patience(6))
        #expect(table.isStopped && table.keptFolders.isEmpty)
        #expect(table.problems.map(\.code) == ["interrupted"])
        #expect(table.problems.map(\.path) == [tree.root])
        let unread = table.records.filter { $0.flags & FileRecord.Flag.unread != 0 }
        #expect(!unread.isEmpty && unread.count < table.records.count)
        #expect(table.record(at: "c") != nil && table.record(at: "c/one") == nil)
    }

    @Test func `a walk that is stopped before its root finds nothing`() {
        plant()
        #expect(throws: PlacesError.stopped("local")) { try walk(patience: Patience(0)) }
    }

    @Test func `a file is left in the middle, without a digest`() throws {
        tree.file("small")
        tree.file("huge")
        #expect(truncate(tree.absolute("huge"), 1 << 40) == 0)
        let table = try walk(patience: Patience(50))
        let huge = table.records[try #require(table.record(at: "huge"))]
        #expect(huge.flags & FileRecord.Flag.unread != 0 && huge.digest == .none)
        #expect(table.isStopped)
    }

    @Test func `the start of a stopped walk does not vouch for what was read before it`() throws {
        tree.file("a/young", "1")
        let before = try walk()
        usleep(60_000)
        // The root is listed and its one folder is not: the file in it is still as young as the
        // walk that read it.
        let table = try walk(before, patience: Patience(1))
        #expect(table.keptFolders == ["a"])
        let again = try walk(table)
        let young = again.records[try #require(again.record(at: "a/young"))]
        #expect(young.flags & FileRecord.Flag.carried == 0)
    }
}
