import Faces
import Testing
import Vocabulary

@Suite struct QuestionTests {
    static var holes: [HoleEntry] {
        var high = HoleEntry(
            rule: "BP0107", id: "BP0107@3f2a", subject: Sample.postgres, severity: "high",
            question: "Who is called when it fails?", why: "Nobody would notice.")
        high.blocks = "approve"
        high.answer = .init(
            file: "bedplate.yaml", key: ["services", Sample.postgres, "escalation"])
        high.evidence = [
            Evidence(.declared, rule: "compose.service", says: "declared", at: "a b/c.yaml:12:5")
        ]
        var odd = HoleEntry(
            rule: "BP0102", id: "BP0102@01", subject: Sample.postgres, severity: "low",
            question: "What is \(Sample.hostile)?", why: Sample.hostile)
        odd.status = "accepted"
        var answered = odd
        (answered.id, answered.status) = ("BP0102@02", "answered")
        return [odd, high, answered]
    }

    @Test func `holes are told the worst first`() throws {
        try Golden.expect(HolesDocument(Self.holes).text, is: "holes.txt")
        try Golden.expect(HolesDocument(Self.holes).document(), is: "holes.json")
        #expect(
            HolesDocument(Self.holes.reversed()).document()
                == HolesDocument(Self.holes).document())
    }

    @Test func `holes become results of a static analysis`() throws {
        try Golden.expect(HolesSARIF(Self.holes).document(), is: "holes.sarif")
        let log = try JSONReader.read(HolesSARIF(Self.holes).document())
        let results = try #require(log["runs"]?.elements.first?["results"]?.elements)
        #expect(results.map { $0["level"]?.string } == ["error", "note", "none"])
        let place = results[0]["locations"]?.elements.first?["physicalLocation"]
        #expect(place?["artifactLocation"]?["uri"]?.string == "a%20b/c.yaml")
        #expect(place?["region"]?["startLine"]?.integer == 12)
        #expect(results[1]["suppressions"]?.elements.count == 1)
    }

    @Test func `a plan whose facts hold says so, and another names its stale steps`() throws {
        let fresh = CheckDocument(plan: nil, planned: nil, looked: nil, steps: 3, stale: [])
        #expect(fresh.text == "all 3 steps rest on facts that still hold\n")
        let stale = CheckDocument(
            plan: Sample.inventory.snapshot.id, planned: nil, looked: nil, steps: 3,
            stale: [
                .init(step: "export.b", subject: Sample.data, because: "it is gone"),
                .init(
                    step: "export.a", subject: Sample.data, because: "it changed",
                    fields: ["digest"]),
            ])
        try Golden.expect(stale.text, is: "check.txt")
        try Golden.expect(stale.document(), is: "check.json")
    }
}
