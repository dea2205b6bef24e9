import Testing
import Vocabulary

@testable import Knowledge

@Suite struct `The shipped playbooks` {
    let playbooks = Playbooks.shipped

    @Test func `are each found by their own example`() {
        for playbook in playbooks.all {
            let found =
                playbook.images.isEmpty
                ? playbooks.playbook(forProgram: playbook.example)
                : playbooks.playbook(forImage: playbook.example)
            #expect(found?.id == playbook.id, "\(playbook.id): \(playbook.example)")
        }
    }

    @Test func `have ids of their own`() {
        #expect(Set(playbooks.all.map(\.id)).count == playbooks.all.count)
        #expect(playbooks.all.count > 150)
    }

    @Test func `say what state they hold where they keep state`() {
        for playbook in playbooks.all {
            let keepsState = playbook.stores.contains {
                $0.itemClass == .state && $0.engine != nil
            }
            if keepsState { #expect(playbook.holdsState != false, "\(playbook.id)") }
        }
    }

    /// The playbooks that Tests/PlaybookRoundTrips runs.
    static let proven = [
        "postgres", "redis", "sqlite", "mariadb", "memcached", "mosquitto", "rabbitmq", "nginx",
        "caddy", "prometheus", "chroma", "node", "python",
    ]

    @Test func `name a source for every command, and what was run here only with a round trip`() {
        for playbook in playbooks.all {
            for (_, command) in playbook.procedures.all {
                #expect(!command.source.isEmpty, "\(playbook.id).\(command.id)")
                if command.proven == .runHere {
                    #expect(Self.proven.contains(playbook.id))
                }
                if command.seen != nil { #expect(command.proven == .runHere) }
            }
        }
    }

    @Test func `P30: that move data and were run here have a change for the worse to be caught`() {
        for playbook in playbooks.all where playbook.procedures.movesData {
            let isTried = playbook.proven == .runHere
            #expect(playbook.procedures.spoil.isEmpty != isTried, "\(playbook.id)")
        }
    }

    @Test(arguments: [
        "postgres", "mariadb", "redis", "sqlite", "chroma", "mosquitto", "rabbitmq", "nginx",
        "caddy", "prometheus", "node", "python", "memcached",
    ])
    func `of engines that Debian or a package index has were run here`(id: String) {
        #expect(playbooks[id: id]?.proven == .runHere)
    }

    @Test(arguments: [
        "mysql", "valkey", "mongo", "qdrant", "minio", "grafana", "openclaw", "tabbyapi", "ollama",
        "n8n",
    ])
    func `of engines that were not at hand say why nobody has run them`(id: String) {
        #expect(playbooks[id: id]?.proven != .runHere)
        #expect(playbooks[id: id]?.unproven.isEmpty == false)
    }

    @Test(arguments: [
        ("postgres", "postgres"), ("postgres:15-alpine", "postgres"),
        ("docker.io/library/postgres:16", "postgres"),
        ("mirror.gcr.io/library/postgres:16", "postgres"),
        ("registry.local:5000/team/postgres:14", "postgres"),
        ("pgvector/pgvector:pg16", "postgres"),
        ("ghcr.io/open-webui/open-webui:main", "open-webui"), ("bitnami/redis:7.2", "redis"),
        ("oliver006/redis_exporter:v1", "exporter"), ("nginx@sha256:0123", "nginx"),
        ("quay.io/keycloak/keycloak:24.0", "keycloak"),
        ("lscr.io/linuxserver/sonarr", "media-helper"),
        ("lscr.io/linuxserver/something-else", "linuxserver"), ("valkey/valkey:8", "valkey"),
        ("mcr.microsoft.com/mssql/server:2022-latest", "mssql"), ("redis:alpine", "redis"),
    ])
    func `know an image under its many names`(image: String, id: String) {
        #expect(playbooks.playbook(forImage: image)?.id == id)
    }

    @Test(arguments: ["me/my-app:1", "${IMAGE}", "", "postgres-backup-of-mine:1"])
    func `do not guess`(image: String) {
        #expect(playbooks.playbook(forImage: image) == nil)
    }

    @Test(arguments: [
        ("postgres:15", []), ("postgres:15.4-alpine", []), ("postgres:16", ["package"]),
        ("pgvector/pgvector:pg17", ["package"]), ("postgres:latest", ["package"]),
        ("postgres", ["package"]), ("redis:7.0", []), ("redis:7.2-alpine", ["package"]),
        ("redis:6", []), ("redis:alpine", ["package"]), ("mariadb:11.4", ["package"]),
        ("mariadb:10.6", []), ("mysql:8.0", ["package"]), ("valkey/valkey:8", ["package"]),
        ("mongo:7", ["package"]),
    ])
    func `shut the way to a package that is too old`(image: String, shut: [String]) throws {
        let playbook = try #require(playbooks.playbook(forImage: image))
        let reference = try #require(ImageReference(image))
        let found = playbook.gates.filter { $0.applies(to: reference) }.flatMap(\.shuts)
        #expect(Set(found) == Set(shut))
    }

    @Test func `find programs and units whatever their version and path`() {
        #expect(playbooks.playbook(forProgram: "/usr/bin/python3.11")?.id == "python")
        #expect(
            playbooks.playbook(forProgram: "/usr/lib/postgresql/15/bin/postgres")?.id == "postgres")
        #expect(playbooks.playbook(forUnit: "postgresql@15-main.service")?.id == "postgres")
        #expect(playbooks.playbook(forUnit: "nothing-known") == nil)
    }

    @Test func `refuse an unknown key with its place`() {
        let text = """
            format: 1
            playbooks:
              - id: x
                title: X
                exmaple: x
                example: x
            """
        #expect(
            throws: PlaybookError(message: "unknown or repeated key exmaple", line: 5, column: 5)
        ) {
            try Playbooks(declarations: [Array(text.utf8)])
        }
    }
}
