import Foundation
import Places
import Survey
import Testing
import Vocabulary

/// A second scan repeats what the first decided only where nothing that decides has changed: a
/// service put among the earlier findings shows whether they were taken over.
@Suite struct UnchangedTests {
    private static let marker = Service(
        place: "local", group: "earlier", name: "marker", kinds: ["process"])

    /// A copy of the fixture, scanned once.
    private struct Scanned {
        let folder: URL
        let scan: Scan
        let first: Scan.Found

        init() throws {
            folder = FileManager.default.temporaryDirectory
                .appending(path: "bedplate-unchanged-\(UUID().uuidString)")
            let fixture = URL(filePath: #filePath)
                .appending(path: "../../../Fixtures/moto").standardized
            try FileManager.default.copyItem(at: fixture, to: folder)
            var scan = Scan(roots: [PathBytes(folder.path)])
            scan.program = "bedplate 1"
            self.scan = scan
            first = try scan.run(on: LocalPlace(), since: nil)
        }

        /// The earlier findings with the marker among them.
        var earlier: Scan.Earlier {
            var rest = first.rest
            rest.services.append(marker)
            return Scan.Earlier(tables: first.tables, rest: rest, basis: scan.basis)
        }

        func again(_ scan: Scan) throws -> Scan.Found {
            try scan.run(on: LocalPlace(), since: earlier)
        }

        func remove() { try? FileManager.default.removeItem(at: folder) }
    }

    private func items(_ found: Scan.Found) -> [Item] {
        let key = SecretKey(bytes: [UInt8](repeating: 7, count: 32))
        return found.tables.flatMap { [$0.rootItem(key: key)] + Array($0.items(key: key)) }
    }

    private func isTakenOver(_ found: Scan.Found) -> Bool {
        found.rest.services.contains { $0.id == Self.marker.id }
    }

    @Test func `repeats the items of an unchanged tree without judging again`() throws {
        let scanned = try Scanned()
        defer { scanned.remove() }
        let second = try scanned.again(scanned.scan)
        #expect(isTakenOver(second))
        #expect(items(second) == items(scanned.first))
        #expect(items(second).count > 30)
    }

    @Test func `judges again when one file changed`() throws {
        let scanned = try Scanned()
        defer { scanned.remove() }
        let file = scanned.folder.appending(path: "MEMORY.md")
        try Data("# Memory\n\nThe ferry was late.\n".utf8).write(to: file)
        let second = try scanned.again(scanned.scan)
        #expect(!isTakenOver(second))
        let changed = Set(items(second).map(\.digest)).subtracting(
            items(scanned.first).map(\.digest))
        #expect(changed.count == 1)
    }

    @Test func `judges again when asked to list everything`() throws {
        let scanned = try Scanned()
        defer { scanned.remove() }
        var deep = scanned.scan
        deep.isDeep = true
        #expect(!isTakenOver(try scanned.again(deep)))
    }

    @Test func `judges again for another build of the program`() throws {
        let scanned = try Scanned()
        defer { scanned.remove() }
        var later = scanned.scan
        later.program = "bedplate 2"
        #expect(!isTakenOver(try scanned.again(later)))
        later.program = nil
        #expect(!isTakenOver(try scanned.again(later)))
    }

    @Test func `has nothing to take over from where what runs is looked at`() throws {
        let scanned = try Scanned()
        defer { scanned.remove() }
        var running = scanned.scan
        running.looksAtRunning = true
        #expect(running.basis == nil)
    }
}
