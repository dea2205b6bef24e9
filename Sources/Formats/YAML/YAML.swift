/// Reads YAML into `Node`s, with line and column, through libyaml.
///
/// Anchors, aliases and merge keys (`<<`) are expanded within hard limits, tags are kept. Text is
/// UTF-8 only. Source of the merge rules: the YAML merge key type (yaml.org/type/merge.html).
public enum YAML {
    /// What to do with a key that stands twice in one mapping.
    public enum DuplicateKeys: Sendable {
        /// An error, as in YAML 1.2 and in compose.
        case refused
        /// Both are kept; `Node`'s subscript gives the last one.
        case kept
    }

    /// The largest text that is read: 8 MiB.
    public static let sizeLimit = 8 << 20
    /// The deepest nesting, aliases expanded.
    public static let depthLimit = 100
    /// The most nodes of one text, aliases expanded: a "billion laughs" ends here.
    public static let nodeLimit = 1_000_000

    /// The documents of a stream; none for an empty one.
    ///
    /// Throws at the first place that is not YAML, not UTF-8, or beyond a limit.
    public static func read(
        _ bytes: [UInt8], duplicateKeys: DuplicateKeys = .refused
    ) throws(FormatError) -> [Node] {
        guard bytes.count <= sizeLimit else {
            throw FormatError(
                format: "yaml", message: "larger than \(sizeLimit) bytes", line: 1, column: 1)
        }
        if bytes.isEmpty { return [] }
        return try bytes.withUnsafeBufferPointer { text throws(FormatError) in
            let source = YAMLEvents(text)
            var composer = YAMLComposer(source, duplicateKeys: duplicateKeys)
            return try composer.documents()
        }
    }

    /// The only document of a text; null where it has none.
    ///
    /// Throws like `read`, and where there are several documents.
    public static func document(
        _ bytes: [UInt8], duplicateKeys: DuplicateKeys = .refused
    ) throws(FormatError) -> Node {
        let documents = try read(bytes, duplicateKeys: duplicateKeys)
        guard documents.count < 2 else {
            throw FormatError(
                format: "yaml", message: "more than one document", line: documents[1].line,
                column: documents[1].column)
        }
        return documents.first ?? Node(.scalar(""), line: 1, column: 1)
    }
}
