import Vocabulary

/// A small system by hand: proxy, gateway, database, cache, index, a schedule, a memory file.
enum SmallSystem {
    static let root = PathBytes("/srv/agent")

    static func service(_ name: String, image: String?, kinds: [String] = ["compose"]) -> Service {
        var out = Service(place: "local", group: "agent", name: name, kinds: kinds)
        out.image = image
        out.restart = "unless-stopped"
        out.supervisors = ["docker"]
        return out
    }

    static func store(
        _ kind: Store.Kind, _ name: String, engine: String? = nil, path: String? = nil
    ) -> Store {
        var out = Store(place: "local", kind: kind, name: name, itemClass: .state)
        out.engine = engine
        out.path = path.map { PathBytes($0) }
        out.bytes = 10_000_000
        return out
    }

    static func item(_ path: String, _ itemClass: ItemClass, size: UInt64 = 100) -> Item {
        var out = Item(
            place: "local", root: root, path: PathBytes(path), type: .file,
            verdict: Verdict(
                itemClass, evidence: [Evidence(.inferred, rule: "test", says: "by hand")]))
        out.size = size
        out.digest = .open(SHA256.digest(path))
        return out
    }

    static var inventory: Inventory {
        var out = Inventory()
        out.places = [Place(id: "local", reach: "local", facts: ["os": "debian"])]
        addServices(&out)
        addItems(&out)
        out.totals = [Totals(place: "local", root: root)]
        out.sort()
        return out
    }

    private static func addServices(_ out: inout Inventory) {
        var database = service("database", image: "postgres:15-alpine")
        database.ports = [.init(host: 5432, container: 5432, address: "127.0.0.1")]
        var cache = service("cache", image: "redis:7.0")
        var index = service("vectors", image: "qdrant/qdrant:v1.9.2")
        index.ports = [.init(host: nil, container: 6333)]
        var gateway = service("gateway", image: nil)
        gateway.build = "/srv/agent/gateway"
        gateway.environment = ["DATABASE_URL", "TOKEN"]
        gateway.ports = [.init(host: 18789, container: 18789, address: "127.0.0.1")]
        var proxy = service("proxy", image: "nginx:1.25-alpine")
        proxy.ports = [.init(host: 80, container: 80), .init(host: 443, container: 443)]
        let pg = store(.volume, "agent_pgdata", engine: "postgresql")
        let rd = store(.volume, "agent_redis", engine: "redis")
        let vectors = store(.volume, "agent_vectors", engine: "qdrant")
        let memory = store(.bind, "memory", path: "/srv/agent/memory")
        let sqlite = store(
            .database, "memory.db", engine: "sqlite", path: "/srv/agent/memory/memory.db")
        for (name, at, store) in [
            ("database", "/var/lib/postgresql/data", pg), ("cache", "/data", rd),
            ("vectors", "/qdrant/storage", vectors), ("gateway", "/app/memory", memory),
        ] {
            let mount = Service.Mount(store: store.id, at: at)
            switch name {
            case "database": (database.mounts, database.stores) = ([mount], [store.id])
            case "cache": (cache.mounts, cache.stores) = ([mount], [store.id])
            case "vectors": (index.mounts, index.stores) = ([mount], [store.id])
            default: (gateway.mounts, gateway.stores) = ([mount], [store.id, sqlite.id])
            }
        }
        var nightly = Service(place: "local", group: "cron:agent", name: "nightly", kinds: ["cron"])
        nightly.schedule = "0 3 * * *"
        nightly.command = ["/srv/agent/bin/nightly.sh"]
        nightly.definedIn = "/var/spool/cron/crontabs/agent"
        nightly.supervisors = ["cron"]
        var outside = Service(
            place: "local", group: "external", name: "api.example.com", kinds: ["external"])
        outside.supervisors = []
        out.services = [database, cache, index, gateway, proxy, nightly, outside]
        out.stores = [pg, rd, vectors, memory, sqlite]
        out.dependencies = [
            Dependency(from: gateway.id, to: database.id, kind: .startOrder, condition: "healthy"),
            Dependency(from: gateway.id, to: cache.id, kind: .network),
            Dependency(from: gateway.id, to: index.id, kind: .network),
            Dependency(from: gateway.id, to: outside.id, kind: .network),
            Dependency(from: proxy.id, to: gateway.id, kind: .network),
            Dependency(from: nightly.id, to: gateway.id, kind: .schedule),
        ]
    }

    private static func addItems(_ out: inout Inventory) {
        var soul = item("SOUL.md", .identity)
        soul.verdict.pins = [Pin(kind: .path, value: "/app/memory", count: 2)]
        var environment = item(".env", .config)
        environment.verdict.secret = .embedded
        var lock = item("gateway.pid", .state)
        lock.verdict.restore = .forbidden
        var database = item("memory/memory.db", .state, size: 4096)
        database.verdict.export = .hotDump
        out.items = [
            soul, environment, lock, database, item("memory/2026-03-04.md", .state),
            item("keys/id_ed25519", .identity), item("compose.yaml", .config),
            item("strange\nname.bin", .unknown),
        ]
    }
}
