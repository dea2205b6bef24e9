import Foundation
import Holes
import Policies
import Testing
import Vocabulary

@Suite struct HoleTests {
    /// A scene that raises a question of nearly every rule.
    static var restless: Scene {
        var scene = Scene()
        scene.add("odd name: {x}.bin", .unknown)
        scene.add("prompts/voice.md", .state)
        scene.add("SOUL.md.example", .convenience, "be kind", rules: ["name.sample"])
        scene.add("SOUL.md", .identity, "be kind")
        scene.add("USER.md", .identity, "")
        scene.add("w.safetensors", .state, rules: ["model.signature"])
        scene.add("tool", .state, type: .folder, rules: ["git.stash"])
        scene.add("bedplate.yaml", .config)
        scene.add("TOOLS.md", .identity, rules: ["document.drift"], says: "names port 1")
        scene.add("key", .identity) { ($0.verdict.secret, $0.mode) = (.material, 0o644) }
        let lost = scene.keep(.anonymous, "a", .state, engine: "oddbase")
        let layer = scene.keep(.layer, "b", .state)
        let box = scene.serve("box") {
            $0.stores = [lost, layer]
            ($0.health, $0.image, $0.restart, $0.holdsState) = (nil, "thing", "always", true)
            $0.evidence = []
        }
        let job = scene.serve("go.sh", group: "cron:ann", kinds: ["cron"]) {
            $0.schedule = "@daily"
            $0.evidence = []
        }
        scene.need(job, box, .supervises)
        scene.serve("u.service", group: "system", kinds: ["unit"]) {
            ($0.restart, $0.restartIsLimited) = ("always", false)
        }
        let outside = scene.serve("api.example.com", group: "external", kinds: ["external"])
        scene.need(box, outside)
        return scene
    }

    @Test func `the line that a hole gives closes it`() throws {
        let scene = Self.restless
        #expect(Set(scene.holes.map(\.rule)).count >= 18)
        for hole in scene.holes {
            let answered = try Policy.read(Array("format: 1\n\(hole.answer.line)\n".utf8))
            var after = scene
            after.policy = answered
            let same = try #require(after.holes.first { $0.id == hole.id })
            #expect(!same.isOpen, "\(hole.answer.line)")
            #expect(after.holes.count { $0.isOpen } < scene.holes.count, "\(hole.answer.line)")
        }
    }

    @Test func `an acceptance that ran out leaves the hole open`() throws {
        var scene = Self.restless
        let id = scene.holes[0].id
        scene.policy = try Policy.read(
            Array("format: 1\naccept: [{hole: \(id), because: b, until: 2026-09-01}]".utf8))
        scene.now = try #require(Timestamp.nanoseconds("2026-08-31T23:00:00Z"))
        #expect(scene.holes.first { $0.id == id }?.status == .accepted)
        scene.now = try #require(Timestamp.nanoseconds("2026-09-01T00:00:00Z"))
        #expect(scene.holes.first { $0.id == id }?.status == .open)
    }

    @Test func `ids are unique and do not depend on order or figures`() throws {
        let scene = Self.restless
        let ids = scene.holes.map(\.id)
        #expect(Set(ids).count == ids.count)
        for id in ids { #expect(id.wholeMatch(of: /BP[0-9]{4}@[0-9a-f]{12}/) != nil) }
        var shuffled = scene
        shuffled.inventory.items.reverse()
        shuffled.inventory.services.reverse()
        shuffled.inventory.stores.reverse()
        shuffled.inventory.dependencies.reverse()
        #expect(shuffled.holes == scene.holes)
        var many = Scene()
        for index in 0..<6 { many.add("heap/\(index)", .unknown) }
        let before = many.holes.map(\.id)
        many.add("heap/7", .unknown)
        #expect(many.holes.map(\.id) == before)
    }

    @Test func `the worst comes first, then that on which most hangs`() {
        let holes = Self.restless.holes
        for (one, two) in zip(holes, holes.dropFirst()) {
            #expect(one.severity >= two.severity)
            if one.severity == two.severity { #expect(one.weight >= two.weight) }
        }
    }

    @Test func `every rule has a number, a word, a section, and a row in the table of words`()
        throws
    {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "Docs/holes.md"), encoding: .utf8)
        let words = try String(
            contentsOf: root.appending(path: "Tests/hole-slugs.tsv"), encoding: .utf8)
        let sections = page.split(separator: "\n").filter { $0.hasPrefix("## BP") }
        #expect(sections.map { String($0.dropFirst(3)) } == Rule.all.map { "\($0.id) \($0.slug)" })
        #expect(
            Set(words.split(separator: "\n").map(String.init))
                == Set(Rule.all.map { "\($0.slug)\t\($0.id)" }))
        #expect(Set(Rule.all.map(\.id)).count == Rule.all.count)
        #expect(Set(Rule.all.map(\.slug)).count == Rule.all.count)
    }
}
