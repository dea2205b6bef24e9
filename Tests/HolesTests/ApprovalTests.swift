import Foundation
import Testing

@testable import Holes

@Suite struct ApprovalTests {
    @Test func `exactly the rules that say so hold up an approval`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Holes/Rules")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in names {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let id = try #require(text.firstMatch(of: /"(BP[0-9]{4})"/)?.1)
            #expect(
                Rule.mayBlockApproval("\(id)@0123456789ab") == text.contains("blocks: ."),
                "\(name)")
        }
        #expect(names.count == Rule.all.count)
    }

    @Test func `a hole of a rule that is not known holds it up too`() {
        #expect(Rule.mayBlockApproval("BP9999@0123456789ab"))
        #expect(Rule.mayBlockApproval(""))
    }
}
