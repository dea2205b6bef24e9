import Foundation
import Testing
import Vocabulary

@testable import Planning

/// The scripts of a whole plan for a folder of files, run for real, its paths led into a scratch.
@Suite struct `The scripts of a plan` {
    let scratch: Scratch
    let root: String
    let plan: Plan

    init() throws {
        scratch = try Scratch("tree")
        root = "\(scratch.path)/workspace"
        try PostgresInstance.expect(
            """
            install --directory --mode 0750 \(root)/memory/deep
            echo 'who I am' > \(root)/SOUL.md
            chmod 0640 \(root)/SOUL.md
            echo 'a day' > \(root)/memory/deep/day.md
            printf 'x' > \(root)/$'odd\\nname \\\\ here'
            : > \(root)/empty
            ln --symbolic SOUL.md \(root)/link
            """)
        var inventory = Inventory()
        inventory.places = [Place(id: "local", reach: "local", facts: ["os": "debian"])]
        let path = PathBytes(root)
        inventory.totals = [Totals(place: "local", root: path)]
        let files: [(PathBytes, ItemType, ItemClass)] = [
            ("SOUL.md", .file, .identity), ("memory/deep/day.md", .file, .state),
            ("odd\nname \\ here", .file, .unknown), ("empty", .file, .state),
            ("link", .link, .config),
        ]
        for (name, type, itemClass) in files {
            var verdict = Verdict(itemClass)
            if itemClass == .state, type == .file { verdict.volatility = .append }
            inventory.items.append(
                Item(place: "local", root: path, path: name, type: type, verdict: verdict))
        }
        plan = Planner.plan(inventory, to: .profileDebian12(place: "ssh:elsewhere"))
        let folder = "\(scratch.path)/state/plan"
        for file in PlanFolder.files(plan) {
            let url = URL(fileURLWithPath: "\(folder)/\(file.path)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
    }

    /// Shell text with the plan's own folders led into the scratch.
    func led(_ text: String) -> String {
        text.replacingOccurrences(of: "/var/lib/bedplate", with: "\(scratch.path)/state")
    }

    func perform(_ id: String) throws {
        let step = try #require(plan.step(id))
        let words = ActionText(plan: plan)
        for check in step.precondition { #expect(try holds(check), "\(id) \(check.id)") }
        if !step.verify.contains(where: { $0.probe == step.action }) {
            try PostgresInstance.expect(led(try #require(words.shell(step.action))))
        }
        for check in step.verify { #expect(try holds(check), "\(id) \(check.id)") }
    }

    func holds(_ check: Check) throws -> Bool {
        guard let text = ActionText(plan: plan).shell(check.probe) else { return false }
        let result = try Shell.run(led(text))
        switch check.expect {
        case .exit(let status): return result.status == Int32(status)
        case .equals(let text): return result.output == text + "\n"
        case .matches, .countOf, .hashOf, .within: return false
        }
    }

    func export() throws {
        for id in [
            "prepare/prepare/folders-local", "safeguard/copy/root-1", "export/copy/root-1",
            "verify-export/check/root-1",
        ] { try perform(id) }
    }

    @Test func `carry a folder, odd names, modes and links included`() throws {
        try export()
        let before = try PostgresInstance.expect(
            "cd \(root); find . -printf '%p %M %U %l %s\\0' | sort -z | base64")
        try PostgresInstance.expect("mv \(root) \(root).gone")
        try perform("import/copy/root-1")
        try perform("verify-import/check/root-1")
        let after = try PostgresInstance.expect(
            "cd \(root); find . -printf '%p %M %U %l %s\\0' | sort -z | base64")
        #expect(before == after)
    }

    @Test func `take along what grew since the plan was made, and nothing that was left out`()
        throws
    {
        try PostgresInstance.expect(
            """
            install --directory \(root)/memory/deep/er
            echo later > \(root)/memory/deep/$'ne\nxt.md'
            echo later > \(root)/memory/deep/er/day.md
            echo later > \(root)/memory/deep/day.txt
            echo later > \(root)/SOUL2.md
            echo never > \(root)/memory/deep/never.md
            printf './memory/deep/never.md\\0' >> \(scratch.path)/state/plan/files/lists/left-root-1
            """)
        try export()
        let taken = try PostgresInstance.expect(
            "tar --list --file \(scratch.path)/state/exports/root-1/tree.tar")
        let lines = Set(taken.split(separator: "\n").map(String.init))
        let grown = ["./memory/deep/ne\\nxt.md", "./memory/deep/er/", "./memory/deep/er/day.md"]
        #expect(lines.isSuperset(of: grown + ["./memory/deep/day.md", "./SOUL.md"]))
        for left in ["./memory/deep/day.txt", "./SOUL2.md", "./memory/deep/never.md"] {
            #expect(!lines.contains(left))
        }
        try PostgresInstance.expect("mv \(root) \(root).gone")
        try perform("import/copy/root-1")
        try perform("verify-import/check/root-1")
        try PostgresInstance.expect(
            "cmp \(root)/memory/deep/er/day.md \(root).gone/memory/deep/er/day.md")
    }

    @Test func `notice a changed file, a lost file and a flipped byte of the archive`() throws {
        try export()
        let arrived = try #require(plan.step("verify-import/check/root-1")?.verify.first)
        #expect(try holds(arrived))
        try PostgresInstance.expect("echo more >> \(root)/memory/deep/day.md")
        #expect(try !holds(arrived))
        try PostgresInstance.expect("rm \(root)/memory/deep/day.md")
        #expect(try !holds(arrived))
        let sealed = try #require(plan.step("verify-export/check/root-1")?.verify.first)
        #expect(try holds(sealed))
        try PostgresInstance.expect(
            "printf Z | dd of=\(scratch.path)/state/exports/root-1/tree.tar bs=1 seek=600 conv=notrunc status=none"
        )
        #expect(try !holds(sealed))
    }

    @Test func `refuse to overwrite, and undo what they did`() throws {
        try export()
        let step = try #require(plan.step("import/copy/root-1"))
        let absent = try #require(step.precondition.first)
        #expect(try !holds(absent))
        try PostgresInstance.expect("mv \(root) \(root).gone")
        try perform("import/copy/root-1")
        let undo = try #require(ActionText(plan: plan).shell(step.rollback))
        try PostgresInstance.expect(led(undo))
        #expect(try holds(absent))
    }

    @Test func `bring a crontab's own line over, its values unseen`() throws {
        try PostgresInstance.expect(
            """
            cat > \(scratch.path)/crontab << 'END'
            # comment
            MAILTO="me"
            TOKEN = abc def
            5 4 * * 1-5  /opt/run --at "$(date +\\%F)" > /dev/null 2>&1
            @daily echo once
            END
            """)
        let five = PlanBuilder.jobText("\(scratch.path)/crontab", 4, "nobody")
        let seen = try PostgresInstance.expect(five)
        #expect(
            seen == """
                #!/bin/sh
                export MAILTO="me"
                export TOKEN="abc def"
                /opt/run --at "$(date +%F)" > /dev/null 2>&1

                """)
        let nickname = PlanBuilder.jobText("\(scratch.path)/crontab", 5, "nobody")
        #expect(try PostgresInstance.expect(nickname).hasSuffix("\necho once\n"))
    }
}
