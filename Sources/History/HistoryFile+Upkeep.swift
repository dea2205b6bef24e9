public import Vocabulary

extension HistoryFile {
    /// Takes in an inventory document as an occasion of its own scope; its items are kept whole.
    ///
    /// The id is computed anew: a document that was altered does not keep the id it claims.
    public func `import`(_ inventory: Inventory) throws(HistoryError) -> Inventory.Occasion {
        try database.transaction { () throws(HistoryError) in
            var occasion = inventory.snapshot
            let scope = try scopeNumber(occasion.scope)
            let newest = try stored(
                "WHERE scope = ? ORDER BY sequence DESC LIMIT 1", [.integer(scope)]
            ).first
            occasion.sequence = (newest?.occasion.sequence ?? 0) + 1
            occasion.parent = newest?.occasion.id
            occasion.id = InventoryStream(rest: inventory, tables: [], key: nil).identity()
            let row = try insert(occasion, scope: scope)
            _ = try keepSections(inventory, row, previous: nil)
            return occasion
        }
    }

    /// Forgets all but the newest occasions of a scope; those with a name stay.
    ///
    /// - Returns: how many occasions went.
    public func prune(_ scope: [String], keeping newest: Int) throws(HistoryError) -> Int {
        let removed = try database.transaction { () throws(HistoryError) in
            let kept = max(newest, 1)
            let doomed = try stored(
                "WHERE roots = ? AND name IS NULL ORDER BY sequence DESC",
                [.text(Scope.text(scope))])
            let last = try stored(
                "WHERE roots = ? ORDER BY sequence DESC LIMIT ?",
                [.text(Scope.text(scope)), .integer(Int64(kept))]
            ).last
            let old = doomed.filter { $0.row < last?.row ?? 0 }
            for occasion in old {
                for table in ["walks", "sections"] {
                    try database.run(
                        "DELETE FROM \(table) WHERE occasion = ?", [.integer(occasion.row)])
                }
                try database.run("DELETE FROM occasions WHERE id = ?", [.integer(occasion.row)])
            }
            try removeUnreachable()
            return old.count
        }
        try database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return removed
    }

    /// Removes folders that no occasion is within, then parts that nothing refers to.
    private func removeUnreachable() throws(HistoryError) {
        try database.execute(
            """
            DELETE FROM folders WHERE until IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM occasions JOIN roots ON roots.scope = occasions.scope
                WHERE roots.id = folders.root
                    AND occasions.id >= folders.since AND occasions.id < folders.until)
            """)
        var used = Set(try database.rows("SELECT DISTINCT part FROM sections") { $0.integer(0) })
        for query in ["SELECT content FROM folders", "SELECT entry FROM walks"] {
            let statement = try database.prepare(query)
            while try database.step(statement) {
                statement.withBlob(0) { bytes in
                    guard var unpack = FolderUnpack(bytes, key: nil) else { return }
                    while let entry = unpack.next() {
                        used.insert(Int64(entry.finding))
                        used.insert(Int64(entry.verdict))
                    }
                }
            }
        }
        let all = try database.rows("SELECT id FROM parts") { $0.integer(0) }
        for part in all where !used.contains(part) {
            try database.run("DELETE FROM parts WHERE id = ?", [.integer(part)])
        }
    }
}
