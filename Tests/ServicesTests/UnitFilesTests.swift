import Services
import Testing
import Vocabulary

@Suite struct `what a unit's own files say` {
    @Test func `tells on which port it listens, and whom it calls`() {
        let place = Stack([
            "/srv/etc/systemd/system/chat.service":
                "[Service]\nExecStart=/opt/chat -c /etc/chat/home.yaml\n",
            "/srv/etc/chat/home.yaml": """
            listeners:
              - port: 8008
                bind_addresses: ['127.0.0.1']
            bridges: [/etc/chat/bridge.yaml]
            """,
            "/srv/etc/chat/bridge.yaml": "url: http://localhost:29328\n",
            "/srv/etc/systemd/system/bridge.service":
                "[Service]\nExecStart=/opt/bridge -c /var/lib/bridge/config.yaml\n",
            "/srv/var/lib/bridge/config.yaml": """
            homeserver: {address: "http://localhost:8008"}
            appservice: {address: "http://localhost:29328", port: 29328}
            """,
        ])
        #expect(
            place.edges() == [
                "system/chat.service system/bridge.service",
                "system/bridge.service system/chat.service",
            ])
    }

    @Test func `has the last file of variables win`() {
        let place = Stack([
            "/srv/etc/systemd/system/bot.service": """
            [Service]
            Environment=MODEL_URL=https://zero.example/v1
            EnvironmentFile=/opt/bot/bot.env
            EnvironmentFile=-/etc/default/bot
            ExecStart=/opt/bot/run
            """,
            "/srv/opt/bot/bot.env": "MODEL_URL=https://one.example/v1\n",
            "/srv/etc/default/bot": "MODEL_URL=https://two.example/v1\n",
        ])
        #expect(place.edges() == ["system/bot.service external/two.example"])
    }

    @Test func `lies in the folder that a variable gives it as its home`() {
        let place = Stack([
            "/srv/etc/systemd/system/gate.service":
                "[Service]\nEnvironment=GATE_HOME=/opt/gate\nExecStart=/usr/bin/gate\n",
            "/srv/opt/gate/.env": "NOTES_URL=https://notes.example\n",
        ])
        #expect(place.edges() == ["system/gate.service external/notes.example"])
    }

    @Test func `is found below a root of another name`() {
        let place = Stack([
            "/srv/deploy/mail.service": """
            [Service]
            EnvironmentFile=/opt/osgar/deploy/mail.env
            ExecStart=/opt/osgar/run
            """,
            "/srv/deploy/mail.env": "SMTP_URL=smtps://mail.example:465\n",
        ])
        #expect(place.edges() == ["system/mail.service external/mail.example"])
    }

    @Test func `is none of Compose's, which reads its files for others`() {
        let place = Stack([
            "/srv/etc/systemd/system/forge.service": """
            [Service]
            WorkingDirectory=/opt/forge
            ExecStart=/usr/bin/docker compose -f base.yml up
            """,
            "/srv/opt/forge/base.yml":
                "services:\n  mirror:\n    image: mirror\n    environment: {FROM: 'https://up.example'}\n",
        ])
        #expect(!place.edges().contains("system/forge.service external/up.example"))
    }
}

@Suite struct `a store that is none` {
    @Test func `is a Redis told to save nothing, in a unit too`() {
        func isHeld(_ flags: String) -> Bool {
            Stack([
                "/srv/etc/systemd/system/cache.service":
                    "[Service]\nRestart=always\nExecStart=/usr/bin/redis-server \(flags)\n"
            ]).holders.contains("system/cache.service")
        }
        #expect(!isHeld("--save \"\" --port 6390"))
        #expect(isHeld("--port 6390"))
    }

    @Test func `is a registry that only hands on another's images`() {
        let plain = "  hub:\n    image: registry:2\n    volumes: [/var/lib/registry]\n"
        #expect(Stack(compose: plain).holders == ["hub"])
        let proxy = "    environment: {REGISTRY_PROXY_REMOTEURL: 'https://up.example'}\n"
        #expect(Stack(compose: plain + proxy).holders.isEmpty)
    }

    @Test func `is a program whose configuration names another's database`() {
        let stack = Stack(
            compose: """
                  login:
                    image: quay.io/keycloak/keycloak:26.1
                    volumes: ["./login.conf:/opt/keycloak/conf/keycloak.conf:ro"]
                """, ["login.conf": "db=postgres\ndb-url=jdbc:postgresql://kcdb:5432/keycloak\n"])
        #expect(stack.holders.isEmpty)
    }

    @Test func `is an image built on a web server, which writes only what that writes`() {
        let stack = Stack(
            compose: "  web:\n    build: ./web\n    volumes: ['certs:/data']\n",
            ["web/Dockerfile": "FROM caddy:2\nCOPY Caddyfile /etc/caddy/Caddyfile\n"])
        #expect(stack.holders.isEmpty)
    }
}

@Suite struct `a unit's data` {
    private let restarted = "ExecStart=/usr/bin/uv run spirit\nRestart=always\n"

