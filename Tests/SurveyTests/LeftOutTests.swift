import Foundation
import Places
import Survey
import Testing
import Vocabulary

@Suite struct `A root of which everything is left out` {
    @Test func `has a verdict for every record all the same`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "bedplate-left-out-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(
            at: folder.appending(path: "cache"), withIntermediateDirectories: true)
        try Data("x".utf8).write(to: folder.appending(path: "cache/one"))
        var scan = Scan(roots: [PathBytes(folder.path)])
        scan.options.excludes = IgnorePatterns(lines: ["cache/"])
        let table = try #require(try scan.run(on: LocalPlace(), since: nil).tables.first)
        #expect(!table.table.records.isEmpty)
        #expect(table.verdictOfRecord.allSatisfy { Int($0) < table.verdicts.count })
    }
}
