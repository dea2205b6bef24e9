import Vocabulary

/// A small agent's workspace, with names chosen to break whatever prints them.
enum Sample {
    /// A quote, markup, a line break, an escape sequence, a mark that turns the text around.
    static let hostile = "we\"ird <b>&'\\ \n\u{1B}[31m\u{202E}`|;#%"
    static let hostilePath = PathBytes(
        bytes: Array("logs/".utf8) + [0xFF, 0x0A, 0x1B] + Array("[2J\"<x>".utf8))

    static let postgres = "local/service/moto/postgres"
    static let data = "local/store/volume/moto_pgdata"

    static var inventory: Inventory {
        var inventory = Inventory()
        inventory.snapshot.id = "sha256:" + String(repeating: "0a", count: 32)
        inventory.snapshot.taken = 1_795_226_400_000_000_000
        inventory.snapshot.scope = ["local:/srv/moto"]
        inventory.snapshot.sequence = 1
        inventory.places = [place]
        inventory.items = items
        inventory.rollups = [rollup]
        inventory.totals = [totals]
        inventory.services = services
        inventory.stores = stores
        inventory.dependencies = dependencies
        inventory.problems = [
            Problem(
                place: "local", path: hostilePath, what: "permission denied", code: "EACCES")
        ]
        inventory.sort()
        return inventory
    }

    /// The same content, every array the other way around.
    static var shuffled: Inventory {
        var inventory = inventory
        inventory.items.reverse()
        inventory.services.reverse()
        inventory.stores.reverse()
        inventory.dependencies.reverse()
        inventory.places[0].coverage.reverse()
        for index in inventory.items.indices {
            inventory.items[index].verdict.evidence.reverse()
        }
        for index in inventory.services.indices { inventory.services[index].stores.reverse() }
        return inventory
    }

    private static var place: Place {
        Place(
            id: "local", reach: "local", facts: ["os": "debian"],
            coverage: [
                Place.Coverage(
                    scope: "containers", looked: false,
                    missing: [
                        .init(what: "containers", why: "no engine answered", privilege: "docker")
                    ]), Place.Coverage(scope: "files", looked: true),
            ])
    }

    private static var rollup: Rollup {
        Rollup(
            place: "local", root: "/srv/moto", path: "node_modules", itemClass: .convenience,
            files: 18422, folders: 2100, other: 0, bytes: 210_331_220, digest: .none,
            recipe: "package-lock.json",
            evidence: [Evidence(.inferred, rule: "node.modules", says: "named by a lock file")])
    }

    private static var totals: Totals {
        var totals = Totals(place: "local", root: "/srv/moto")
        (totals.files, totals.folders) = (18426, 2101)
        (totals.listed, totals.rolledUp) = (5, 20522)
        return totals
    }

    private static var items: [Item] {
        var soul = item("SOUL.md", .identity, 812)
        soul.verdict.evidence = [
            Evidence(.inferred, rule: "soul.name", says: "named like a persona"),
            Evidence(
                .observed, rule: "prompt.loader", says: "loaded at every run", at: "AGENTS.md:12"),
        ]
        var key = item(".env", .config, 96)
        key.verdict.secret = .embedded
        key.verdict.secrets = [SecretFinding(kind: "api-token", count: 2)]
        key.verdict.unlocks = [data]
        key.verdict.evidence = [
            Evidence(.declared, rule: "n8n.key", says: "N8N_ENCRYPTION_KEY stands here")
        ]
        var odd = item("", .state, 3)
        odd.path = hostilePath
        odd.verdict.exclusivity = .ratchet
        odd.verdict.evidence = [Evidence(.observed, rule: "odd", says: hostile, at: hostile)]
        return [soul, key, odd, item("README.md", .convenience, 4000), item("a/b.md", .state, 9)]
    }

    static func item(_ path: PathBytes, _ itemClass: ItemClass, _ size: UInt64) -> Item {
        var item = Item(
            place: "local", root: "/srv/moto", path: path, type: .file, verdict: Verdict(itemClass))
        item.size = size
        item.mode = 0o644
        return item
    }

    private static var services: [Service] {
        var postgres = service("postgres", image: "postgres:15")
        postgres.ports = [Service.Port(host: 5432, container: 5432)]
        postgres.stores = [data]
        postgres.definedIn = "/srv/moto/compose.yaml"
        var n8n = service("n8n", image: "n8nio/n8n:1.60")
        n8n.stores = [Identifiers.store(place: "local", kind: .anonymous, name: "n8n")]
        var odd = service(hostile, image: nil)
        odd.isVariant = true
        let outside = Service(
            place: "local", group: "external", name: "api.example.com", kinds: ["external"])
        return [postgres, n8n, odd, outside]
    }

    private static func service(_ name: String, image: String?) -> Service {
        var service = Service(place: "local", group: "moto", name: name, kinds: ["compose"])
        service.image = image
        service.evidence = [
            Evidence(.declared, rule: "compose.service", says: "declared", at: "compose.yaml:3")
        ]
        return service
    }

    private static var stores: [Store] {
        var database = Store(place: "local", kind: .volume, name: "moto_pgdata", itemClass: .state)
        database.engine = "postgresql"
        database.version = "15"
        let layer = Store(place: "local", kind: .anonymous, name: "n8n", itemClass: .state)
        return [database, layer]
    }

    private static var dependencies: [Dependency] {
        let n8n = "local/service/moto/n8n"
        let odd = Identifiers.service(place: "local", group: "moto", name: hostile)
        let outside = "local/service/external/api.example.com"
        let seen = [Evidence(.declared, rule: "compose.depends_on", says: "depends_on names it")]
        return [
            Dependency(
                from: n8n, to: postgres, kind: .startOrder, condition: "healthy", evidence: seen),
            Dependency(from: n8n, to: outside, kind: .network, strength: .soft, evidence: seen),
            Dependency(from: odd, to: n8n, kind: .network, evidence: seen),
        ]
    }
}
