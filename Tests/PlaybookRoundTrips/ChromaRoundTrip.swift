import Foundation
import Knowledge
import Planning
import Testing

/// The very checks of the playbook, run against a real server on a folder copied while it stood.
@Suite(
    .enabled(
        if: FileManager.default.fileExists(atPath: ChromaRoundTrip.program),
        "Chroma is not installed; `make venv` installs it"))
struct `The chroma playbook` {
    let source: Bench
    let target: Bench

    init() throws {
        let scratch = try Scratch("ch")
        source = try Bench("chroma", in: scratch, "source", port: try Bench.freePort())
        target = try Bench("chroma", in: scratch, "target", port: try Bench.freePort())
    }

    func start(_ bench: Bench) throws {
        let port = bench.context.values["port"] ?? ""
        try bench.serve(
            "\(ChromaRoundTrip.program) run --path \(bench.folder)/data --host 127.0.0.1 --port \(port)"
        )
        try bench.await(bench.text.text(bench.procedures.check))
    }

    @discardableResult
    func post(_ bench: Bench, _ path: String, _ body: String) throws -> String {
        let port = bench.context.values["port"] ?? ""
        let root =
            "http://127.0.0.1:\(port)/api/v2/tenants/default_tenant/databases/default_database"
        return try Bench.expect(
            ShellText.line([
                "curl", "--fail-with-body", "--silent", "--show-error", "--header",
                "Content-Type: application/json", "--data", body, root + path,
            ]))
    }

    @Test func `serves what was copied while it stood, and tells a changed and a lost entry`()
        throws
    {
        try start(source)
        let made = try post(source, "/collections", #"{"name": "memories"}"#)
        let id = try #require(made.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1)
        try post(
            source, "/collections/\(id)/add",
            """
            {"ids": ["a", "b"], "embeddings": [[0.25, 1], [1, 0.5]],
             "documents": ["a day", "another"], "metadatas": [{"mood": "calm"}, {"mood": "glad"}]}
            """)
        let left = try source.run(source.procedures.compare)
        #expect(left.count > 60)
        source.stopServers()
        #expect(try !source.procedures.check.allSatisfy(source.holds))
        try Bench.expect("cp --archive \(source.folder)/data/. \(target.folder)/data")
        try start(target)
        #expect(try target.run(target.procedures.compare) == left)
        #expect(try target.procedures.check.allSatisfy(target.holds))
        try post(target, "/collections/\(id)/update", #"{"ids": ["a"], "documents": ["a night"]}"#)
        let changed = try target.run(target.procedures.compare)
        #expect(changed != left)
        try post(target, "/collections/\(id)/delete", #"{"ids": ["b"]}"#)
        let lost = try target.run(target.procedures.compare)
        #expect(lost != changed && lost != left)
    }
}

enum ChromaRoundTrip {
    static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../.cache/venv/bin/chroma").standardized.path
}
