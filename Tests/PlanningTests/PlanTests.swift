import Foundation
import Testing
import Vocabulary

@testable import Planning

@Suite struct `A plan` {
    let plan = Planner.plan(SmallSystem.inventory, to: .profileDebian12(place: "ssh:web-2"))

    @Test func `writes a folder to look at`() throws {
        let files = PlanFolder.files(plan)
        guard let out = ProcessInfo.processInfo.environment["BEDPLATE_PLAN_OUT"] else { return }
        for file in files {
            let url = URL(fileURLWithPath: out).appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
    }
}
