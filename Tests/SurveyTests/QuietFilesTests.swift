import Faces
import Foundation
import Holes
import Places
import Survey
import Testing
import Vocabulary

/// A summary leaves out most files before it asks its rules: they may not miss one.
@Suite final class QuietFilesTests {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "bedplate-quiet-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static let project = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private func write(_ path: String, _ text: String = "text") throws {
        let file = folder.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    /// What is asked, and what is told in short, of all items and of those that are not quiet.
    private func told(_ root: URL) throws -> (all: [Page], spared: Int) {
        var scan = Scan(roots: [PathBytes(root.resolvingSymlinksInPath().path)])
        scan.isDeep = true
        let found = try scan.run(on: LocalPlace(), since: nil)
        let table = found.tables[0]
        let quiet = QuietFiles(table)
        var (all, few) = (found.rest, found.rest)
        var unlisted: [Summary.Count] = []
        for item in table.items(key: nil) { all.items.append(item) }
        var items = table.items(key: nil)
        var isQuiet = false
        while let item = items.next(where: { record in
            let verdict = table.verdicts[Int(table.verdictOfRecord[record])]
            isQuiet = !Summary.names(itemsOf: verdict) && quiet.isQuiet(record)
            if isQuiet {
                let record = table.table.records[record]
                let bytes = record.type == .file ? record.size : 0
                unlisted.append(Summary.Count(verdict.itemClass, items: 1, bytes: bytes))
            }
            return !isQuiet
        }) { few.items.append(item) }
        let pages = [Page(all, []), Page(few, unlisted)]
        return (pages, all.items.count - few.items.count)
    }

    /// What a person reads.
    private struct Page: Equatable {
        let holes: [Hole]
        let text: String

        init(_ inventory: Inventory, _ unlisted: [Summary.Count]) {
            holes = HoleFinder.find(inventory, now: 0)
            text = Summary(inventory, unlisted: unlisted).text
        }
    }

    @Test(arguments: ["Fixtures/moto", "Fixtures/traps"])
    func `nothing is asked or told of the files that are only counted`(path: String) throws {
        let (pages, spared) = try told(Self.project.appending(path: path))
        #expect(pages[0].holes == pages[1].holes && !pages[0].holes.isEmpty)
        #expect(pages[0].text == pages[1].text)
        #expect(spared > 20)
    }

    @Test func `what lies in a tree that nobody can rebuild is asked about once`() throws {
        for part in 0..<9 {
            try write("app/node_modules/part\(part)/index.js", "module.exports = \(part)")
            try write("app/node_modules/part\(part)/notes/prompts/system.md", "You are part.")
            try write("app/node_modules/part\(part)/policy.yaml", "allow: all")
        }
        try write("app/index.js", "require('part1')")
        let (pages, spared) = try told(folder)
        #expect(pages[0].holes == pages[1].holes)
        #expect(pages[0].text == pages[1].text)
        let asked = pages[1].holes.filter { $0.rule == "BP0106" }.map(\.subject)
        #expect(asked.count == 1 && asked[0].hasSuffix("//app/node_modules"))
        #expect(spared >= 9)
    }
}
