/// Rows in aligned columns that fit a terminal.
public struct Layout: Equatable, Sendable {
    /// How a column stands.
    public enum Alignment: Equatable, Sendable {
        /// To the left.
        case left
        /// To the right: numbers.
        case right
    }

    /// One alignment per column; the last column takes what is left and is cut with `…`.
    public let columns: [Alignment]
    /// The rows; each has as many cells as there are columns.
    public var rows: [[String]] = []

    /// A layout of columns.
    public init(_ columns: [Alignment]) {
        self.columns = columns
    }

    /// The lines, indented by `indent` columns, two columns apart, at most `width` columns wide.
    public func lines(width: Int, indent: Int = 2) -> [String] {
        let widths = columns.indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        let used = indent + widths.dropLast().reduce(0) { $0 + $1 + 2 }
        let last = max(12, width - used)
        return rows.map { row in
            var line = String(repeating: " ", count: indent)
            for column in columns.indices.dropLast() {
                line += Self.padded(row[column], widths[column], columns[column]) + "  "
            }
            if let cell = row.last { line += Self.cut(cell, last) }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// Text cut to a width, with `…` where something was cut off.
    public static func cut(_ text: String, _ width: Int) -> String {
        text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
    }

    private static func padded(_ text: String, _ width: Int, _ alignment: Alignment) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return alignment == .left ? text + space : space + text
    }
}
