import Distance
import Formats
import Glibc
import Places
import Recognition
import Testing
import Vocabulary

/// A scan over SSH finds what a scan on the spot finds.
@Suite struct AgreementTests {
    static let repository = String(
        #filePath.dropLast("/Tests/DistanceTests/AgreementTests.swift".count))

    /// A copy of the fixture, dressed with what git cannot keep, and with hostile names.
    static func tree(_ scratch: Scratch) throws -> PathBytes {
        let root = scratch.path + "/moto"
        _ = try Tools.output(["cp", "-r", repository + "/Fixtures/moto", root])
        _ = try Tools.output([repository + "/Fixtures/dress.sh", root])
        try scratch.file("moto/odd/new\nline\\and 'quotes' \"$(x)\" -n", "odd\n")
        try scratch.file("moto/odd/-rf", "looks like an option\n")
        try scratch.file("moto/odd/empty", "")
        try scratch.file("moto/left/out/deep.txt", "never mind\n")
        try scratch.file("moto/left/also.log", "never mind\n")
        try scratch.file("moto/.bedplateignore", "/left/out\n*.log\n")
        try scratch.file("moto/large.txt", String(repeating: "path /home/moto/x\n", count: 90_000))
        try scratch.file("moto/larger.bin", String(repeating: "\0binary", count: 200_000))
        let bytes: [CChar] = Array((root + "/odd/").utf8CString.dropLast()) + [-1, -2, 0x41, 0]
        close(creat(bytes, 0o640))
        symlink("../../../etc/passwd", root + "/odd/leads out")
        symlink(".", root + "/odd/loop")
        var deep = root + "/deep"
        for _ in 0..<12 {
            deep += "/" + String(repeating: "d", count: 200)
            _ = try Tools.output(["mkdir", "-p", deep])
        }
        close(creat(deep + "/bottom", 0o600))
        settle()
        return PathBytes(root)
    }

    /// Lets the clock go on until what was just written counts as settled.
    static func settle() { usleep(2_200_000) }

    static func local(_ root: PathBytes, _ key: SecretKey, previous: FileTable? = nil) throws
        -> FileTable
    {
        try LocalWalk.table(
            place: "ssh:box", root: root, options: WalkOptions(),
            examiner: ContentScanner(key: key), previous: previous)
    }

    /// Everything a table tells, as lines.
    static func lines(_ table: FileTable) -> [String] {
        var lines: [String] = []
        for (index, path) in [(-1, PathBytes(""))] + table.inPathOrder.map({ ($0.record, $0.path) })
        {
            let record = index < 0 ? table.rootRecord : table.records[index]
            let target = index < 0 ? nil : table.targets[UInt32(index)]
            let carried = record.flags & ~FileRecord.Flag.carried
            lines.append(
                "\(path.base64) \(record.type) \(record.size) \(record.mode) \(record.uid) "
                    + "\(record.gid) \(record.modified) \(record.changed) \(record.links) "
                    + "\(record.inode) \(record.digest.hexadecimal) \(carried) "
                    + "\(target?.base64 ?? "-") \(table.findings[Int(record.finding)])")
        }
        lines += table.folders.map { "\($0)" }
        lines += table.excluded.map { "\($0)" } + table.problems.map { "\($0)" }
        return lines
    }

    static func expectSame(_ one: FileTable, _ other: FileTable) {
        let (left, right) = (lines(one), lines(other))
        #expect(left.count == right.count)
        for (left, right) in zip(left, right) where left != right {
            #expect(left == right)
        }
    }

    @Test(arguments: [Reach.Transport.system, .library])
    func `a walk over ssh gives the table of a walk on the spot`(transport: Reach.Transport) throws
    {
        let host = try Host()
        let root = try Self.tree(host.scratch)
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        var reach = host.reach
        reach.transport = transport
        let place = try host.place(reach)
        let far = try place.walk(
            root, options: WalkOptions(), examiner: ContentScanner(key: key), previous: nil)
        Self.expectSame(try Self.local(root, key), far)
        #expect(far.records.count > 200)
        #expect(place.roundTrips <= 5)
    }

    @Test func `a second walk reads nothing that did not change`() throws {
        let host = try Host()
        let root = try Self.tree(host.scratch)
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        let first = try host.place().walk(
            root, options: WalkOptions(), examiner: ContentScanner(key: key), previous: nil)
        try host.scratch.file("moto/odd/empty", "not any more\n")
        Self.settle()
        let place = try host.place()
        let second = try place.walk(
            root, options: WalkOptions(), examiner: ContentScanner(key: key), previous: first)
        Self.expectSame(try Self.local(root, key), second)
        let read = second.records.filter {
            $0.type == .file && $0.size > 0
                && $0.flags & (FileRecord.Flag.carried | FileRecord.Flag.excluded) == 0
        }
        #expect(read.count == 1)
        #expect(place.bytesReceived < 200_000)
    }

    @Test func `a file written a moment ago is read as it is`() throws {
        let host = try Host()
        try host.scratch.file("fresh/one", "one\n")
        try host.scratch.file("fresh/two", String(repeating: "two\n", count: 300_000))
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        let root = PathBytes(host.scratch.path + "/fresh")
        let far = try host.place().walk(
            root, options: WalkOptions(), examiner: ContentScanner(key: key), previous: nil)
        Self.expectSame(try Self.local(root, key), far)
    }

    @Test func `a root that is a file is a table of its own record`() throws {
        let host = try Host()
        let file = try host.scratch.file("alone", "PASSWORD=hunter2hunter2\n")
        Self.settle()
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        let far = try host.place().walk(
            PathBytes(file), options: WalkOptions(), examiner: ContentScanner(key: key),
            previous: nil)
        Self.expectSame(try Self.local(PathBytes(file), key), far)
        #expect(far.rootRecord.flags & FileRecord.Flag.digested != 0)
    }

    @Test func `what patterns leave out is counted and not read`() throws {
        let host = try Host()
        let root = try Self.tree(host.scratch)
        var options = WalkOptions()
        options.excludes = IgnorePatterns(lines: ["memory/", "*.db"])
        let far = try host.place().walk(root, options: options, examiner: nil, previous: nil)
        let near = try LocalWalk.table(place: "ssh:box", root: root, options: options)
        Self.expectSame(near, far)
        #expect(far.excluded.contains { $0.path == "memory" && $0.items > 1 })
    }

    @Test func `busybox gives the same but for fractions of seconds, and says so`() throws {
        let tools = Scratch()
        let applets = try Tools.output(["busybox", "--list"]).split(separator: "\n")
        for applet in applets where applet != "busybox" {
            symlink("/bin/busybox", tools.path + "/\(applet)")
        }
        let host = try Host("SetEnv PATH=\(tools.path)")
        let root = try Self.tree(host.scratch)
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        let place = try host.place()
        var far = try place.walk(
            root, options: WalkOptions(), examiner: ContentScanner(key: key), previous: nil)
        var near = try Self.local(root, key)
        Self.coarsen(&far)
        Self.coarsen(&near)
        Self.expectSame(near, far)
        #expect(place.gaps.contains { $0.what.contains("finer than a second") })
        #expect(place.roundTrips <= 5)
    }

    /// Cuts times to whole seconds.
    static func coarsen(_ table: inout FileTable) {
        func cut(_ time: Int64) -> Int64 { time / 1_000_000_000 * 1_000_000_000 }
        for index in table.records.indices {
            table.records[index].modified = cut(table.records[index].modified)
            table.records[index].changed = cut(table.records[index].changed)
        }
        table.rootRecord.modified = cut(table.rootRecord.modified)
        table.rootRecord.changed = cut(table.rootRecord.changed)
    }

    @Test(arguments: [10, 3000])
    func `round trips do not grow with files`(count: Int) throws {
        let host = try Host()
        for number in 0..<count {
            try host.scratch.file("many/\(number % 30)/\(number).txt", "number \(number)\n")
        }
        Self.settle()
        let place = try host.place()
        let table = try place.walk(
            PathBytes(host.scratch.path + "/many"), options: WalkOptions(),
            examiner: ContentScanner(key: nil), previous: nil)
        let files = table.records.filter { $0.type == .file }
        #expect(files.count == count)
        #expect(files.allSatisfy { $0.flags & FileRecord.Flag.digested != 0 })
        #expect(place.roundTrips == 3)
    }
}
