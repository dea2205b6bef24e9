import Glibc
import Places
import Planning
import Vocabulary

@testable import Trust

/// A scratch folder with a small sealed plan in it; removed when it is let go.
final class PlanOnDisk {
    let folder: PathBytes
    let plan: PathBytes

    /// Writes the smallest plan with an operand of every kind of path.
    init(document: String = PlanOnDisk.document()) throws {
        var template = Array("/tmp/bedplate-trust-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError(errno) }
        folder = PathBytes(
            String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
        plan = folder.appending("plan")
        try write("plan/plan.json", document)
        try write("plan/migration-plan.md", "# Plan\n\nRead me.\n")
        try write("plan/files/scripts/stop.sh", "set -eu\nsystemctl stop web\n")
        try write("plan/files/scripts/stop-undo.sh", "systemctl start web\n")
        try write("plan/files/systemd/web.service", "[Service]\nExecStart=/usr/bin/web\n")
        try write("plan/files/lists/empty.list", "")
        try seal()
    }

    deinit { _ = try? LocalPlace().run(Command(["rm", "-rf", folder.text])) }

    static let sealed = [
        "files/lists/empty.list", "files/scripts/stop-undo.sh", "files/scripts/stop.sh",
        "files/systemd/web.service", "migration-plan.md", "plan.json",
    ]

    /// plan.json with the members that trust looks at.
    static func document(
        holes: [String] = [], questions: String = "[]", rollback: String = #"{"do":"nothing"}"#,
        stop: String = "", extra: String = ""
    ) -> String {
        """
        {"format":1,"kind":"plan","snapshot":"sha256:00","target":{"place":"ssh:metal"},\(extra)
        "stages":[
        {"id":"preflight","commit_point":false,"steps":[{"id":"preflight/look","place":"local",
        "rollback":{"do":"nothing","because":"it only looks"}}]},
        {"id":"freeze","commit_point":false,"steps":[{"id":"freeze/stop/web","place":"local",
        \(stop)"rollback":{"do":"run","argv":["bash","-s"],"stdin":"files/scripts/stop-undo.sh"}}]},
        {"id":"install","commit_point":false,"steps":[{"id":"install/web","place":"ssh:metal",
        "rollback":\(rollback)}]},
        {"id":"retire","commit_point":false,"steps":[{"id":"retire/web","place":"local",
        "rollback":{"do":"impossible","because":"gone is gone"}}]}],
        "questions":\(questions),"holes":[\(holes.map { "\"\($0)\"" }.joined(separator: ","))]}
        """
    }

    /// Writes a file below the scratch folder.
    func write(_ path: String, _ text: String, mode: UInt32 = 0o644) throws {
        try write(path, Array(text.utf8), mode: mode)
    }

    /// Writes a file below the scratch folder.
    func write(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o644) throws {
        let path = folder.appending(path)
        try PersonalFiles.createFolder(path.folder)
        try PersonalFiles.replace(path, with: bytes, mode: mode)
    }

    /// The bytes of a file below the scratch folder.
    func read(_ path: String) throws -> [UInt8] {
        try PersonalFiles.read(folder.appending(path)) ?? []
    }

    /// Runs a shell text in the scratch folder and gives what it prints.
    @discardableResult
    func shell(_ text: String) throws -> String {
        let result = try LocalPlace().run(
            Command(["bash", "-euc", "cd '\(folder.text)'; \(text)"]))
        guard result.isSuccess else {
            throw Complaint(text: String(decoding: result.errors, as: UTF8.self))
        }
        return String(decoding: result.output, as: UTF8.self)
    }

    /// Writes MANIFEST over what is there now, with sha256sum's own hand.
    func seal() throws {
        try shell(
            "cd plan; find . -type f ! -name MANIFEST ! -path './approvals/*' -printf '%P\\n' "
                + "| LC_ALL=C sort | xargs -r sha256sum > ../m; mv ../m MANIFEST")
    }
}

/// What a tool of the tests complained about.
struct Complaint: Error {
    let text: String
}

/// A plan on disk, keys beside it, and the owners of both its hosts.
struct Desk {
    static let now: Int64 = Surroundings.now
    static let hour: Int64 = 3_600_000_000_000

    let disk: PlanOnDisk
    let plan: SealedPlan

    init(document: String = PlanOnDisk.document()) throws {
        disk = try PlanOnDisk(document: document)
        try disk.shell("for k in ada eve; do ssh-keygen -q -t ed25519 -N '' -C $k -f $k; done")
        plan = try SealedPlan.open(disk.plan)
    }

    /// The public key of a name: type and base64.
    func key(_ name: String) throws -> String {
        let words = String(decoding: try disk.read(name + ".pub"), as: UTF8.self).split(
            separator: " ")
        return "\(words[0]) \(words[1])"
    }

    /// Owners of both hosts, by default with the line that `trust --print` writes.
    func jurisdiction(_ lines: String? = nil) throws -> Jurisdiction {
        let line = try TrustText.line(principal: "ada", key: disk.read("ada.pub"))
        let text = "# who may approve\n" + (lines ?? line) + "\n"
        return Jurisdiction(
            owners: ["local", "ssh:metal"].map { Owners(place: $0, text: text) })
    }

    /// Approves as ada would, with whatever key.
    @discardableResult
    func approve(
        with name: String = "ada", stages: [Stage] = [], hosts: [String] = [],
        from now: Int64 = Desk.now - Desk.hour, accepted: [Approval.Acceptance] = []
    ) throws -> Approval {
        let approving = try Approving(
            plan, as: "ada", stages: stages, hosts: hosts, accepted: accepted, now: now)
        _ = try approving.sign(key: disk.folder.appending(name))
        return approving.approval
    }

    /// The words of the reasons why nothing lets the plan begin; `granted` where something does.
    func judgement(
        by jurisdiction: Jurisdiction? = nil, of plan: SealedPlan? = nil, stages: [Stage]? = nil,
        hosts: [String]? = nil, silent: [SilentKey] = [], used: Set<String> = [],
        at now: Int64 = Desk.now
    ) throws -> [String] {
        let judge = Judge(
            plan ?? self.plan, try jurisdiction ?? self.jurisdiction(), silent: silent, used: used,
            now: now)
        let found = try judge.judge(
            stages: stages ?? [.preflight, .freeze, .install],
            hosts: hosts ?? ["local", "ssh:metal"])
        switch found {
        case .granted: return ["granted"]
        case .refused(let refused): return refused.map(\.reason.word)
        }
    }
}
