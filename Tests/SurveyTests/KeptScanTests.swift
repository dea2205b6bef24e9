import Foundation
import History
import Places
import Survey
import Synchronization
import Testing
import Vocabulary

/// What a second scan takes over from the first, through a history that is kept on disk.
@Suite final class KeptScanTests {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "bedplate-kept-\(UUID().uuidString)")
    var root: PathBytes { PathBytes(folder.appending(path: "moto").path) }
    var history: PathBytes { PathBytes(folder.appending(path: "state/history.db").path) }

    init() throws {
        let project = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: project.appending(path: "Fixtures/moto"), to: folder.appending(path: "moto"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// What a scan found and what it took.
    struct Outcome {
        let items: [Item]
        let rest: Inventory
        /// Whether anything was judged, rather than taken over.
        let isJudged: Bool
        /// Files read besides those of the walk.
        let reads: Int
    }

    /// One scan since the newest of the history, kept there.
    func scan(deep: Bool = false, program: String? = "one build") throws -> Outcome {
        let key = try HistoryFile.key(besideHistory: history)
        let file = try HistoryFile(history)
        let scope = ["local:\(root.text)"]
        var earlier: Scan.Earlier?
        if let known = try? file.snapshot("latest", in: scope, key: key) {
            earlier = Scan.Earlier(tables: known.tables, rest: known.rest, basis: known.basis)
        }
        let place = CountingPlace()
        var scan = Scan(roots: [root], isDeep: deep, key: key)
        scan.program = program
        let stages = Stages()
        scan.onStage = { stages.add($0) }
        var found = try scan.run(on: place, since: earlier)
        found.rest.snapshot.taken = 5
        found.rest.snapshot = try file.keep(
            found.tables, rest: found.rest, key: key, basis: scan.basis)
        return Outcome(
            items: found.tables.flatMap { Array($0.items(key: key)) }, rest: found.rest,
            isJudged: stages.all.contains(.judging), reads: place.reads.value)
    }

    @Test func `a root of which everything is left out is kept like any other`() throws {
        try FileManager.default.removeItem(atPath: root.text)
        try FileManager.default.createDirectory(
            atPath: root.text, withIntermediateDirectories: true)
        let line = Data("left\n.bedplateignore\n".utf8)
        for name in ["left", ".bedplateignore"] {
            try line.write(to: folder.appending(path: "moto/\(name)"))
        }
        let found = try scan()
        #expect(found.items.map(\.path) == [""])
        #expect(found.rest.totals.map(\.excluded) == [2])
    }

    @Test func `an unchanged place is found again, item by item, without a second look`() throws {
        let first = try scan()
        let second = try scan()
        #expect(first.isJudged && first.reads > 0)
        #expect(!second.isJudged && second.reads == 0)
        #expect(first.items == second.items)
        #expect(first.rest.services == second.rest.services)
        #expect(first.rest.rollups == second.rest.rollups)
        #expect(first.rest.totals == second.rest.totals)
        #expect(first.rest.snapshot.id == second.rest.snapshot.id)
    }

    @Test func `a changed file is judged anew, and the change is found`() throws {
        let first = try scan()
        let path = try #require(first.items.first { $0.path.name == "MEMORY.md" }).absolutePath
        let file = try #require(FileHandle(forWritingAtPath: path.text))
        try file.seekToEnd()
        try file.write(contentsOf: Data("One thing more.\n".utf8))
        try file.close()
        let second = try scan()
        #expect(second.isJudged)
        let changed = zip(first.items, second.items).filter { $0.digest != $1.digest }
        #expect(changed.map(\.1.absolutePath) == [path])
        #expect(first.rest.snapshot.id != second.rest.snapshot.id)
    }

    @Test func `a file that is gone or new has everything judged anew`() throws {
        _ = try scan()
        let note = folder.appending(path: "moto/a-new-note.md")
        try Data("# New\n".utf8).write(to: note)
        let more = try scan()
        try FileManager.default.removeItem(at: note)
        let less = try scan()
        #expect(more.isJudged && less.isJudged)
        #expect(more.items.count == less.items.count + 1)
    }

    @Test func `a scan that lists trees entry by entry takes nothing over from one that did not`()
        throws
    {
        let first = try scan()
        let deep = try scan(deep: true)
        #expect(deep.isJudged)
        #expect(deep.items.count >= first.items.count)
        #expect(deep.rest.rollups.isEmpty)
        #expect(try !scan(deep: true).isJudged)
    }

    @Test func `another build of the program judges for itself`() throws {
        _ = try scan(program: "one build")
        #expect(try scan(program: "another build").isJudged)
        #expect(try scan(program: nil).isJudged)
    }
}

/// This machine, with every file counted that is read besides those of a walk.
struct CountingPlace: PlaceAccess {
    let reads = Tally()
    private let place = LocalPlace()

    var id: String { place.id }
    var reach: String { place.reach }
    func facts() -> [String: String] { place.facts() }
    func machine(key: SecretKey) -> String? { place.machine(key: key) }

    func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        try place.walk(root, options: options, examiner: examiner, previous: previous)
    }

    func read(_ path: PathBytes, below root: PathBytes, limit: Int) throws(PlacesError) -> [UInt8] {
        reads.count()
        return try place.read(path, below: root, limit: limit)
    }

    func head(
        of path: PathBytes, below root: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        reads.count()
        return try place.head(of: path, below: root, count: count)
    }

    func run(_ command: Command) throws(PlacesError) -> CommandResult {
        try place.run(command)
    }
}

/// Counts, from any thread.
final class Tally: Sendable {
    private let number = Atomic<Int>(0)
    var value: Int { number.load(ordering: .relaxed) }
    func count() { number.add(1, ordering: .relaxed) }
}

/// The stages a scan told of.
final class Stages: Sendable {
    private let told = Mutex<[Scan.Stage]>([])
    var all: [Scan.Stage] { told.withLock { $0 } }
    func add(_ stage: Scan.Stage) { told.withLock { $0.append(stage) } }
}
