import Formats
import Knowledge
import Services
import Testing
import Vocabulary

/// What a compose service tells of itself.
struct DraftTests {
    private static let project = """
        services:
          gateway:
            image: ghcr.io/example/gateway:2
            container_name: moto-gateway
            command: ["node", "dist/index.js", "--token", "sk-CANARY", "--port", "18789"]
            environment:
              DATABASE_URL: postgres://app:${DB_PASSWORD}@db:5432/app
              PLAIN: CANARY
            env_file: [gateway.env, shared.env]
            ports: ["127.0.0.1:18789:18789"]
            volumes:
              - ./workspace:/work
              - ./config.yaml:/etc/gateway.yaml
              - ~/.ssh:/root/.ssh:ro
              - /var/run/docker.sock:/var/run/docker.sock
              - /etc/localtime:/etc/localtime:ro
            depends_on:
              db: {condition: service_healthy}
              queue: {condition: service_started, required: false}
            secrets: [token]
            restart: unless-stopped
            healthcheck:
              test: curl -f http://me:CANARY@localhost:18789/CANARY?x || exit 1
              interval: 90s
          db:
            image: postgres:15-alpine
            volumes: [pgdata:/var/lib/postgresql/data]
            env_file: shared.env
            networks: {default: {aliases: [database]}}
          queue:
            image: redis:7
            restart: on-failure:5
          sidecar:
            image: busybox
            network_mode: service:gateway
            volumes_from: [db:ro]
            profiles: [debug]
        volumes: {pgdata: }
        secrets: {token: {file: ./token.txt}}
        """

    private static let texts = [
        "/srv/moto/compose.yaml": project,
        "/srv/moto/.env": "DB_PASSWORD=CANARY\n",
        "/srv/moto/gateway.env": "API_KEY=CANARY\n",
        "/srv/moto/shared.env": "SHARED=http://queue:6379\n",
        "/srv/moto/config.yaml": "a: 1\n", "/srv/moto/token.txt": "CANARY",
        "/srv/moto/workspace/SOUL.md": "",
    ]

    private let found = ComposeServices.discover(
        in: MemoryDocuments(texts, owner: "moto"), playbooks: .shipped)

    private func draft(_ name: String) throws -> ServiceDraft {
        try #require(found.drafts.first { $0.service.name == name })
    }

