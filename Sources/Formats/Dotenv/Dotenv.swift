/// Reads `.env` files as compose does: `export`, `=` or `:`, quotes, escapes, comments, values of
/// several lines, and variables within values.
public enum Dotenv {
    /// One name with what it is set to.
    public struct Entry: Equatable, Sendable {
        /// The name.
        public let name: String
        /// The value, variables resolved; nil for a name that stands alone (taken from outside).
        public let value: String?
        /// The value as written, without its quotes and before its variables were resolved.
        public let written: String
        /// Whether it stood in quotes.
        public let isQuoted: Bool
        /// Line of the name, counted from 1.
        public let line: Int
        /// Column of the name in bytes, counted from 1.
        public let column: Int

        /// An entry at its place.
        public init(
            name: String, value: String?, written: String, isQuoted: Bool, line: Int, column: Int
        ) {
            self.name = name
            self.value = value
            self.written = written
            self.isQuoted = isQuoted
            self.line = line
            self.column = column
        }
    }

    /// What a file says, and what in it could not be read.
    public struct Reading: Equatable, Sendable {
        /// Entries in the order they stood; a name may stand twice, the later wins.
        public var entries: [Entry] = []
        /// Lines passed over. Compose itself refuses the whole file for one.
        public var errors: [FormatError] = []

        /// Nothing read.
        public init() {}

        /// The values by name, the later winning; names without a value are missing.
        public var values: [String: String] {
            var values: [String: String] = [:]
            for entry in entries { values[entry.name] = entry.value }
            return values
        }
    }

    /// Which rules a file follows.
    public enum Form: Sendable {
        /// Quotes, escapes, comments and variables mean something.
        case compose
        /// `NAME=anything up to the end of the line`, as `docker run --env-file` has it.
        case raw
    }

    /// The largest file that is read: 4 MiB.
    public static let sizeLimit = 4 << 20

    /// The entries of a file. `lookup` answers names from outside; it wins over earlier entries.
    public static func read(
        _ bytes: [UInt8], form: Form = .compose, lookup: (String) -> String? = { _ in nil }
    ) -> Reading {
        guard bytes.count <= sizeLimit else {
            var reading = Reading()
            reading.errors = [
                FormatError(
                    format: "dotenv", message: "larger than \(sizeLimit) bytes", line: 1, column: 1)
            ]
            return reading
        }
        let cursor = TextCursor(withoutCarriageReturns(bytes), format: "dotenv")
        return withoutActuallyEscaping(lookup) { lookup in
            var reader = DotenvReader(cursor, lookup: lookup)
            switch form {
            case .compose: return reader.entries()
            case .raw: return reader.rawEntries()
            }
        }
    }

    private static func withoutCarriageReturns(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(0x0D) else { return bytes }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        for index in bytes.indices {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if bytes[index] != 0x0D || next != 0x0A { out.append(bytes[index]) }
        }
        return out
    }
}
