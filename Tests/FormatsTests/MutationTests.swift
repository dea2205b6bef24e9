import Damage
import Formats
import Foundation
import Testing
import Vocabulary

/// No reader traps, hangs or swells on damaged text.
struct MutationTests {
    /// Files below `Fixtures/compose`, by path from there.
    private static let fixtures: [String: [UInt8]] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/compose").standardizedFileURL
        var found: [String: [UInt8]] = [:]
        let paths = FileManager.default.enumerator(atPath: root.path())
        while let path = paths?.nextObject() as? String {
            if let data = try? Data(contentsOf: root.appending(path: path)) {
                found[path] = Array(data)
            }
        }
        return found
    }()

    private func texts(_ ends: String...) -> [[UInt8]] {
        Self.fixtures.sorted { $0.key < $1.key }
            .filter { file in ends.contains { file.key.hasSuffix($0) } }.map(\.value)
    }

    /// Reads mutated texts; the slowest must stay below a second even in a debug build.
    private func endure(
        _ texts: [[UInt8]], rounds: Int, seed: UInt64, _ read: ([UInt8]) -> Void
    ) {
        #expect(slowest(of: rounds, seed: seed, texts, read) < .seconds(1))
    }

    @Test func `there are fixtures to damage`() {
        #expect(texts(".yaml", ".yml").count > 10 && texts(".env").count > 3)
    }

    @Test func `YAML endures damage`() {
        endure(texts(".yaml", ".yml"), rounds: 6000, seed: 1) { _ = try? YAML.read($0) }
    }

    @Test func `dotenv endures damage`() {
        endure(texts(".env"), rounds: 8000, seed: 2) { text in
            #expect(Dotenv.read(text).entries.count <= text.count)
        }
    }

    @Test func `interpolation endures damage`() {
        endure(texts(".yaml"), rounds: 4000, seed: 3) { text in
            _ = Interpolation.resolve(String(decoding: text, as: UTF8.self)) { $0 + "$" }
        }
    }

    @Test func `JSON endures damage in both dialects`() {
        let text = """
            {"a": [1, -2.5e3, true, null, "x\\u00e9\\ud83d\\ude00\\n"], // c
             'b': {c: "d", /* e */ "f": [[], {}]},}
            """
        endure([Array(text.utf8)], rounds: 8000, seed: 4) { text in
            _ = try? JSONDocument.read(text)
            _ = try? JSONDocument.read(text, dialect: .relaxed)
        }
    }

    @Test func `TOML endures damage`() {
        let text = """
            a.b = "c" # d
            [t.u]
            v = [1, 2.5, 1979-05-27 07:32:00Z, '''x''', \"\"\"y\\
              z\"\"\"]
            [[w]]
            x = {y = true, z.q = "\\u00e9"}
            [[w]]
            """
        endure([Array(text.utf8)], rounds: 8000, seed: 5) { _ = try? TOML.read($0) }
    }

    @Test func `units and crontabs endure damage`() {
        let text = """
            [Unit]
            After=a.service \\
              b@c.service
            [Service]
            ExecStart=-/bin/sh -c "x \\"y\\"" 'z'
            Environment="A=b c" D=
            */5 1-3 * jan mon root cd / && /bin/run %in\\%
            @reboot root x
            """
        endure([Array(text.utf8)], rounds: 8000, seed: 7) { text in
            for entry in UnitFile(text).entries { _ = UnitWords.command(entry.value) }
            _ = Crontab(text, hasUserColumn: true)
        }
    }

    @Test func `Dockerfiles endure damage`() {
        let text = """
            # escape=`
            ARG A=b
            FROM a:${A} AS one
            ENV A=b `
              C="d e"
            RUN <<X
            X
            FROM one
            COPY ["a", "b", "/c"]
            VOLUME /d
            CMD ["x"]
            """
        endure([Array(text.utf8)], rounds: 8000, seed: 8) { text in
            for stage in Dockerfile(text).chain() {
                _ = (stage.environment, stage.exposed, stage.volumes, stage.copies)
                _ = stage.words(of: "CMD")
            }
        }
    }

    @Test func `agents' schedules endure damage`() {
        let text = """
            {"jobs": [{"name": "a", "schedule": {"expr": "* * * * *", "tz": "x"},
             "payload": {"message": "b"}}, {"every": 5, "command": ["c"]}]}
            """
        endure([Array(text.utf8)], rounds: 6000, seed: 9) { text in
            if let node = try? JSONDocument.read(text, dialect: .relaxed) {
                _ = AgentSchedule(node)
            }
        }
    }

    @Test func `whole compose projects endure damage`() {
        let names = Self.fixtures.keys.filter { $0.hasSuffix("compose.yaml") }.sorted()
        var mutation = Mutation(seed: 6)
        var slowest = Duration.zero
        for round in 0..<3000 {
            let name = names[round % names.count]
            var files = Self.fixtures
            for path in files.keys.sorted() where path == name || round % 3 == 0 {
                guard path.prefix(4) == name.prefix(4) else { continue }
                files[path] = mutation.mutated(files[path] ?? [])
            }
            let documents = FixtureDocuments(files)
            let list = [name, name.replacing("compose.yaml", with: "compose.override.yaml")]
                .filter { files[$0] != nil }.map { PathBytes("/f/" + $0) }
            slowest = max(
                slowest,
                ContinuousClock().measure { _ = Compose.load(list, in: documents, home: "/home/x") }
            )
        }
        #expect(slowest < .seconds(1))
    }
}

/// The fixtures as a place of their own, below `/f`.
private struct FixtureDocuments: Documents {
    let place = Identifiers.local
    let roots: [PathBytes] = ["/f"]
    let owner: String? = nil
    let contents: [PathBytes: [UInt8]]

    init(_ files: [String: [UInt8]]) {
        contents = Dictionary(
            uniqueKeysWithValues: files.map { (PathBytes("/f/" + $0.key), $0.value) })
    }

    var files: [PathBytes] { contents.keys.sorted() }
    func type(of path: PathBytes) -> ItemType? { contents[path] == nil ? nil : .file }
    func bytes(of path: PathBytes) -> [UInt8]? { contents[path] }
}
