import Vocabulary

/// Systems made up from a seed: images, stores, edges with and without cycles, items, schedules.
struct GeneratedSystem {
    /// SplitMix64: the same seed gives the same system everywhere.
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static let images: [(image: String?, engine: String?, at: String)] = [
        ("postgres:15-alpine", "postgresql", "/var/lib/postgresql/data"),
        ("postgres:17", "postgresql", "/var/lib/postgresql/data"),
        ("redis:7.0", "redis", "/data"), ("redis:latest", "redis", "/data"),
        ("qdrant/qdrant:v1.9", "qdrant", "/qdrant/storage"), ("mysql:8", "mysql", "/var/lib/mysql"),
        ("nginx:1.25", nil, "/etc/nginx"), ("containrrr/watchtower", nil, "/x"),
        ("ghcr.io/me/app:3", nil, "/app/data"), (nil, nil, "/srv/data"),
        ("ghcr.io/open-webui/open-webui:main", "sqlite", "/app/backend/data"),
    ]

    static func inventory(seed: UInt64, acyclic: Bool = false) -> Inventory {
        var dice = Dice(state: seed)
        var out = Inventory()
        out.places = [Place(id: "local", reach: "local", facts: ["os": "debian"])]
        let count = Int.random(in: 1...12, using: &dice)
        for index in 0..<count { addService(index, &out, &dice) }
        addEdges(&out, acyclic, &dice)
        addItems(&out, &dice)
        out.totals = [Totals(place: "local", root: "/srv/w")]
        out.sort()
        return out
    }

    private static func addService(_ index: Int, _ out: inout Inventory, _ dice: inout Dice) {
        let group = ["one", "two"].randomElement(using: &dice) ?? "one"
        let choice = images.randomElement(using: &dice) ?? images[0]
        if Int.random(in: 0..<6, using: &dice) == 0 {
            var cron = Service(
                place: "local", group: "cron:agent", name: "job-\(index)", kinds: ["cron"])
            cron.schedule = "\(index) 3 * * *"
            cron.command = ["/srv/w/bin/job-\(index)"]
            out.services.append(cron)
            return
        }
        var service = Service(
            place: "local", group: group, name: "s\(index)", kinds: ["compose"])
        service.image = choice.image
        if choice.image == nil { service.build = "/srv/w/app" }
        service.restart = ["no", "always", "on-failure:3", "unless-stopped"]
            .randomElement(using: &dice)
        service.isVariant = Int.random(in: 0..<15, using: &dice) == 0
        for _ in 0..<Int.random(in: 0...2, using: &dice) {
            let inside = [80, 3000, 5432, 6379, 8080].randomElement(using: &dice) ?? 80
            let isPublished = Bool.random(using: &dice)
            service.ports.append(
                .init(
                    host: isPublished ? inside + Int.random(in: 0...1, using: &dice) : nil,
                    container: inside,
                    address: Bool.random(using: &dice) ? "127.0.0.1" : nil))
        }
        addStores(to: &service, choice, index, &out, &dice)
        out.services.append(service)
    }

    private static func addStores(
        to service: inout Service, _ choice: (image: String?, engine: String?, at: String),
        _ index: Int, _ out: inout Inventory, _ dice: inout Dice
    ) {
        let kinds: [Store.Kind] = [.volume, .volume, .bind, .anonymous, .tmpfs, .layer]
        let kind = kinds.randomElement(using: &dice) ?? .volume
        var store = Store(
            place: "local", kind: kind, name: "store-\(index)",
            itemClass: [.state, .state, .config, .convenience, .unknown, .identity]
                .randomElement(using: &dice) ?? .state)
        store.engine = choice.engine
        if kind == .bind {
            store.path =
                Bool.random(using: &dice)
                ? PathBytes("/srv/w/data-\(index)") : PathBytes("/mnt/data-\(index)")
        }
        service.stores = [store.id]
        service.mounts = [Service.Mount(store: store.id, at: choice.at)]
        out.stores.append(store)
        guard Int.random(in: 0..<4, using: &dice) == 0 else { return }
        var database = Store(
            place: "local", kind: .database, name: "db-\(index)", itemClass: .state)
        database.engine = "sqlite"
        database.path = PathBytes("/srv/w/db-\(index).sqlite")
        service.stores.append(database.id)
        out.stores.append(database)
    }

    private static func addEdges(
        _ out: inout Inventory, _ acyclic: Bool, _ dice: inout Dice
    ) {
        let ids = out.services.map(\.id)
        let isSchedule = Set(out.services.filter { $0.kinds == ["cron"] }.map(\.id))
        for _ in 0..<Int.random(in: 0...(ids.count * 2), using: &dice) {
            let one = Int.random(in: 0..<ids.count, using: &dice)
            let two = Int.random(in: 0..<ids.count, using: &dice)
            let (from, to) = acyclic ? (max(one, two), min(one, two)) : (one, two)
            if isSchedule.contains(ids[to]) { continue }
            out.dependencies.append(
                Dependency(
                    from: ids[from], to: ids[to],
                    kind: Dependency.Kind.allCases.randomElement(using: &dice) ?? .network,
                    strength: Bool.random(using: &dice) ? .hard : .soft))
        }
    }

    private static func addItems(_ out: inout Inventory, _ dice: inout Dice) {
        for index in 0..<Int.random(in: 1...30, using: &dice) {
            let itemClass = ItemClass.allCases.randomElement(using: &dice) ?? .unknown
            var item = Item(
                place: "local", root: "/srv/w",
                path: PathBytes("f\(index % 7)/n\(index)\(index % 11 == 0 ? "\n" : "")"),
                type: ItemType.allCases.randomElement(using: &dice) ?? .file,
                verdict: Verdict(itemClass))
            item.verdict.export = Export.allCases.randomElement(using: &dice) ?? .hotCopy
            item.verdict.restore = Restore.allCases.randomElement(using: &dice) ?? .normal
            if itemClass == .identity {
                item.verdict.pins = [Pin(kind: .path, value: "/app/data", count: 1)]
            }
            item.size = UInt64.random(in: 0...1_000_000, using: &dice)
            out.items.append(item)
        }
    }
}
