import Foundation
import Places
import Vocabulary

@testable import Execution
@testable import Planning

/// A folder of its own for one test, removed when the test lets go of it.
final class Scratch: Sendable {
    let path: PathBytes

    init() {
        let name = "bedplate-execution-\(UUID().uuidString)"
        path = PathBytes(FileManager.default.temporaryDirectory.path).appending(name)
        try? PersonalFiles.createFolder(path, mode: 0o700)
    }

    deinit { try? FileManager.default.removeItem(atPath: path.text) }

    /// A file's text; nil where it is not there.
    func text(_ name: String) -> String? {
        (try? PersonalFiles.read(path.appending(name))).flatMap { $0 }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    func write(_ text: String, to name: String) throws {
        try PersonalFiles.replace(path.appending(name), with: Array(text.utf8), mode: 0o600)
    }

    /// Names of what lies in it, sorted.
    func names(_ below: String = "") -> [String] {
        PersonalFiles.names(in: below.isEmpty ? path : path.appending(below)).sorted()
    }
}

/// A plan whose steps each put a line into a file of a scratch folder, and take it out again.
struct LinePlan {
    let scratch: Scratch
    var plan: Plan
    var scripts: [String: String] = [:]

    init(_ scratch: Scratch, steps: Int = 4) {
        self.scratch = scratch
        plan = Plan(
            snapshot: "sha256:0", target: .profileDebian12(place: "ssh:nowhere"))
        let ids = (1...steps).map { "export/dump/part-\($0)" }
        var made: [Step] = []
        for (index, id) in ids.enumerated() {
            var step = step(id, index + 1)
            if index > 0 { step.needs = [ids[index - 1]] }
            made.append(step)
        }
        plan.stages = [.init(stage: .export, isCommitPoint: false, steps: made)]
    }

    /// Adds its line once however often it runs; the file `log` tells how often that was.
    private mutating func step(_ id: String, _ number: Int) -> Step {
        let (script, undo) = ("files/scripts/\(number).sh", "files/scripts/\(number)-undo.sh")
        let folder = scratch.path.text
        scripts[script] = """
            set -euo pipefail
            echo \(number) >> \(folder)/log
            touch \(folder)/state-\(number)
            """
        scripts[undo] = "echo -\(number) >> \(folder)/log\nrm -f \(folder)/state-\(number)\n"
        return Step(
            id, .dump, "part \(number)", subject: "local/store/file/\(number)", place: "local",
            action: .run(argv: ["bash", "-s"], stdin: script),
            verify: [
                Check(
                    "there", .run(argv: ["test", "-e", "\(folder)/state-\(number)"]),
                    proves: "part \(number) is there")
            ],
            rollback: .run(argv: ["bash", "-s"], stdin: undo), timeout: 20)
    }

    /// A conductor over this machine; `interrupt` is asked before each step.
    func conductor(
        _ journal: Journal, answered: Set<String> = [], answeredAt: Int64 = 2_000_000_000,
        interrupt: @escaping () -> Bool = { false },
        operand: ((String) throws(ExecutionError) -> [UInt8])? = nil,
        now: @escaping () -> Int64 = { 1_000_000_000 }, tell: @escaping (Tiding) -> Void = { _ in },
        place: (any PlaceAccess)? = nil, selfSet: SelfSet = SelfSet(place: "local")
    ) -> Conductor {
        let scripts = scripts
        let plain: (String) throws(ExecutionError) -> [UInt8] = { path throws(ExecutionError) in
            guard let text = scripts[path] else { throw .unfit(why: "no file \(path)") }
            return Array(text.utf8)
        }
        let world = Conductor.World(
            place: { _ throws(ExecutionError) in place ?? LocalPlace() }, renew: { _ in },
            operand: operand ?? plain, keptOperand: plain,
            answered: { step, isUndo throws(ExecutionError) in
                answered.contains(isUndo ? "undo " + step : step) ? answeredAt : nil
            }, now: now, sleep: { _ in }, isInterrupted: interrupt, tell: tell)
        return Conductor(
            plan, journal, selfSet: selfSet, planFolder: scratch.path,
            hostFolder: scratch.path.text, world: world)
    }
}
