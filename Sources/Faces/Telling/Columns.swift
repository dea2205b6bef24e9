/// Rows of cells set in columns two spaces apart.
struct Columns {
    /// The cells, each of one line.
    var rows: [[String]] = []
    /// Columns set to the right.
    var right: Set<Int> = []
    /// Spaces before each row.
    var indent = 2
    /// Characters a line may have; the last cell is cut to fit.
    var width = 100
    /// Columns whose words get emphasis, and what puts it on.
    var painted: (columns: [Int], paint: Paint) = ([], .plain)

    /// The rows as lines, without trailing spaces.
    var lines: [String] {
        let widths = self.widths
        return rows.map { row in
            var line = String(repeating: " ", count: indent)
            for (column, cell) in row.enumerated() {
                let pad = String(repeating: " ", count: max(widths[column] - cell.count, 0))
                line += right.contains(column) ? pad + cell : cell + pad
                line += "  "
            }
            return painted(Shown.cut(line.trimmingSpaces, to: width), row, widths)
        }
    }

    /// The line with its painted columns' words in their emphasis, unless they were cut.
    private func painted(_ line: String, _ row: [String], _ widths: [Int]) -> String {
        painted.columns.sorted(by: >).reduce(line) { line, column in
            let before = indent + widths.prefix(column).reduce(0) { $0 + $1 + 2 }
            let (lead, rest) = (line.prefix(before), line.dropFirst(before))
            guard row.indices.contains(column), rest.hasPrefix(row[column]) else { return line }
            return lead + painted.paint.word(row[column]) + rest.dropFirst(row[column].count)
        }
    }

    private var widths: [Int] {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return widths
    }
}

extension String {
    /// The text without spaces at its end.
    var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
