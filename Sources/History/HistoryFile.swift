import Glibc
public import Vocabulary

/// Folders over time, in one SQLite file: every snapshot of every scope, unchanged folders once.
///
/// Several processes may hold one open; writers wait for each other for five seconds and then
/// say `busy`. What `keep` returned survives any crash after it; a crash within it leaves the
/// history as it was (sqlite.org/wal.html).
public struct HistoryFile: ~Copyable {
    let database: Database
    /// Where it lies.
    public let path: PathBytes

    /// Opens the history at an absolute path, making it (0600) and its folder (0700) if missing.
    public init(_ path: PathBytes) throws(HistoryError) {
        self.path = path
        database = try Self.prepared(path)
    }

    private static func prepared(_ path: PathBytes) throws(HistoryError) -> Database {
        try PrivateFiles.makeFolder(path.folder)
        try PrivateFiles.makeFile(path)
        let database = try Database(path)
        try database.execute(
            """
            PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536
            """)
        if try Migrations.isComplete(database) { return database }
        try database.execute("BEGIN IMMEDIATE")
        try Migrations.apply(to: database)
        try database.execute("COMMIT")
        return database
    }

    /// The 32 random bytes beside a history that key digests and fingerprints, made if missing.
    ///
    /// It is the history's path with `.key` for its extension, 0600, and is never exported.
    public static func key(besideHistory path: PathBytes) throws(HistoryError) -> SecretKey {
        let file = PrivateFiles.keyPath(besideHistory: path)
        try PrivateFiles.makeFolder(path.folder)
        guard let key = SecretKey(bytes: try PrivateFiles.readOrMakeKey(file)) else {
            throw .damaged(file, why: "a key has 32 bytes")
        }
        return key
    }

    /// All scopes, each as its roots (PLACE`:`ROOT, sorted), in the order they were first seen.
    public func scopes() throws(HistoryError) -> [[String]] {
        try database.rows("SELECT roots FROM scopes ORDER BY id") { Scope.roots($0.text(0) ?? "") }
    }

    /// The occasions of a scope, oldest first.
    public func occasions(of scope: [String]) throws(HistoryError) -> [Inventory.Occasion] {
        try stored("WHERE roots = ? ORDER BY sequence", [.text(Scope.text(scope))])
            .map(\.occasion)
    }

    /// The newest occasion of a scope; nil where there is none.
    public func latest(of scope: [String]) throws(HistoryError) -> Inventory.Occasion? {
        try stored("WHERE roots = ? ORDER BY sequence DESC LIMIT 1", [.text(Scope.text(scope))])
            .first?.occasion
    }

    /// Occasions with their row numbers.
    func stored(_ condition: String, _ values: [Value]) throws(HistoryError) -> [StoredOccasion] {
        try database.rows(
            """
            SELECT occasions.id, scope, roots, sequence, taken, name, snapshot, parent
            FROM occasions JOIN scopes ON scopes.id = occasions.scope \(condition)
            """, values
        ) { row in
            var occasion = Inventory.Occasion()
            occasion.scope = Scope.roots(row.text(2) ?? "")
            occasion.sequence = Int(row.integer(3))
            occasion.taken = row.integer(4)
            occasion.name = row.text(5)
            occasion.id = row.text(6) ?? ""
            occasion.parent = row.text(7)
            return StoredOccasion(row: row.integer(0), scope: row.integer(1), occasion: occasion)
        }
    }
}

/// An occasion and where it is kept.
struct StoredOccasion {
    let row: Int64
    let scope: Int64
    let occasion: Inventory.Occasion
}

/// A scope as one text: a JSON array, for roots may hold any character.
enum Scope {
    static func text(_ roots: [String]) -> String {
        JSONText.compact(JSONValue.array(roots.sorted().map(JSONValue.string)))
    }

    static func roots(_ text: String) -> [String] {
        (try? JSONReader.read(Array(text.utf8)))?.strings ?? []
    }
}

/// JSON on one line.
enum JSONText {
    static func bytes(_ value: some JSONWritable) -> [UInt8] {
        var out = JSONWriter()
        value.write(to: &out)
        return out.bytes
    }

    static func compact(_ value: some JSONWritable) -> String {
        String(decoding: bytes(value), as: UTF8.self)
    }
}
