import Holes
import Knowledge
import Policies
import Vocabulary

/// A small inventory to ask about.
struct Scene {
    var inventory = Inventory()
    var policy = Policy()
    var now: Int64 = 1_790_000_000_000_000_000

    init() {
        inventory.places = [Place(id: "local", reach: "local")]
        var totals = Totals(place: "local", root: "/srv")
        totals.folders = 1
        totals.listed = 1
        inventory.totals = [totals]
        var root = Item(
            place: "local", root: "/srv", path: "", type: .folder, verdict: Verdict(.config))
        root.uid = 1000
        inventory.items = [root]
    }

    /// The slugs of open holes with the last words of their subjects, `slug subject`.
    var open: [String] {
        holes.filter(\.isOpen).map { hole in
            let slug = Rule.all.first { $0.id == hole.rule }?.slug ?? "?"
            let subject =
                hole.subject.contains("//")
                ? String(hole.subject.split(separator: "//", maxSplits: 1).last ?? "")
                : Identifiers.name(of: hole.subject)
            return "\(slug) \(subject)"
        }
    }

    var holes: [Hole] {
        HoleFinder.find(inventory, policy: policy, catalogue: .shipped, now: now)
    }

    mutating func add(
        _ path: String, _ itemClass: ItemClass, type: ItemType = .file, _ text: String = "text",
        rules: [String] = [], says: String = "so", change: (inout Item) -> Void = { _ in }
    ) {
        var verdict = Verdict(itemClass)
        verdict.evidence = rules.map { Evidence(.observed, rule: $0, says: says, at: path + ":3") }
        var item = Item(
            place: "local", root: "/srv", path: PathBytes(path), type: type, verdict: verdict)
        item.size = UInt64(text.utf8.count)
        item.digest = type == .file ? .open(SHA256.digest(text)) : nil
        item.mode = 0o600
        item.uid = 1000
        change(&item)
        inventory.items.append(item)
        inventory.sort()
    }

    /// A compose service that nothing can be asked about, but for what `change` does to it.
    @discardableResult
    mutating func serve(
        _ name: String, group: String = "lab", kinds: [String] = ["compose"],
        change: (inout Service) -> Void = { _ in }
    ) -> String {
        var service = Service(place: "local", group: group, name: name, kinds: kinds)
        service.health = Service.Health(test: ["CMD"])
        service.image = "example/thing:1.2.3"
        service.supervisors = ["docker"]
        service.evidence = [
            Evidence(.declared, rule: "compose.service", says: "a service", at: "compose.yaml:3"),
            Evidence(.declared, rule: "document.names", says: "README.md names it"),
        ]
        change(&service)
        inventory.services.append(service)
        inventory.sort()
        return service.id
    }

    mutating func keep(
        _ kind: Store.Kind, _ name: String, _ itemClass: ItemClass, engine: String? = nil
    ) -> String {
        var store = Store(place: "local", kind: kind, name: name, itemClass: itemClass)
        store.engine = engine
        inventory.stores.append(store)
        inventory.sort()
        return store.id
    }

    mutating func need(_ from: String, _ to: String, _ kind: Dependency.Kind = .network) {
        inventory.dependencies.append(
            Dependency(
                from: from, to: to, kind: kind,
                evidence: [Evidence(.declared, rule: "test", says: "so", at: "compose.yaml:9")]))
        inventory.sort()
    }
}
