import Glibc
import Places
import Synchronization
import Testing
import Vocabulary

@Suite struct CarryTests {
    let tree = ScratchTree()

    func walk(_ previous: FileTable?, paranoid: Bool = false) throws -> FileTable {
        var options = WalkOptions()
        options.isParanoid = paranoid
        return try LocalPlace().walk(
            tree.root, options: options, examiner: SizeExaminer(), previous: previous)
    }

    func carried(_ table: FileTable) -> [String] {
        table.inPathOrder.filter { table.records[$0.record].flags & FileRecord.Flag.carried != 0 }
            .map(\.path.text)
    }

    @Test func `an unchanged file is not read again, its finding stays`() throws {
        tree.file("a/one", "1")
        tree.file("b/two", "22")
        tree.file("c")
        usleep(60_000)
        let first = try walk(nil)
        tree.file("a/new", "333")
        tree.file("c", "changed")
        let second = try walk(first)
        #expect(carried(second) == ["a/one", "b/two"])
        for path: PathBytes in ["a/one", "b/two", "a/new", "c"] {
            let record = second.records[try #require(second.record(at: path))]
            let finding = second.findings[Int(record.finding)]
            #expect(finding.facts["size"] == "\(record.size)")
        }
        let c = second.records[try #require(second.record(at: "c"))]
        #expect(c.digest == SHA256.digest("changed"))
    }

    @Test func `a file as young as the earlier walk is read again`() throws {
        tree.file("young", "1")
        let first = try walk(nil)
        #expect(try carried(walk(first)).isEmpty)
    }

    @Test func `the paranoid walk reads everything`() throws {
        tree.file("old", "1")
        usleep(60_000)
        let first = try walk(nil)
        #expect(try carried(walk(first)) == ["old"])
        #expect(try carried(walk(first, paranoid: true)).isEmpty)
    }

    @Test func `same size and time but another inode is read again`() throws {
        tree.file("kept", "aaaa")
        var before = stat()
        stat(tree.absolute("kept"), &before)
        usleep(60_000)
        let first = try walk(nil)
        tree.file("fresh", "bbbb")
        let times = [before.st_atim, before.st_mtim]
        utimensat(AT_FDCWD, tree.absolute("fresh"), times, 0)
        rename(tree.absolute("fresh"), tree.absolute("kept"))
        let second = try walk(first)
        #expect(second.records.first?.digest == SHA256.digest("bbbb"))
    }

    @Test func `chunks overlap so that no token is cut in two`() throws {
        var content = [UInt8](repeating: 0x20, count: 700_000)
        for start in stride(from: 131_060, to: 690_000, by: 131_072 / 2) {
            content.replaceSubrange(
                start..<(start + 24), with: Array("token-0123456789abcdefgh".utf8))
        }
        tree.file("big", content)
        let table = try walk(nil)
        let record = table.records[0]
        #expect(record.digest == SHA256.digest(content))
        #expect(table.findings[Int(record.finding)].facts["tokens"] == "9")
    }

    @Test func `a file that grows while it is read is told`() throws {
        let path = tree.absolute("growing")
        tree.file("growing", [UInt8](repeating: 1, count: 60 << 20))
        let writer = Appender(path)
        writer.start()
        let table = try walk(nil)
        writer.stop()
        let flags = try #require(table.records.first?.flags)
        #expect(flags & FileRecord.Flag.torn != 0)
        #expect(table.problems.map(\.code) == ["changed-while-read"])
    }
}

/// Appends to a file until it is told to stop.
final class Appender: Sendable {
    private let path: [CChar]
    private let isStopped = Atomic<Bool>(false)
    private let thread = Mutex<pthread_t?>(nil)

    init(_ path: [CChar]) { self.path = path }

    func start() {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Appender>.fromOpaque(argument).takeRetainedValue().append()
                return nil
            }, Unmanaged.passRetained(self).toOpaque())
        self.thread.withLock { [thread] in $0 = thread }
    }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
        if let thread = thread.withLock({ $0 }) { pthread_join(thread, nil) }
    }

    private func append() {
        while !isStopped.load(ordering: .relaxed) {
            let handle = fopen(path, "a")
            fputs("more", handle)
            fclose(handle)
            usleep(500)
        }
    }
}

/// Tells the size of every file and how many tokens it saw whole.
struct SizeExaminer: ContentExaminer {
    func makeSession() -> any ContentSession { Session() }

    struct Session: ContentSession {
        var size: UInt64 = 0
        var tokens = 0

        mutating func begin(name: Span<UInt8>, size: UInt64) {
            (self.size, tokens) = (size, 0)
        }

        mutating func see(_ bytes: Span<UInt8>, repeated: Int) -> Bool {
            let token = Array("token-0123456789abcdefgh".utf8)
            var start = 0
            while start + token.count <= bytes.count {
                if bytes[start] == token[0], start + token.count > repeated,
                    token.indices.allSatisfy({ bytes[start + $0] == token[$0] })
                {
                    tokens += 1
                }
                start += 1
            }
            return true
        }

        mutating func finish() -> Finding? {
            var finding = Finding()
            finding.facts["size"] = "\(size)"
            finding.facts["tokens"] = "\(tokens)"
            return finding
        }
    }
}
