import Testing
import Vocabulary

@testable import Planning

@Suite struct `Generations of kept exports` {
    private func found(
        _ place: String, at moment: String, run: String? = nil, of places: [String] = [],
        fault: String? = nil
    ) throws -> ExportGeneration.Found {
        let list = ExportList(
            snapshot: "a", place: place, places: places,
            entries: [.init(folder: "root-1", subject: place, what: "root")])
        let about = list.document()
        let taken = Array((moment + "\n" + (run.map { "run \($0)\n" } ?? "")).utf8)
        let source = ExportsAtHand.Source(
            mark: "x", folder: "/kept/\(place).\(moment)",
            manifest: KeptExample.manifest(list, "x", about, taken), about: about, taken: taken)
        return ExportGeneration.Found(try #require(source), fault: fault)
    }

    private let old = "2026-01-01T00:00:00Z"
    private let late = "2026-02-01T00:00:00Z"
    private let last = "2026-02-01T00:03:00Z"

    @Test func `go together by their run, the newest first, and never two runs' parts`() throws {
        let both = ["ssh:a", "ssh:b"]
        let all = ExportGeneration.all([
            try found("ssh:a", at: old, run: "one", of: both),
            try found("ssh:b", at: old, run: "one", of: both),
            try found("ssh:a", at: late, run: "two", of: both),
            try found("ssh:b", at: last, run: "two", of: both),
            try found("ssh:b", at: "2026-03-01T00:00:00Z", run: "three", of: both),
        ])
        #expect(all.map(\.id) == ["three", "two", "one"])
        #expect(all.map { $0.sources.map(\.place) } == [["ssh:b"], both, both])
        #expect(all.map(\.missing) == [["ssh:a"], [], []])
        #expect(all.map(\.isWhole) == [false, true, true])
        #expect(all[1].taken == last)
    }

    @Test func `go together without a run where no place is there twice`() throws {
        let parts = [try found("ssh:a", at: old), try found("ssh:b", at: late)]
        #expect(ExportGeneration.all(parts).map { $0.sources.count } == [2])
        let twice = try ExportGeneration.all(parts + [found("ssh:a", at: last)])
        #expect(twice.map(\.id) == [last, late, old])
    }

    @Test func `are not whole where a part is broken, and say which`() throws {
        let one = try #require(
            ExportGeneration.all([found("ssh:a", at: old, fault: "root-1 lacks ./tree.tar")]).first)
        #expect(!one.isWhole && one.line.contains("not whole: root-1 lacks ./tree.tar"))
        #expect(one.isMeant(by: old) && one.isMeant(by: "ssh:a.\(old)") && !one.isMeant(by: ""))
    }
}
