import Vocabulary

/// Databases among the files that a process holds open, told by the names their engines give them.
struct OpenDatabases {
    /// A database and what keeps it.
    struct Found: Hashable {
        /// The file, or the folder of an engine that keeps many.
        let path: PathBytes
        /// `sqlite`, `postgresql`, `mysql`, `mongodb`, `redis`; nil for a file with a database's
        /// ending whose engine its name does not tell.
        let engine: String?
    }

    /// The databases among open files, by path.
    ///
    /// Sources of the names: SQLite, *Temporary Files Used By SQLite*; PostgreSQL, *Database File
    /// Layout*; MySQL, *InnoDB system tablespace*; MongoDB, *WiredTiger files*; Redis, *Append-only
    /// file*.
    static func find(among open: Set<PathBytes>) -> [Found] {
        let found = open.compactMap { path -> Found? in
            if isOfNobody(path) { return nil }
            return folder(path) ?? file(path, among: open)
        }
        return Set(found).sorted { $0.path < $1.path }
    }

    private static func isOfNobody(_ path: PathBytes) -> Bool {
        let foreign: [PathBytes] = [
            "/proc", "/sys", "/dev", "/usr", "/lib", "/bin", "/tmp/.X11-unix",
        ]
        return foreign.contains { path.isWithin($0) } || path.text.hasSuffix(" (deleted)")
            || path.text.hasPrefix("/memfd:") || path.text.hasPrefix("/anon_hugepage")
    }

    private static func folder(_ path: PathBytes) -> Found? {
        let name = path.name.text
        if name == "ibdata1" { return Found(path: path.folder, engine: "mysql") }
        if name == "WiredTiger.wt" { return Found(path: path.folder, engine: "mongodb") }
        if path.folder.name == "pg_wal", name.count == 24 {
            return Found(path: path.folder.folder, engine: "postgresql")
        }
        if name.contains(".aof"), path.folder.name.text.hasPrefix("appendonly") {
            return Found(path: path.folder.folder, engine: "redis")
        }
        return name.hasSuffix(".aof") ? Found(path: path.folder, engine: "redis") : nil
    }

    private static func file(_ path: PathBytes, among open: Set<PathBytes>) -> Found? {
        let text = path.text
        let hasLog = ["-wal", "-journal"].contains { open.contains(PathBytes(text + $0)) }
        if hasLog || [".sqlite", ".sqlite3", ".db3"].contains(where: { text.hasSuffix($0) }) {
            return Found(path: path, engine: "sqlite")
        }
        return text.hasSuffix(".db") ? Found(path: path, engine: nil) : nil
    }
}
