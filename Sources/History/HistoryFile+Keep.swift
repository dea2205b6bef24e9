public import Vocabulary

extension HistoryFile {
    /// Keeps a snapshot as a new occasion of its scope; an unchanged one costs a few rows.
    ///
    /// - Parameters:
    ///   - tables: the roots that were walked; those of the scope that are missing here stay as
    ///     they were last seen.
    ///   - rest: everything else of the inventory; its `snapshot` brings `name`, `taken`, `scope`.
    ///   - key: the key beside this history.
    ///   - basis: what besides the files decided what was found, for a later scan to compare.
    /// - Returns: the occasion, with its id, parent and sequence.
    public func keep(
        _ tables: [ClassifiedTable], rest: Inventory, key: SecretKey?, basis: String? = nil
    ) throws(HistoryError) -> Inventory.Occasion {
        try database.transaction { () throws(HistoryError) in
            let scope = try scopeNumber(rest.snapshot.scope)
            let previous = try stored(
                "WHERE scope = ? ORDER BY sequence DESC LIMIT 1", [.integer(scope)]
            ).first
            var occasion = rest.snapshot
            occasion.scope.sort()
            occasion.sequence = (previous?.occasion.sequence ?? 0) + 1
            occasion.parent = previous?.occasion.id
            let row = try insert(occasion, scope: scope)
            var isSame = try keepSections(
                rest, row, previous: previous?.row, basis: basis)
            let parts = try Parts(database)
            for table in tables {
                let keeping = try Keeping(
                    table, scope: scope, occasion: row, key: key, parts, database)
                let isSameTable = try keeping.keep(parts, database, previous: previous?.row)
                isSame = isSame && isSameTable
            }
            if isSame, let previous {
                occasion.id = previous.occasion.id
            } else {
                let unseen = try unseenTables(row, scope: scope, occasion, seen: tables, key: key)
                occasion.id =
                    InventoryStream(rest: rest, tables: tables + unseen, key: key).identity()
            }
            try database.run(
                "UPDATE occasions SET snapshot = ? WHERE id = ?",
                [.text(occasion.id), .integer(row)])
            return occasion
        }
    }

    /// Roots of the scope that were not reached this time: what was known of them stays valid.
    private func unseenTables(
        _ row: Int64, scope: Int64, _ occasion: Inventory.Occasion, seen: [ClassifiedTable],
        key: SecretKey?
    ) throws(HistoryError) -> [ClassifiedTable] {
        let stored = StoredOccasion(row: row, scope: scope, occasion: occasion)
        var tables: [ClassifiedTable] = []
        for root in try walkedRoots(stored) {
            let isSeen = seen.contains {
                $0.table.place == root.place && $0.table.root == root.path
            }
            if isSeen { continue }
            var loading = Loading(root, rollups: [], key: key)
            tables.append(try loading.table(database, at: row))
        }
        return tables
    }

    func scopeNumber(_ roots: [String]) throws(HistoryError) -> Int64 {
        let text = Scope.text(roots)
        try database.run("INSERT OR IGNORE INTO scopes(roots) VALUES(?)", [.text(text)])
        let numbers = try database.rows("SELECT id FROM scopes WHERE roots = ?", [.text(text)]) {
            $0.integer(0)
        }
        return numbers.first ?? 0
    }

    func insert(_ occasion: Inventory.Occasion, scope: Int64) throws(HistoryError) -> Int64 {
        try database.run(
            """
            INSERT INTO occasions(scope, sequence, taken, name, snapshot, parent)
            VALUES(?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(scope), .integer(Int64(occasion.sequence)), .integer(occasion.taken),
                .optional(occasion.name), .text(occasion.id), .optional(occasion.parent),
            ])
        return database.lastRow
    }

    /// Keeps everything but the tables; whether it is what the occasion before had.
    func keepSections(
        _ rest: Inventory, _ occasion: Int64, previous: Int64?, basis: String? = nil
    ) throws(HistoryError) -> Bool {
        let parts = try Parts(database)
        var all = Section.all(rest)
        if let basis { all.append((Section.basis, JSONText.bytes(JSONValue.string(basis)))) }
        for section in all {
            let part = try parts.number(section.content, database)
            try database.run(
                "INSERT INTO sections VALUES(?, ?, ?)",
                [.integer(occasion), .text(section.name), .integer(part)])
        }
        let query =
            "SELECT name || part FROM sections WHERE occasion = ? AND name != 'basis' ORDER BY name"
        let now = try database.rows(query, [.integer(occasion)]) { $0.text(0) }
        guard let previous else { return false }
        return try now == database.rows(query, [.integer(previous)]) { $0.text(0) }
    }
}