    @Test func `its plain parts`() throws {
        let service = try draft("gateway").service
        #expect(service.id == "local/service/moto/gateway")
        #expect(service.environment == ["API_KEY", "DATABASE_URL", "PLAIN", "SHARED"])
        #expect(service.environmentFrom.map(\.form) == ["compose", "dotenv", "dotenv"])
        #expect(
            service.ports == [Service.Port(host: 18789, container: 18789, address: "127.0.0.1")])
        #expect(service.aliases == ["moto-gateway"])
        #expect(service.networks == ["moto_default"])
        #expect(service.restart == "unless-stopped" && service.restartIsLimited == false)
        #expect(service.health?.intervalSeconds == 90)
        #expect(service.supervisors == ["docker"])
        #expect(service.definedIn == "/srv/moto/compose.yaml")
        #expect(try draft("queue").service.restartIsLimited == true)
        #expect(try draft("sidecar").service.profiles == ["debug"])
        #expect(try draft("db").service.aliases == ["database"])
    }

    @Test func `no value of its environment, command or address leaves`() throws {
        var inventory = Inventory()
        inventory.services = found.drafts.map(\.service)
        inventory.stores = found.drafts.flatMap(\.stores)
        inventory.dependencies = found.drafts.flatMap(\.dependencies)
        inventory.problems = found.problems
        let text = String(decoding: inventory.document(), as: UTF8.self)
        #expect(!text.contains("CANARY"))
        let service = try draft("gateway").service
        #expect(
            service.command == ["node", "dist/index.js", "--token", "‹…›", "--port", "18789"])
        #expect(service.health?.test.last == "curl -f http://localhost:18789 || exit 1")
    }

    @Test func `its values go to whoever resolves references, with their places`() throws {
        let leaves = try draft("gateway").leaves
        let url = try #require(leaves.first { $0.key == "environment.DATABASE_URL" })
        #expect(url.value == "postgres://app:CANARY@db:5432/app")
        #expect(url.file == "/srv/moto/compose.yaml" && url.line == 7 && !url.isShared)
        let shared = try #require(leaves.first { $0.key == "environment.SHARED" })
        #expect(shared.isShared && shared.file == "/srv/moto/shared.env" && shared.line == 1)
        #expect(leaves.contains { $0.key == "command.5" && $0.value == "18789" })
        #expect(!leaves.contains { $0.key == "environment.API_KEY" && $0.isShared })
    }

    @Test func `what it mounts is data, configuration, a credential or the host's own`() throws {
        let draft = try draft("gateway")
        let roles = Dictionary(
            uniqueKeysWithValues: draft.service.mounts.map { ($0.at, $0.role) })
        #expect(roles["/work"] == "data")
        #expect(roles["/etc/gateway.yaml"] == "config")
        #expect(roles["/root/.ssh"] == "secret")
        #expect(roles["/var/run/docker.sock"] == "socket")
        #expect(roles["/run/secrets/token"] == "secret")
        let ssh = try #require(draft.stores.first { $0.path == "/home/moto/.ssh" })
        #expect(ssh.id == "local/store/bind/%2fhome%2fmoto%2f.ssh")
        #expect(draft.configuration == ["/srv/moto/config.yaml"])
        let mentioned = Dictionary(grouping: draft.mentions, by: \.role)
        #expect(mentioned[.data]?.map(\.path) == ["/srv/moto/workspace"])
        #expect(mentioned[.environment]?.count == 2)
        #expect(mentioned[.secret]?.map(\.path).contains("/srv/moto/token.txt") == true)
    }

    @Test func `a volume known to its playbook carries engine and version`() throws {
        let store = try #require(draft("db").stores.first)
        #expect(store.id == "local/store/volume/moto_pgdata")
        #expect(store.engine == "postgresql" && store.version == "15")
        #expect(store.itemClass == .state)
    }

    @Test func `a volume the image declares and nobody mounts is anonymous`() throws {
        let stores = try draft("queue").stores
        #expect(stores.map(\.kind) == [.anonymous])
        #expect(stores[0].engine == "redis")
        #expect(stores[0].evidence[0].basis == .inferred)
    }

    @Test func `what it declares to need, with condition and strength`() throws {
        let dependencies = try draft("gateway").dependencies
        let database = dependencies.first { $0.to == "local/service/moto/db" }
        #expect(database?.kind == .startOrder && database?.condition == "healthy")
        #expect(database?.strength == .hard)
        #expect(database?.evidence.first?.at == "moto/compose.yaml:18")
        let queue = dependencies.first { $0.to == "local/service/moto/queue" }
        #expect(queue?.strength == .soft && queue?.condition == "started")
        let token = dependencies.first { $0.kind == .secret && $0.to.contains("/file/") }
        #expect(token?.to == "local/store/file/%2fsrv%2fmoto%2ftoken.txt")
    }

    @Test func `a shared network namespace orders, connects and is told`() throws {
        let draft = try draft("sidecar")
        #expect(draft.sharesNamespaceWith == "local/service/moto/gateway")
        let kinds = draft.dependencies.filter { $0.to == "local/service/moto/gateway" }.map(\.kind)
        #expect(kinds == [.startOrder, .network])
        #expect(draft.service.mounts.map(\.store) == ["local/store/volume/moto_pgdata"])
    }

    @Test func `the files that define it are mentioned`() {
        let definitions = found.mentions.filter { $0.role == .definition }.map(\.path)
        #expect(definitions == ["/srv/moto/compose.yaml"])
        #expect(found.mentions.contains { $0.path == "/srv/moto/.env" && $0.role == .environment })
    }
}
