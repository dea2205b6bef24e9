import CSQLite
import Vocabulary

/// An open SQLite database; closes when it goes out of scope (sqlite.org/c3ref/intro.html).
struct Database: ~Copyable {
    let handle: OpaquePointer
    let path: PathBytes

    /// How long a writer waits for another, in milliseconds.
    static let patience: Int32 = 5000

    /// Opens an existing file; `:memory:` for one of no file.
    init(_ path: PathBytes) throws(HistoryError) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        let text = path.bytes.map { CChar(bitPattern: $0) } + [0]
        let status = sqlite3_open_v2(text, &handle, flags, nil)
        guard status == SQLITE_OK, let handle else {
            let why = String(cString: sqlite3_errstr(status))
            sqlite3_close_v2(handle)
            throw .cannotOpen(path, why: why)
        }
        self.handle = handle
        self.path = path
        sqlite3_busy_timeout(handle, Self.patience)
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    /// The error of the last call.
    func error(_ what: String) -> HistoryError {
        let why = String(cString: sqlite3_errmsg(handle))
        switch sqlite3_errcode(handle) & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: return .busy(path)
        case SQLITE_CORRUPT, SQLITE_NOTADB: return .damaged(path, why: why)
        case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM: return .cannotOpen(path, why: why)
        default: return .failed(what: what, why: why)
        }
    }

    /// Runs statements that give no rows.
    func execute(_ sql: String) throws(HistoryError) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw error("write the history")
        }
    }

    /// A prepared statement.
    func prepare(_ sql: String) throws(HistoryError) -> Statement {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement
        else { throw error("read the history") }
        return Statement(statement)
    }

    /// Runs one statement with its values, for its effect.
    func run(_ sql: String, _ values: [Value]) throws(HistoryError) {
        let statement = try prepare(sql)
        statement.bind(values)
        try step(statement)
    }

    /// Advances a statement; whether it stands on a row.
    @discardableResult
    func step(_ statement: borrowing Statement) throws(HistoryError) -> Bool {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw error("use the history")
        }
    }

    /// Everything a query gives, one value per row.
    func rows<Row>(
        _ sql: String, _ values: [Value] = [], _ read: (borrowing Statement) -> Row
    ) throws(HistoryError) -> [Row] {
        let statement = try prepare(sql)
        statement.bind(values)
        var rows: [Row] = []
        while try step(statement) { rows.append(read(statement)) }
        return rows
    }

    /// The number of the row that was inserted last.
    var lastRow: Int64 { sqlite3_last_insert_rowid(handle) }

    /// All of `body`, or nothing of it; no other writer comes between.
    func transaction<Result>(
        _ body: () throws(HistoryError) -> Result
    ) throws(HistoryError) -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }

    /// One state of the history for all reads of `body`.
    func reading<Result>(
        _ body: () throws(HistoryError) -> Result
    ) throws(HistoryError) -> Result {
        try execute("BEGIN")
        defer { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
        return try body()
    }
}

/// A value of a column.
enum Value {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    case null

    /// Text, or nothing.
    static func optional(_ text: String?) -> Value { text.map(Value.text) ?? .null }
}

/// A prepared statement; finalised when it goes out of scope.
struct Statement: ~Copyable {
    let handle: OpaquePointer

    /// SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// Starts it over with new values for its parameters, in order.
    func bind(_ values: [Value]) {
        sqlite3_reset(handle)
        for (index, value) in values.enumerated() {
            let number = Int32(index + 1)
            switch value {
            case .integer(let integer): sqlite3_bind_int64(handle, number, integer)
            case .text(let text): sqlite3_bind_text(handle, number, text, -1, Self.copied)
            case .null: sqlite3_bind_null(handle, number)
            case .blob(let bytes):
                _ = bytes.withUnsafeBytes { bytes in
                    // An empty blob needs an address, or it would be NULL.
                    if let base = bytes.baseAddress, !bytes.isEmpty {
                        sqlite3_bind_blob64(
                            handle, number, base, UInt64(bytes.count), Self.copied)
                    } else {
                        sqlite3_bind_zeroblob(handle, number, 0)
                    }
                }
            }
        }
    }

    /// The integer of a column, counted from 0.
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// The text of a column; nil for NULL.
    func text(_ column: Int32) -> String? {
        sqlite3_column_text(handle, column).map { String(cString: $0) }
    }

    /// The bytes of a column.
    func blob(_ column: Int32) -> [UInt8] { withBlob(column) { Array($0) } }

    /// The bytes of a column where they lie, until the next step.
    func withBlob<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let bytes = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return body(UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count))
    }
}
