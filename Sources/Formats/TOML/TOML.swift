/// Reads TOML 1.0 into `Node`s, with line and column (toml.io/en/v1.0.0).
///
/// Tables come out as mappings, arrays of tables as lists of mappings, strings quoted; numbers,
/// booleans and dates as unquoted scalars as written.
public enum TOML {
    /// The largest text that is read: 8 MiB.
    public static let sizeLimit = 8 << 20
    /// The deepest nesting.
    public static let depthLimit = 100

    /// The root table of a text.
    ///
    /// Throws at the first place that is not TOML, not UTF-8, defined twice, or beyond a limit.
    public static func read(_ bytes: [UInt8]) throws(FormatError) -> Node {
        guard bytes.count <= sizeLimit else {
            throw FormatError(
                format: "toml", message: "larger than \(sizeLimit) bytes", line: 1, column: 1)
        }
        var reader = TOMLReader(TextCursor(bytes, format: "toml"))
        return try reader.document()
    }
}
