import Vocabulary

/// Signs that a folder keeps what programs wrote and nobody can write again.
enum DataSigns {
    private static let endings: Set<String> = [
        "db", "db3", "sqlite", "sqlite3", "jsonl", "ndjson", "mdb", "rdb", "aof", "ldb", "sst",
        "duckdb", "realm", "kdbx", "bolt", "edb", "wal", "bloom", "mmdb", "ibd", "sqlite-wal",
    ]

    private static let names: Set<String> = [
        "PG_VERSION", "ibdata1", "SOUL.md", "MEMORY.md", "IDENTITY.md", "creds.json",
        "raft_state.json", "core.config_entries",
    ]

    /// Whether a file is one: a database, a journal, a record of what was done.
    static func isData(_ path: PathBytes) -> Bool {
        let name = path.name.text
        if names.contains(name) { return true }
        let lower = name.lowercased()
        if let dot = lower.lastIndex(of: "."),
            endings.contains(String(lower[lower.index(after: dot)...]))
        {
            return true
        }
        let isJSON = lower.hasSuffix(".json") || lower.hasSuffix(".yaml")
        return isJSON
            && ["state", "session", "offset", "cursor", "checkpoint"].contains {
                lower.contains($0)
            }
    }

    /// Whether anything below a folder is, outside of what tools and tests put there.
    static func exist(below folder: PathBytes, in documents: any Documents) -> Bool {
        documents.files(below: folder).contains { path in
            isData(path) && !isTest(path, below: documents.placed(folder))
        }
    }

    private static func isTest(_ path: PathBytes, below folder: PathBytes) -> Bool {
        let inside = path.bytes.dropFirst(folder.bytes.count).split(separator: UInt8(ascii: "/"))
        return inside.dropLast().contains { segment in
            tests.contains { segment.elementsEqual($0.utf8) }
        }
    }

    private static let tests = [
        "test", "tests", "fixtures", "testdata", "examples", "cache", ".cache", "__pycache__",
        "node_modules", ".venv",
    ]
}
