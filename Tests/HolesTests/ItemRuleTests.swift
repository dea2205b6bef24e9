import Holes
import Testing
import Vocabulary

@Suite struct ItemRuleTests {
    @Test func `a quiet workspace raises no question`() {
        var scene = Scene()
        scene.add("SOUL.md", .identity)
        scene.serve("web")
        #expect(scene.open == [])
    }

    @Test func `what nobody can class is asked about, and a folder stands for many`() {
        var scene = Scene()
        scene.add("odd.bin", .unknown)
        scene.add("heap", .unknown, type: .folder)
        for index in 0..<300 { scene.add("heap/\(index)", .unknown) }
        #expect(scene.open == ["unclassified heap", "unclassified odd.bin"])
        #expect(scene.holes[0].why.contains("300 files here"))
    }

    @Test func `a prompt that nothing loads is asked about, one that is loaded is not`() {
        var scene = Scene()
        scene.add("prompts/voice.md", .state, rules: ["text.prose"])
        scene.add("prompts/morning.md", .identity, rules: ["loader.program"])
        scene.add("prompts/old.md", .state, rules: ["copy.archive"])
        scene.add("notes/voice.md", .state, rules: ["text.prose"])
        #expect(scene.open == ["identity-without-loader prompts/voice.md"])
    }

    @Test func `a self that is its template, empty, or overtaken`() {
        var scene = Scene()
        scene.add("SOUL.md.example", .convenience, "be kind", rules: ["name.sample"])
        scene.add("SOUL.md", .identity, "be kind")
        scene.add("USER.md", .identity, "")
        scene.add("MEMORY.md", .identity, "short") { $0.modified = 0 }
        scene.add("backups/MEMORY.md", .state, "long", rules: ["copy.archive"]) {
            $0.modified = 7_200_000_000_000
        }
        scene.add("AGENTS.md", .identity, "now") { $0.modified = 7_200_000_000_000 }
        scene.add("AGENTS.md.bak-2026", .state, "then", rules: ["copy.archive"])
        #expect(
            Set(scene.open) == [
                "identity-equals-template SOUL.md", "identity-empty USER.md",
                "identity-older-than-backup MEMORY.md",
            ])
    }

    @Test func `a self of which only copies are left, unless the scan left it out`() throws {
        var scene = Scene()
        scene.add("SOUL.md.bak-2026", .state, "who", rules: ["copy.archive"])
        #expect(scene.open == [], "no agent is known to live here")
        scene.add("AGENTS.md", .identity, rules: ["agent.instructions"])
        scene.add("backups/old/MEMORY.md", .state, "what", rules: ["copy.archive"])
        scene.add("backups/old/NOTES.md", .state, "what", rules: ["copy.archive"])
        scene.add("USER.example.md", .convenience, "name", rules: ["name.sample"])
        scene.add(
            "node_modules/a/AGENTS.md.bak", .state, rules: ["copy.archive", "place.vendored"])
        #expect(
            Set(scene.open) == [
                "identity-only-in-copy SOUL.md", "identity-only-in-copy MEMORY.md",
                "identity-only-in-copy USER.md",
            ])
        let severities = scene.holes.map { $0.severity }
        #expect(severities == [.high, .high, .medium])
        scene.inventory.excluded = [
            Exclusion(place: "local", root: "/srv", path: "SOUL.md", reason: "pattern", items: 1)
        ]
        scene.add("self/MEMORY.md", .identity, "what")
        #expect(scene.open == ["identity-only-in-copy USER.md"])
    }

    @Test func `only the topmost of what has no recipe is asked about`() {
        var scene = Scene()
        func unproven(_ item: inout Item) {
            item.verdict.regenerable = Regenerable(from: "lock", recipe: "", proof: .unproven)
        }
        scene.add("lib", .state, type: .folder, change: unproven)
        scene.add("lib/a", .state, change: unproven)
        scene.add("lib/a/b", .state, change: unproven)
        scene.add("model.safetensors", .state, rules: ["model.signature"])
        scene.add("known.safetensors", .convenience, rules: ["model.signature"])
        scene.inventory.rollups = [
            Rollup(
                place: "local", root: "/srv", path: ".venv", itemClass: .state, files: 5,
                folders: 1, other: 0, bytes: 9, digest: .none, recipe: nil,
                evidence: [Evidence(.inferred, rule: "recipe.missing", says: "none")]),
            Rollup(
                place: "local", root: "/srv", path: "node_modules", itemClass: .convenience,
                files: 5, folders: 1, other: 0, bytes: 9, digest: .none,
                recipe: "package-lock.json", evidence: []),
        ]
        #expect(
            Set(scene.open) == [
                "regenerable-unproven lib", "regenerable-unproven model.safetensors",
                "regenerable-unproven .venv",
            ])
    }

    @Test func `work that only this git tree has is asked about once`() {
        var scene = Scene()
        scene.add("tool", .state, type: .folder, rules: ["git.dirty", "git.unpushed"])
        scene.add("done", .state, type: .folder, rules: ["git.pushed"])
        #expect(scene.open == ["git-work-only-here tool"])
    }

    @Test func `a container's path in standing text is asked about, in configuration not`() {
        var scene = Scene()
        let store = scene.keep(.bind, "/srv/data", .config)
        scene.serve("agent") {
            $0.stores = [store]
            $0.mounts = [Service.Mount(store: store, at: "/home/node/agent")]
        }
        func pin(_ path: String) -> (inout Item) -> Void {
            { $0.verdict.pins = [Pin(kind: .path, value: path, count: 2)] }
        }
        scene.add("AGENTS.md", .identity, change: pin("/home/node/agent/memory"))
        scene.add("SOUL.md", .identity, change: pin("/home/ann/agent"))
        scene.add("app.yaml", .config, change: pin("/home/node/agent"))
        #expect(scene.open == ["path-pinned AGENTS.md"])
    }

    @Test func `a credential that all may read is asked about by its mode`() {
        var scene = Scene()
        func secret(_ kind: Secret, _ mode: UInt16) -> (inout Item) -> Void {
            {
                $0.verdict.secret = kind
                $0.mode = mode
            }
        }
        scene.add("key", .identity, change: secret(.material, 0o644))
        scene.add("closed", .identity, change: secret(.material, 0o640))
        scene.add("diary.md", .state, change: secret(.content, 0o644))
        #expect(scene.open == ["secret-readable key"])
        #expect(scene.holes[0].severity == .high)
    }

    @Test func `a policy is safe only where the workspace's owner cannot write it`() {
        var scene = Scene()
        scene.add("bedplate.yaml", .config)
        scene.add("gate/policy.yaml", .config) { ($0.uid, $0.mode) = (0, 0o644) }
        scene.add("gate/open-policy.yaml", .config) { ($0.uid, $0.mode) = (0, 0o664) }
        #expect(
            scene.open == [
                "policy-writable bedplate.yaml", "policy-writable gate/open-policy.yaml",
            ]
                || scene.open == [
                    "policy-writable gate/open-policy.yaml", "policy-writable bedplate.yaml",
                ])
    }

    @Test func `a document is told once, with every line that is wrong`() throws {
        var scene = Scene()
        scene.add("TOOLS.md", .identity) { item in
            item.verdict.evidence = (1...5).map {
                Evidence(
                    .observed, rule: "document.drift", says: "names port \($0)",
                    at: "TOOLS.md:\($0)")
            }
        }
        let hole = try #require(scene.holes.first)
        #expect(scene.open == ["doc-drift TOOLS.md"])
        #expect(hole.evidence.count == 5)
        #expect(hole.why.hasSuffix("and 2 more"))
    }
}
