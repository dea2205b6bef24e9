import CLinux
import Glibc
import Places
import Testing
import Vocabulary

@Suite struct OmissionTests {
    let tree = ScratchTree()

    func walk(_ change: (inout WalkOptions) -> Void = { _ in }) throws -> FileTable {
        var options = WalkOptions()
        change(&options)
        return try LocalPlace().walk(tree.root, options: options)
    }

    func isExcluded(_ table: FileTable, _ path: PathBytes) throws -> Bool {
        let record = table.records[try #require(table.record(at: path))]
        return record.flags & FileRecord.Flag.excluded != 0
    }

    @Test func `what a pattern leaves out is counted, not read`() throws {
        tree.file("cache/a/b")
        tree.file("cache/c")
        tree.file("keep/cache.txt")
        let table = try walk { $0.excludes = IgnorePatterns(lines: ["cache/"]) }
        #expect(table.excluded.map(\.path) == ["cache"])
        #expect(table.excluded.map(\.items) == [4])
        #expect(table.excluded.map(\.reason) == ["pattern"])
        #expect(try isExcluded(table, "cache/a/b"))
        #expect(try !isExcluded(table, "keep/cache.txt"))
        let excluded = table.records.filter { $0.flags & FileRecord.Flag.excluded != 0 }
        #expect(excluded.count == 4)
        #expect(excluded.allSatisfy { $0.flags & FileRecord.Flag.digested == 0 })
    }

    @Test func `an ignore file hides nothing silently`() throws {
        tree.file(".bedplateignore", "# bulk\n*.log\n!keep.log\n")
        tree.file("a.log")
        tree.file("sub/keep.log")
        let table = try walk()
        #expect(table.excluded.map(\.path) == ["a.log"])
        #expect(table.excluded.map(\.reason) == ["ignore-file"])
        #expect(try !isExcluded(table, "sub/keep.log"))
    }

    @Test func `our own history is listed as excluded and never opened`() throws {
        tree.file("state/history.db", "pages")
        tree.file("state/history.db-wal", "log")
        tree.file("state/history.key", "k")
        link(tree.absolute("state/history.db"), tree.absolute("other-name"))
        let history = tree.root.appending("state/history.db")
        let table = try walk { $0.ownHistory = WalkOptions.companions(ofHistory: history) }
        #expect(
            table.excluded.map(\.path) == [
                "other-name", "state/history.db", "state/history.db-wal",
            ])
        #expect(Set(table.excluded.map(\.reason)) == ["own-history"])
        #expect(try !isExcluded(table, "state/history.key"))
    }

    @Test(arguments: [
        ("*.pyc", "a/b.pyc", true), ("/top", "top", true), ("/top", "sub/top", false),
        ("a/**/z", "a/b/c/z", true), ("a/**/z", "a/z", true), ("doc/*.md", "doc/x/y.md", false),
        ("[a-c]?", "b1", true), ("[!a-c]?", "b1", false), ("x\\*", "x*", true),
        ("x\\*", "xy", false), ("a*b*c", "aXbXbc", true), ("[", "[", true), ("**/n", "n", true),
    ])
    func `patterns read as gitignore does`(pattern: String, path: String, isMatch: Bool) {
        let patterns = IgnorePatterns(lines: [pattern])
        #expect(patterns.match(PathBytes(path), isFolder: false) == isMatch)
    }

    @Test func `what cannot be read is unread, with its reason`() throws {
        guard geteuid() != 0 || becomeNobody() else { return }
        defer { becomeRoot() }
        tree.file("open/fine")
        tree.file("secret", "x", mode: 0o000)
        tree.file("closed/inside")
        chmod(tree.absolute("closed"), 0o000)
        defer { chmod(tree.absolute("closed"), 0o755) }
        let table = try walk { $0.lanes = 1 }
        let codes = table.problems.map(\.code)
        #expect(codes == ["EACCES", "EACCES"])
        #expect(table.problems.first?.what == "permission denied")
        for path: PathBytes in ["secret", "closed"] {
            let record = table.records[try #require(table.record(at: path))]
            #expect(record.flags & FileRecord.Flag.unread != 0)
        }
        let closed = try #require(table.record(at: "closed"))
        let folder = try #require(table.folderIndex(ofRecord: closed))
        #expect(!table.folders[folder].isComplete && table.folders[0].isComplete)
    }

    /// Only this thread: seteuid(3) would change all of them.
    private func becomeNobody() -> Bool {
        chown(tree.absolute(""), 65534, 65534)
        return syscallSetUser(65534) == 0
    }

    private func becomeRoot() {
        _ = syscallSetUser(0)
    }

    private func syscallSetUser(_ user: uid_t) -> Int32 {
        linux_look_as(user) >= 0 && linux_look_as(user) == Int32(user) ? 0 : -1
    }
}
