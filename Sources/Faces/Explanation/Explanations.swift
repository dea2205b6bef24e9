public import Vocabulary

/// The explanations a person asks for by an id, a path or a name.
public struct Explanations: Equatable, Sendable {
    /// One for each thing that was meant, sorted by id.
    public let all: [Explanation]

    /// What an inventory says about everything `text` may mean: an id, `FROM->TO` for a
    /// dependency, an absolute path, a path below a root, or the name of a service or store.
    /// Empty where there is no such thing.
    public init(of text: String, in inventory: Inventory) {
        self.init(of: PathBytes(text), in: inventory)
    }

    /// The same, by bytes that need not be UTF-8.
    public init(of path: PathBytes, in inventory: Inventory) {
        let text = path.isLossy ? nil : path.text
        let byID = text.map { Self.found(id: $0, in: inventory) } ?? []
        let byPath = byID.isEmpty ? Self.found(path: path, in: inventory) : byID
        let found = byPath.isEmpty ? Self.found(name: text ?? "", in: inventory) : byPath
        all = found.sorted { ($0.subject, $0.of.rawValue) < ($1.subject, $1.of.rawValue) }
    }

    private static func found(id: String, in inventory: Inventory) -> [Explanation] {
        var found = inventory.services.filter { $0.id == id }.map { explain($0, in: inventory) }
        found += inventory.stores.filter { $0.id == id }.map { explain($0, in: inventory) }
        if let arrow = id.firstRange(of: "->") {
            let (from, to) = (String(id[..<arrow.lowerBound]), String(id[arrow.upperBound...]))
            found += inventory.dependencies.filter { $0.from == from && $0.to == to }
                .map(explain)
        }
        if id.contains("//") {
            found += inventory.items.filter { $0.id == id }.map { explain($0, in: inventory) }
        }
        return found
    }

    private static func found(path: PathBytes, in inventory: Inventory) -> [Explanation] {
        func means(_ root: PathBytes, _ below: PathBytes) -> Bool {
            path == below || path == root.appending(below)
        }
        let items = inventory.items.filter { means($0.root, $0.path) }
        if !items.isEmpty { return items.map { explain($0, in: inventory) } }
        func holds(_ root: PathBytes, _ below: PathBytes) -> Bool {
            path.isWithin(root.appending(below)) || (!below.isEmpty && path.isWithin(below))
        }
        return inventory.rollups.filter { holds($0.root, $0.path) }.map(explain)
            + inventory.excluded.filter { holds($0.root, $0.path) }.map(explain)
    }

    private static func found(name: String, in inventory: Inventory) -> [Explanation] {
        inventory.services.filter { $0.name == name }.map { explain($0, in: inventory) }
            + inventory.stores.filter { $0.name == name }.map { explain($0, in: inventory) }
    }
}
