import Vocabulary

/// Pieces of JSON kept once each, whatever refers to them; known by number within a history.
struct Parts: ~Copyable {
    private let find: Statement
    private let insert: Statement

    init(_ database: borrowing Database) throws(HistoryError) {
        let find = try database.prepare("SELECT id FROM parts WHERE digest = ?")
        let insert = try database.prepare("INSERT INTO parts(digest, content) VALUES(?, ?)")
        self.find = find
        self.insert = insert
    }

    /// The number of a piece, kept now if it was not.
    func number(
        _ content: [UInt8], _ database: borrowing Database
    ) throws(HistoryError) -> Int64 {
        let digest = SHA256.digest(content).bytes
        find.bind([.blob(digest)])
        if try database.step(find) { return find.integer(0) }
        insert.bind([.blob(digest), .blob(content)])
        try database.step(insert)
        return database.lastRow
    }

    /// The numbers of pieces.
    func numbers(
        _ pieces: [some JSONWritable], _ database: borrowing Database
    ) throws(HistoryError) -> [UInt32] {
        var numbers: [UInt32] = []
        for piece in pieces {
            numbers.append(UInt32(try number(JSONText.bytes(piece), database)))
        }
        return numbers
    }
}

/// The parts of an inventory that are kept as JSON, by the contract's names.
enum Section {
    /// Names and contents, in the order of documents; items only where there are any.
    static func all(_ rest: Inventory) -> [(name: String, content: [UInt8])] {
        var sections = [
            ("places", array(rest.places)), ("rollups", array(rest.rollups)),
            ("excluded", array(rest.excluded)), ("totals", array(rest.totals)),
            ("services", array(rest.services)), ("stores", array(rest.stores)),
            ("dependencies", array(rest.dependencies)), ("problems", array(rest.problems)),
        ]
        if !rest.items.isEmpty { sections.append(("items", array(rest.items))) }
        return sections.map { (name: $0.0, content: $0.1) }
    }

    /// The section that tells what besides the files decided what was found.
    static let basis = "basis"

    private static func array(_ values: [some JSONWritable]) -> [UInt8] {
        var out = JSONWriter()
        out.array { out in for value in values { value.write(to: &out) } }
        return out.bytes
    }

    /// The inventory of sections; nil where one of them is no JSON.
    static func inventory(_ sections: [(name: String, content: [UInt8])]) -> Inventory? {
        var members: [(key: String, value: JSONValue)] = [
            ("kind", .string("inventory")), ("format", .integer(1)),
        ]
        for section in sections where section.name != basis {
            guard let value = try? JSONReader.read(section.content) else { return nil }
            members.append((section.name, value))
        }
        return Inventory(JSONValue.object(members))
    }
}
