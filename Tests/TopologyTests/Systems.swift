import Topology
import Vocabulary

/// SplitMix64: the same seed gives the same numbers everywhere.
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Invented systems.
enum Systems {
    static func service(_ name: String, stores: [String] = []) -> Service {
        var service = Service(place: "local", group: "lab", name: name, kinds: ["compose"])
        service.stores = stores
        return service
    }

    static func id(_ name: String) -> String { "local/service/lab/\(name)" }

    static func edge(
        _ from: String, _ to: String, _ kind: Dependency.Kind = .network,
        _ strength: Dependency.Strength = .hard, condition: String? = nil
    ) -> Dependency {
        Dependency(
            from: id(from), to: id(to), kind: kind, strength: strength, condition: condition,
            evidence: [Evidence(.declared, rule: "test", says: "so")])
    }

    static func inventory(_ names: [String], _ edges: [Dependency]) -> Inventory {
        var inventory = Inventory()
        inventory.places = [Place(id: "local", reach: "local")]
        inventory.services = names.map { service($0) }
        inventory.dependencies = edges
        inventory.sort()
        return inventory
    }

    /// A system of up to twelve services with random needs, cycles included.
    static func random(_ numbers: inout Numbers) -> Inventory {
        let names = (0..<Int.random(in: 1...12, using: &numbers)).map { "s\($0)" }
        let edges = (0..<Int.random(in: 0...20, using: &numbers)).map { _ in
            edge(
                names.randomElement(using: &numbers) ?? "s0",
                names.randomElement(using: &numbers) ?? "s0",
                Dependency.Kind.allCases.randomElement(using: &numbers) ?? .network,
                Bool.random(using: &numbers) ? .hard : .soft,
                condition: Bool.random(using: &numbers) ? "started" : nil)
        }
        var inventory = inventory(names, [])
        var seen: Set<[String]> = []
        inventory.dependencies = edges.filter {
            seen.insert([$0.from, $0.to, $0.kind.rawValue]).inserted
        }
        inventory.sort()
        return inventory
    }

    static func file(
        _ path: String, _ text: String, _ itemClass: ItemClass = .state, modified: Int64 = 0
    ) -> Item {
        var item = Item(
            place: "local", root: "/srv", path: PathBytes(path), type: .file,
            verdict: Verdict(
                itemClass, evidence: [Evidence(.inferred, rule: "test", says: "so")]))
        item.size = UInt64(text.utf8.count)
        item.digest = .open(SHA256.digest(text))
        item.modified = modified
        return item
    }

    static func folder(_ path: String) -> Item {
        Item(
            place: "local", root: "/srv", path: PathBytes(path), type: .folder,
            verdict: Verdict(.config))
    }

    /// An inventory of these items, its books closed.
    static func listing(_ items: [Item], unread: Int = 0) -> Inventory {
        var inventory = Inventory()
        inventory.places = [Place(id: "local", reach: "local")]
        inventory.items = items
        var totals = Totals(place: "local", root: "/srv")
        totals.files = items.count + unread
        totals.listed = items.count
        totals.unread = unread
        inventory.totals = [totals]
        inventory.sort()
        return inventory
    }

    /// A random listing: few names and few contents, so that moves and changes occur.
    static func randomListing(_ numbers: inout Numbers) -> Inventory {
        let names = ["a", "b", "c", "d/a", "d/b", "e"]
        let items = names.filter { _ in Bool.random(using: &numbers) }.map { name in
            file(
                name, ["", "one", "two", "three"].randomElement(using: &numbers) ?? "",
                ItemClass.allCases.randomElement(using: &numbers) ?? .state,
                modified: Int64.random(in: 0...3, using: &numbers) * 500_000_000)
        }
        var inventory = listing(items, unread: Int.random(in: 0...1, using: &numbers))
        let system = random(&numbers)
        inventory.services = system.services
        inventory.dependencies = system.dependencies
        return inventory
    }
}
