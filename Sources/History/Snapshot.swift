public import Vocabulary

/// One occasion as a history kept it: everything but the items, and the tables to make them of.
public struct Snapshot: Sendable {
    /// The inventory without the items that lie in `tables`; its `snapshot` is the occasion.
    public let rest: Inventory
    /// The walked roots, with their verdicts.
    public let tables: [ClassifiedTable]
    /// Roots of the scope, PLACE`:`ROOT, that were read completely on this occasion.
    public let completeRoots: [String]
    /// What besides the files decided what was found, as `keep` was told; nil where it was not.
    public let basis: String?
    let key: SecretKey?

    /// When and in what scope.
    public var occasion: Inventory.Occasion { rest.snapshot }

    /// Writes the document without holding all items at once.
    public var stream: InventoryStream { InventoryStream(rest: rest, tables: tables, key: key) }

    /// The whole inventory, every item made.
    public func inventory() -> Inventory {
        var whole = rest
        for table in stream.tables { whole.items.append(contentsOf: table.items(key: key)) }
        return whole
    }
}

extension HistoryFile {
    /// The snapshot a reference names: `latest`, `latest~N`, a name, the beginning of an id.
    ///
    /// - Parameters:
    ///   - scope: whose occasions `latest` counts, and where names are looked up first.
    ///   - key: the key beside this history; without it veiled digests stay unknown.
    public func snapshot(
        _ reference: String, in scope: [String], key: SecretKey?
    ) throws(HistoryError) -> Snapshot {
        try database.reading { () throws(HistoryError) in
            try load(try find(reference, in: scope), key: key)
        }
    }

    /// The table of the newest walk of a root in a scope, for a later walk to carry over from.
    public func previousTable(
        of root: PathBytes, on place: String, in scope: [String], key: SecretKey?
    ) throws(HistoryError) -> FileTable? {
        try database.reading { () throws(HistoryError) in
            let occasions = try stored(
                "WHERE roots = ? ORDER BY sequence DESC LIMIT 1", [.text(Scope.text(scope))])
            guard let newest = occasions.first else { return nil }
            let roots = try walkedRoots(newest).filter { $0.place == place && $0.path == root }
            guard let found = roots.first else { return nil }
            var loading = Loading(found, rollups: [], key: key)
            return try loading.table(database, at: newest.row).table
        }
    }

    /// The occasion a reference names.
    public func occasion(
        _ reference: String, in scope: [String]
    ) throws(HistoryError) -> Inventory.Occasion {
        try find(reference, in: scope).occasion
    }

    func find(_ reference: String, in scope: [String]) throws(HistoryError) -> StoredOccasion {
        if let steps = Reference.stepsBack(reference) {
            let found = try stored(
                "WHERE roots = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?",
                [.text(Scope.text(scope)), .integer(Int64(steps))])
            guard let occasion = found.first else { throw .noSuchSnapshot(reference) }
            return occasion
        }
        let order = "ORDER BY roots = ? DESC, occasions.id DESC"
        let named = try stored(
            "WHERE name = ? \(order) LIMIT 1", [.text(reference), .text(Scope.text(scope))])
        if let occasion = named.first { return occasion }
        guard let beginning = Reference.idBeginning(reference) else {
            throw .noSuchSnapshot(reference)
        }
        let begun = try stored(
            "WHERE substr(snapshot, 1, length(?)) = ? \(order)",
            [.text(beginning), .text(beginning), .text(Scope.text(scope))])
        guard let first = begun.first else { throw .noSuchSnapshot(reference) }
        let ids = Set(begun.map(\.occasion.id)).sorted()
        guard ids.count == 1 else { throw .ambiguous(reference, ids) }
        return first
    }

    /// A root and how its walk on an occasion went.
    struct WalkedRoot {
        let number: Int64
        let place: String
        let path: PathBytes
        let began: Int64
        let isComplete: Bool
        let entry: [UInt8]
    }

    /// Every root that was walked on an occasion or, where it was not reached then, before. The
    /// inside of a container counts as long as it was looked into whenever its host was: a container
    /// that is gone is known no more.
    func walkedRoots(_ occasion: StoredOccasion) throws(HistoryError) -> [WalkedRoot] {
        try database.rows(
            """
            SELECT roots.id, place, path, began, complete AND occasion = ?2, entry
            FROM roots JOIN walks ON walks.root = roots.id
            WHERE scope = ?1 AND occasion = (
                SELECT max(occasion) FROM walks WHERE root = roots.id AND occasion <= ?2)
            AND (instr(place, '/in/') = 0 OR occasion >= (
                SELECT max(walks.occasion) FROM walks JOIN roots AS hosts ON walks.root = hosts.id
                WHERE hosts.scope = ?1 AND walks.occasion <= ?2
                AND hosts.place = substr(roots.place, 1, instr(roots.place, '/in/') - 1)))
            ORDER BY place, path
            """, [.integer(occasion.scope), .integer(occasion.row)]
        ) { row in
            WalkedRoot(
                number: row.integer(0), place: row.text(1) ?? "",
                path: PathBytes(bytes: row.blob(2)), began: row.integer(3),
                isComplete: row.integer(4) != 0, entry: row.blob(5))
        }
    }

    func load(_ occasion: StoredOccasion, key: SecretKey?) throws(HistoryError) -> Snapshot {
        let sections = try database.rows(
            """
            SELECT name, content FROM sections JOIN parts ON parts.id = part WHERE occasion = ?
            """, [.integer(occasion.row)]
        ) { (name: $0.text(0) ?? "", content: $0.blob(1)) }
        guard var rest = Section.inventory(sections) else {
            throw .damaged(path, why: "a section is no JSON")
        }
        rest.snapshot = occasion.occasion
        let roots = try walkedRoots(occasion)
        var tables: [ClassifiedTable] = []
        for root in roots {
            let rollups = rest.rollups.filter { $0.place == root.place && $0.root == root.path }
            var loading = Loading(root, rollups: rollups.map(\.path), key: key)
            tables.append(try loading.table(database, at: occasion.row))
        }
        let complete = roots.filter(\.isComplete).map { "\($0.place):\($0.path.text)" }
        let basis = sections.first { $0.name == Section.basis }.flatMap {
            (try? JSONReader.read($0.content))?.string
        }
        return Snapshot(
            rest: rest, tables: tables, completeRoots: complete, basis: basis, key: key)
    }
}

/// How snapshots are referred to (contract: *a scan has a scope*).
enum Reference {
    /// How many occasions back: 0 for `latest`, N for `latest~N`; nil for another form.
    static func stepsBack(_ text: String) -> Int? {
        if text == "latest" { return 0 }
        guard text.hasPrefix("latest~") else { return nil }
        let digits = text.dropFirst("latest~".count)
        guard digits.allSatisfy(\.isNumber), let steps = Int(digits), steps <= Int32.max else {
            return nil
        }
        return steps
    }

    /// The beginning of an id, with `sha256:` before at least four digits; nil for another form.
    static func idBeginning(_ text: String) -> String? {
        let word = "sha256:"
        let digits = text.hasPrefix(word) ? String(text.dropFirst(word.count)) : text
        let isHexadecimal = digits.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
        return (4...64).contains(digits.utf8.count) && isHexadecimal ? word + digits : nil
    }
}