    @Test func `is found in a checkout of another name, by what else lies there`() {
        let unit = "[Service]\nWorkingDirectory=/opt/spirit\n" + restarted
        let place = Stack([
            "/srv/copy/systemd/spirit.service": unit, "/srv/copy/spirit/__init__.py": "",
            "/srv/copy/memory/days.jsonl": "{}\n",
        ])
        #expect(place.holders == ["system/spirit.service"])
        let other = Stack([
            "/srv/copy/systemd/spirit.service": unit, "/srv/copy/memory/days.jsonl": "{}\n",
        ])
        #expect(other.holders.isEmpty)
    }

    @Test(arguments: ["jetstream: {store_dir: /srv/q}", "database_path: /srv/q", "datadir: /srv/q"])
    func `lies where its configuration says`(line: String) {
        let place = Stack([
            "/srv/etc/systemd/system/queue.service":
                "[Service]\nExecStart=/opt/queue -c /etc/queue/queue.yaml\nRestart=always\n",
            "/srv/etc/queue/queue.yaml": line + "\n",
        ])
        #expect(place.holders == ["system/queue.service"])
    }

    @Test func `is copied by a job that lies in a folder called after it`() {
        let unit = "[Service]\nExecStart=/usr/bin/borg create ssh://a@vault.example/./b::x /srv\n"
        let place = Stack([
            "/srv/backup/attic-backup.service": unit, "/srv/backup/attic.service": unit,
            "/srv/backups/2026/attic-backup.service": unit,
        ])
        #expect(place.edges() == ["system/attic-backup.service external/vault.example"])
    }

    @Test func `goes elsewhere by a variable that names a repository`() {
        let place = Stack([
            "/srv/etc/systemd/system/copy.service": """
            [Service]
            Environment=RESTIC_REPOSITORY=sftp:me@store.example:/backup/me
            ExecStart=/usr/bin/restic backup /srv
            """
        ])
        #expect(place.edges() == ["system/copy.service external/store.example"])
    }
}

@Suite struct `a job that makes copies` {
    private func holders(_ variable: String) -> Set<String> {
        Stack(compose: "  job:\n    image: mazzolino/restic:1\n    environment: [\(variable)]\n")
            .holders
    }

    @Test func `holds none of them where they go to a store elsewhere`() {
        #expect(holders("RESTIC_REPOSITORY=rest:http://store.example/").isEmpty)
        #expect(holders("S3_BUCKET=copies").isEmpty)
        #expect(holders("RESTIC_REPOSITORY=/backup") == ["job"])
    }
}

@Suite struct `a unit that keeps something` {
    private let unit = "[Service]\nRestart=always\nExecStart=/opt/heron/bin/heron-ticks\n"

    @Test func `has no part of the folder that another declares as its own`() {
        let open = "[Service]\nStateDirectory=heron\nExecStart=/opt/heron/bin/heron-open\n"
        var texts = [
            "/srv/etc/systemd/system/heron-ticks.service": unit,
            "/srv/var/lib/heron/fills.sqlite": "",
        ]
        #expect(Stack(texts).holders == ["system/heron-ticks.service"])
        texts["/srv/etc/systemd/system/heron-open.service"] = open
        #expect(Stack(texts).holders == ["system/heron-open.service"])
    }

    @Test func `is told by the database that an option gives it`() {
        func holders(_ option: String) -> Set<String> {
            Stack([
                "/srv/etc/systemd/system/feed.service":
                    "[Service]\nType=oneshot\nExecStart=/opt/f/feed \(option) /var/lib/f/a.sqlite\n",
                "/srv/var/lib/f/a.sqlite": "",
            ]).holders
        }
        #expect(holders("--db") == ["system/feed.service"])
        #expect(holders("--skip").isEmpty)
    }
}

@Suite struct `a registry of integrations` {
    @Test func `names the services that Home Assistant reaches`() {
        let entries = """
            {"data": {"entries": [{"domain": "mqtt", "data": {"broker": "mosquitto", "port": 1883}},
            {"domain": "ollama", "data": {"url": "http://ollama:11434"}}]}}
            """
        let place = Stack(
            compose: """
                  ha:
                    image: ghcr.io/home-assistant/home-assistant:2026.1
                    volumes: ["./ha:/config"]
                  mosquitto: {image: "eclipse-mosquitto:2"}
                  ollama: {image: "ollama/ollama:0.6"}

                """, ["ha/.storage/core.config_entries": entries])
        #expect(place.edges() == ["ha mosquitto", "ha ollama"])
    }
}

@Suite struct `a mounted folder` {
    @Test func `is no program's text where only a cache in it holds some`() {
        func holders(_ file: String) -> Set<String> {
            Stack(
                compose: "  shop:\n    image: example/shop:1\n    volumes: [\"./kept:/kept\"]\n",
                ["kept/" + file: "<?php"]
            ).holders
        }
        #expect(holders("cache/tpl.php") == ["shop"])
        #expect(holders("index.php").isEmpty)
    }
}
