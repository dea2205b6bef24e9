import Places
import Testing
import Vocabulary

@testable import Trust

@Suite struct SealedPlanTests {
    @Test func `opens a plan whose files are what MANIFEST says`() throws {
        let disk = try PlanOnDisk()
        let plan = try SealedPlan.open(disk.plan)
        #expect(plan.id == SHA256.digest(try disk.read("plan/MANIFEST")).hexadecimal)
        #expect(plan.digests.keys.sorted() == PlanOnDisk.sealed)
        #expect(plan.document["target"]?["place"]?.string == "ssh:metal")
        #expect(plan.extras.isEmpty)
        #expect(try plan.bytes(of: "files/lists/empty.list").isEmpty)
    }

    @Test func `P17: one flipped byte anywhere in the folder is a changed file`() throws {
        let disk = try PlanOnDisk()
        for path in PlanOnDisk.sealed where path != "files/lists/empty.list" {
            let whole = try disk.read("plan/" + path)
            for index in Set([0, whole.count / 2, whole.count - 1]) {
                var bytes = whole
                bytes[index] ^= 1
                try disk.write("plan/" + path, bytes)
                #expect(throws: TrustError.changed(path: path)) { try SealedPlan.open(disk.plan) }
            }
            try disk.write("plan/" + path, whole)
        }
        try disk.write("plan/files/lists/empty.list", "x")
        #expect(throws: TrustError.changed(path: "files/lists/empty.list")) {
            try SealedPlan.open(disk.plan)
        }
    }

    @Test func `P17: every flipped byte of MANIFEST is another plan or none`() throws {
        let disk = try PlanOnDisk()
        let whole = try disk.read("plan/MANIFEST")
        for index in whole.indices {
            var bytes = whole
            bytes[index] ^= 1
            try disk.write("plan/MANIFEST", bytes)
            #expect(throws: TrustError.self) { try SealedPlan.open(disk.plan) }
        }
    }

    @Test func `a file that changes after the opening is caught when it is taken`() throws {
        let disk = try PlanOnDisk()
        let plan = try SealedPlan.open(disk.plan)
        try disk.write("plan/files/scripts/stop.sh", "rm -rf /\n")
        #expect(throws: TrustError.changed(path: "files/scripts/stop.sh")) {
            try plan.bytes(of: "files/scripts/stop.sh")
        }
        try disk.seal()
        #expect(throws: TrustError.changed(path: "files/scripts/stop.sh")) {
            try plan.bytes(of: "files/scripts/stop.sh")
        }
    }

    @Test func `refuses a link in place of a file or a folder, whatever it leads to`() throws {
        let disk = try PlanOnDisk()
        let plan = try SealedPlan.open(disk.plan)
        try disk.shell(
            "cd plan/files/scripts; mv stop.sh ../../../same; ln -s ../../../same stop.sh")
        let link = TrustError.notAFile(path: "files/scripts/stop.sh")
        #expect(throws: link) { try plan.bytes(of: "files/scripts/stop.sh") }
        #expect(throws: link) { try SealedPlan.open(disk.plan) }
        try disk.shell("cd plan/files; mv scripts ../../elsewhere; ln -s ../../elsewhere scripts")
        #expect(throws: TrustError.notAFile(path: "files/scripts/stop-undo.sh")) {
            try plan.bytes(of: "files/scripts/stop-undo.sh")
        }
    }

    @Test func `a missing file, an unlisted one and no plan at all are told apart`() throws {
        let disk = try PlanOnDisk()
        try disk.write("plan/files/scripts/late.sh", "echo late\n")
        try disk.write("plan/approvals/x.json", "{}")
        let plan = try SealedPlan.open(disk.plan)
        #expect(plan.extras == ["files/scripts/late.sh"])
        #expect(throws: TrustError.unlisted(path: "files/scripts/late.sh")) {
            try plan.bytes(of: "files/scripts/late.sh")
        }
        try disk.shell("rm plan/files/systemd/web.service")
        #expect(throws: TrustError.missing(path: "files/systemd/web.service")) {
            try SealedPlan.open(disk.plan)
        }
        #expect(throws: TrustError.noPlan(folder: disk.folder)) {
            try SealedPlan.open(disk.folder)
        }
    }

    @Test(arguments: [
        "b  x\n", "\n", "A  b", "../out", "/etc/passwd", "files//x", "./x", "MANIFEST",
        "approvals/a.json", "a\\nb", "plan.json",
    ])
    func `MANIFEST has one form and its paths stay inside`(path: String) throws {
        let disk = try PlanOnDisk()
        let line = String(repeating: "0", count: 64) + "  " + path + "\n"
        var bytes = try disk.read("plan/MANIFEST")
        bytes.insert(contentsOf: Array(line.utf8), at: 0)
        try disk.write("plan/MANIFEST", bytes)
        #expect(throws: TrustError.self) { try SealedPlan.open(disk.plan) }
    }
}
