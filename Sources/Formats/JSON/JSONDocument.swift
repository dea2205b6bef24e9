/// Reads JSON into `Node`s, with line and column.
///
/// Strings come out quoted, numbers, `true`, `false` and `null` as unquoted scalars as written.
public enum JSONDocument {
    /// How much a text may depart from RFC 8259.
    public enum Dialect: Sendable {
        /// Not at all.
        case strict
        /// Comments, trailing commas, single quotes and unquoted keys, as JSON5 and JSONC have.
        case relaxed
    }

    /// The largest text that is read: 8 MiB.
    public static let sizeLimit = 8 << 20
    /// The deepest nesting.
    public static let depthLimit = 200

    /// The one value of a text. A byte order mark is passed over.
    ///
    /// Throws at the first place that is not JSON, not UTF-8, or beyond a limit. A key that stands
    /// twice is kept twice; `Node`'s subscript gives the last one, as most readers do.
    public static func read(
        _ bytes: [UInt8], dialect: Dialect = .strict
    ) throws(FormatError) -> Node {
        guard bytes.count <= sizeLimit else {
            throw FormatError(
                format: "json", message: "larger than \(sizeLimit) bytes", line: 1, column: 1)
        }
        var reader = JSONNodes(TextCursor(bytes, format: "json"), dialect: dialect)
        return try reader.document()
    }
}
