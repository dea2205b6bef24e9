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
        extra: String = ""
    ) -> String {
        """
        {"format":1,"kind":"plan","snapshot":"sha256:00","target":{"place":"ssh:metal"},\(extra)
        "stages":[
        {"id":"preflight","commit_point":false,"steps":[{"id":"preflight/look","place":"local",
        "rollback":{"do":"nothing","because":"it only looks"}}]},
        {"id":"freeze","commit_point":false,"steps":[{"id":"freeze/stop/web","place":"local",
        "rollback":{"do":"run","argv":["bash","-s"],"stdin":"files/scripts/stop-undo.sh"}}]},
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
