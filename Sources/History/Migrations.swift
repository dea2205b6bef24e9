/// The changes of the schema, each with its name, in the order they are applied.
///
/// A history remembers the names it has seen; one that has a name not listed here is newer.
enum Migrations {
    static let all: [(name: String, sql: String)] = [
        ("folders-over-time", foldersOverTime)
    ]

    /// Applies what is missing; the caller holds the write lock.
    static func apply(to database: borrowing Database) throws(HistoryError) {
        try database.execute(
            "CREATE TABLE IF NOT EXISTS migrations(name TEXT PRIMARY KEY) WITHOUT ROWID")
        let present = try names(of: database)
        try check(present, database)
        for migration in all where !present.contains(migration.name) {
            try database.execute(migration.sql)
            try database.run("INSERT INTO migrations VALUES(?)", [.text(migration.name)])
        }
    }

    /// Whether everything is applied; refuses a newer history.
    static func isComplete(_ database: borrowing Database) throws(HistoryError) -> Bool {
        let tables = try database.rows(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'"
        ) { $0.integer(0) }
        guard tables == [1] else { return false }
        let present = try names(of: database)
        try check(present, database)
        return present.count == all.count
    }

    private static func names(of database: borrowing Database) throws(HistoryError) -> [String] {
        try database.rows("SELECT name FROM migrations ORDER BY name") { $0.text(0) ?? "" }
    }

    private static func check(
        _ present: [String], _ database: borrowing Database
    ) throws(HistoryError) {
        let known = Set(all.map(\.name))
        if let unknown = present.first(where: { !known.contains($0) }) {
            throw .newer(database.path, migration: unknown)
        }
    }

    /// `folders` holds one packed record per folder and stretch of time in which it was the
    /// same: from the occasion `since` until before the occasion `until` (NULL: to this day).
    /// `path` has NUL for `/`, so that its byte order is that of a walk.
    private static let foldersOverTime = """
        CREATE TABLE scopes(id INTEGER PRIMARY KEY, roots TEXT NOT NULL UNIQUE);
        CREATE TABLE occasions(
            id INTEGER PRIMARY KEY AUTOINCREMENT, scope INTEGER NOT NULL REFERENCES scopes,
            sequence INTEGER NOT NULL, taken INTEGER NOT NULL, name TEXT, snapshot TEXT NOT NULL,
            parent TEXT, UNIQUE(scope, sequence));
        CREATE INDEX occasions_snapshot ON occasions(snapshot);
        CREATE TABLE roots(
            id INTEGER PRIMARY KEY, scope INTEGER NOT NULL REFERENCES scopes,
            place TEXT NOT NULL, path BLOB NOT NULL, UNIQUE(scope, place, path));
        CREATE TABLE walks(
            occasion INTEGER NOT NULL REFERENCES occasions, root INTEGER NOT NULL REFERENCES roots,
            began INTEGER NOT NULL, complete INTEGER NOT NULL, entry BLOB NOT NULL,
            PRIMARY KEY(occasion, root)) WITHOUT ROWID;
        CREATE TABLE folders(
            id INTEGER PRIMARY KEY, root INTEGER NOT NULL REFERENCES roots, path BLOB NOT NULL,
            since INTEGER NOT NULL, until INTEGER, digest BLOB NOT NULL, content BLOB NOT NULL);
        CREATE UNIQUE INDEX folders_now ON folders(root, path) WHERE until IS NULL;
        CREATE INDEX folders_then ON folders(root, until) WHERE until IS NOT NULL;
        CREATE TABLE parts(
            id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, content BLOB NOT NULL);
        CREATE TABLE sections(
            occasion INTEGER NOT NULL REFERENCES occasions, name TEXT NOT NULL,
            part INTEGER NOT NULL REFERENCES parts, PRIMARY KEY(occasion, name)) WITHOUT ROWID;
        """
}
