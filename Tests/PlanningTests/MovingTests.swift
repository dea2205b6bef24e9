import Knowledge
import Testing
import Vocabulary

@testable import Planning

@Suite struct `what a move must not forget` {
    private let inventory = SmallSystem.inventory
    private let there = Target.profileDebian12(place: "ssh:web-2")

    private func unit(_ name: String, at path: String) -> Service {
        var out = Service(place: "local", group: "system", name: name, kinds: ["unit"])
        out.definedIn = PathBytes(path)
        out.supervisors = ["systemd"]
        return out
    }

    @Test func `every step that leaves something behind says how it is known to be done`() {
        let plan = Planner.plan(inventory, to: there)
        let looks = plan.steps.map(\.step).filter { step in
            step.action.isLasting && !step.verify.contains { $0.probe == step.action }
        }
        #expect(!looks.isEmpty)
        #expect(looks.filter { $0.doneWhen == nil }.map(\.id) == [])
    }

    @Test func `no step logs in to the host that it is on`() {
        let plan = Planner.plan(inventory, to: there)
        let steps = plan.steps.map(\.step).filter { $0.place == there.place }
        #expect(!steps.isEmpty)
        for step in steps {
            let actions = [step.action, step.rollback] + step.verify.map(\.probe)
            for case .run(let argv, let file) in actions {
                let script = file.flatMap { plan.file($0) }.map {
                    String(decoding: $0.bytes, as: UTF8.self)
                }
                let text = argv.joined(separator: " ") + (script ?? "")
                #expect(!text.contains("ssh -n web-2") && !text.contains("ssh web-2"), "\(step.id)")
            }
        }
    }

    @Test func `what a package brought to a host stays with the host`() {
        var more = inventory
        more.services.append(unit("ssh.service", at: "/lib/systemd/system/ssh.service"))
        more.services.append(unit("tide.service", at: "/etc/systemd/system/tide.service"))
        let moved = Planner.plan(more, to: there).strategies.map {
            Identifiers.name(of: $0.service)
        }
        #expect(moved.contains("tide.service"))
        #expect(!moved.contains("ssh.service"))
    }

    @Test func `a script is read to its end before it begins`() {
        let scripts = Planner.plan(inventory, to: there).files.filter {
            $0.path.hasPrefix("files/scripts/")
        }
        #expect(!scripts.isEmpty)
        for file in scripts {
            #expect(String(decoding: file.bytes, as: UTF8.self).hasSuffix("\n} < /dev/null\n"))
        }
    }

    @Test func `a tree told in one line is taken out where it holds what is only here`() throws {
        var more = inventory
        let tree = Rollup(
            place: "local", root: SmallSystem.root, path: PathBytes(".git"), itemClass: .state,
            files: 4, folders: 2, other: 0, bytes: 400, digest: SHA256.digest("tree"),
            recipe: nil, evidence: [])
        more.rollups.append(tree)
        let plan = Planner.plan(more, to: there)
        let script = try #require(plan.file("files/scripts/export-copy-root-1.sh"))
        #expect(String(decoding: script.bytes, as: UTF8.self).contains("find ./.git -print0"))
    }

    @Test func `nothing is taken out of the target that this plan did not put there`() {
        let plan = Planner.plan(inventory, to: there)
        let undos = plan.files.filter {
            $0.path.contains("/import-load-") && $0.path.hasSuffix("-undo.sh")
        }
        #expect(!undos.isEmpty)
        for file in undos {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(text.contains("if [ ! -e \"$E/loading\" ]; then exit 0; fi"), "\(file.path)")
        }
    }

    @Test func `what only the source has is taken out with the data, so nothing asks it later`() {
        let plan = Planner.plan(inventory, to: there)
        let later = plan.steps.filter { $0.stage > .transfer && $0.stage < .retire }
        #expect(later.allSatisfy { $0.step.place == there.place })
        for (_, step) in later {
            guard let operand = step.action.operand, let file = plan.file(operand) else { continue }
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(!text.contains("ssh "), "\(step.id)")
        }
        let pieces = plan.steps.filter { $0.step.id.hasPrefix("export/copy/piece-") }
        #expect(!pieces.isEmpty)
        for piece in pieces.map(\.step) {
            let slug = piece.id.split(separator: "/").last.map(String.init) ?? ""
            #expect(plan.step("verify-export/check/\(slug)")?.needs == [piece.id])
            let users = plan.files.filter { file in
                file.path.contains("scripts/install-")
                    && String(decoding: file.bytes, as: UTF8.self).contains("/\(slug)/piece")
            }
            #expect(users.count == 1, "\(slug)")
        }
    }

    @Test func `what lies on a target that was looked at stays there, and breaks no property`() {
        var seen = inventory
        seen.places.append(Place(id: there.place, reach: "ssh", facts: ["os": "debian"]))
        var item = SmallSystem.item(".bashrc", .config)
        item.place = there.place
        item.root = PathBytes("/root")
        seen.items.append(item)
        seen.totals.append(Totals(place: there.place, root: PathBytes("/root")))
        let target = Target.seen(in: seen, place: there.place) ?? there
        #expect(PlanProof(Planner.plan(seen, to: target), of: seen).violations() == [])
    }
}
