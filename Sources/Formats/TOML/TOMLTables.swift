/// A key of a TOML text at its place.
struct TOMLKey {
    let name: String
    let line: Int
    let column: Int
}

/// The tables of a TOML text while they grow: they may be opened, extended and opened again below.
struct TOMLTables {
    private enum Entry {
        case value(Node)
        case table(Int)
        case tables([Int])
    }

    private struct Table {
        var entries: [(key: TOMLKey, entry: Entry)] = []
        var places: [String: Int] = [:]
        /// Whether a `[header]` or a dotted key has defined it, so that no header may again.
        var isDefined = false
        let line: Int
        let column: Int
    }

    private var tables = [Table(line: 1, column: 1)]

    /// The root.
    static let root = 0

    /// The table of a `[header]`.
    mutating func open(_ path: [TOMLKey]) throws(FormatError) -> Int {
        let table = try descend(path[...], from: Self.root)
        guard !tables[table].isDefined, table != Self.root else {
            throw error("a table defined twice", path.last)
        }
        tables[table].isDefined = true
        return table
    }

    /// A new table at the end of the list of a `[[header]]`.
    mutating func append(_ path: [TOMLKey]) throws(FormatError) -> Int {
        guard let last = path.last else { throw error("expected a key", nil) }
        let parent = try descend(path.dropLast(), from: Self.root)
        let made = make(last)
        guard let place = tables[parent].places[last.name] else {
            insert(last, .tables([made]), in: parent)
            return made
        }
        guard case .tables(let list) = tables[parent].entries[place].entry else {
            throw error("'\(last.name)' is not an array of tables", last)
        }
        tables[parent].entries[place].entry = .tables(list + [made])
        return made
    }

    /// Sets a dotted key below a table.
    mutating func set(_ path: [TOMLKey], to value: Node, in table: Int) throws(FormatError) {
        guard let last = path.last else { throw error("expected a key", nil) }
        let parent = try descend(path.dropLast(), from: table)
        if path.count > 1 { tables[parent].isDefined = true }
        guard tables[parent].places[last.name] == nil else {
            throw error("'\(last.name)' is defined twice", last)
        }
        insert(last, .value(value), in: parent)
    }

    /// A table with all below it as a node.
    func node(_ index: Int = Self.root) -> Node {
        let table = tables[index]
        let members = table.entries.map { key, entry in
            Node.Member(
                key: key.name, line: key.line, column: key.column, value: node(of: entry, key))
        }
        return Node(.mapping(members), line: table.line, column: table.column)
    }

    private func node(of entry: Entry, _ key: TOMLKey) -> Node {
        switch entry {
        case .value(let node): node
        case .table(let index): node(index)
        case .tables(let list):
            Node(.sequence(list.map { node($0) }), line: key.line, column: key.column)
        }
    }

    /// Walks down, making tables where there are none, into the last of an array of tables.
    private mutating func descend(
        _ path: ArraySlice<TOMLKey>, from start: Int
    ) throws(FormatError) -> Int {
        var table = start
        for key in path {
            guard let place = tables[table].places[key.name] else {
                let made = make(key)
                insert(key, .table(made), in: table)
                table = made
                continue
            }
            switch tables[table].entries[place].entry {
            case .table(let below): table = below
            case .tables(let list): table = list[list.count - 1]
            case .value: throw error("'\(key.name)' is not a table", key)
            }
        }
        return table
    }

    private mutating func make(_ key: TOMLKey) -> Int {
        tables.append(Table(line: key.line, column: key.column))
        return tables.count - 1
    }

    private mutating func insert(_ key: TOMLKey, _ entry: Entry, in table: Int) {
        tables[table].places[key.name] = tables[table].entries.count
        tables[table].entries.append((key, entry))
    }

    private func error(_ message: String, _ key: TOMLKey?) -> FormatError {
        FormatError(
            format: "toml", message: message, line: key?.line ?? 1, column: key?.column ?? 1)
    }
}
