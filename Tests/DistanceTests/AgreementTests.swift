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

    @Test func `a walk over ssh gives the table of a walk on the spot`() throws {
        let host = try Host()
        let root = try Self.tree(host.scratch)
        let key = try #require(SecretKey(bytes: Array(repeating: 7, count: 32)))
        let place = try host.place()
        let far = try place.walk(
            root, options: WalkOptions(), examiner: ContentScanner(key: key), previous: nil)
        Self.expectSame(try Self.local(root, key), far)
        #expect(far.records.count > 200)
        #expect(place.roundTrips <= 5)
    }
}
