import Testing
import Vocabulary

@Suite struct `a value becomes an edge` {
    private let database = "  db: {image: postgres}\n"

    private func app(_ environment: String) -> Stack {
        Stack(
            compose: database
                + "  app:\n    image: corp/app\n    environment:\n      \(environment)\n")
    }

    @Test(arguments: [
        "A: postgres://u:p@db:5432/x", "A: jdbc:postgresql://db/x?ssl=true", "A: 'db:5432'",
        "DB_HOST: db", "PGHOST: db", "A: Host=db;Port=5432;Database=x", "A: host=db port=5432",
        "A: 'u:p@tcp(db:3306)/x'", "A: 'Server=tcp:db,1433;Database=x'",
        "A: jdbc:oracle:thin:@db:1521:XE", "A: '1@other:9093,2@db:9093'",
        "A: mongodb://other:27017,db:27017/x", "A: http://other:1,http://db:2",
        "A: '[\"http://db:9200\"]'", "NODES: other,db",
    ])
    func `in every form that names a host`(_ variable: String) {
        #expect(app(variable).edges() == ["app db"])
    }

    @Test(arguments: [
        "DB_NAME: db", "DB_USER: db", "MODE: db", "A: $${db}", "ALLOWED_HOSTS: db,localhost",
        "CORS_ORIGIN: http://db:3000", "VERSION: '1.2.3'", "TIME: '10:30'", "A: sqlite:///db",
        "A: mail@db", "IMAGE: nginx:latest",
    ])
    func `but not from what names no address`(_ variable: String) {
        #expect(app(variable).edges() == [])
    }

    @Test func `from a word of a command and the flag before it`() {
        let stack = Stack(
            compose: database + """
                  one: {image: corp/a, command: "serve --database-host db"}
                  two: {image: corp/a, command: ["serve", "--database-host=db"]}
                  three: {image: corp/a, command: sh -c "until nc -z db 5432; do sleep 1; done"}
                  four: {image: corp/a, command: "serve --name db"}
                """)
        #expect(stack.edges() == ["one db", "two db", "three db"])
    }

    @Test func `not from a comment, a label, a health check or itself`() {
        let stack = Stack(
            compose: database + """
                  app:
                    image: corp/app
                    # environment: {A: "postgres://db/x"}
                    environment: {SELF: "http://app:80"}
                    labels: {note: "http://db:5432"}
                    healthcheck: {test: [CMD, curl, "http://db:80"]}
                """)
        #expect(stack.edges() == [])
    }

    @Test func `to an endpoint outside, except where it is reached itself`() {
        let edges = app(
            """
            API: https://api.vendor.example/v1
                  PUBLIC_URL: https://me.example.org
                  WEBHOOK_URL: https://me.example.org/hook
                  SLACK_WEBHOOK: https://hooks.chat.example/x
                  SMTP_HOST: mail.example.org
            """
        ).edges()
        #expect(
            edges == [
                "app external/api.vendor.example", "app external/hooks.chat.example",
                "app external/mail.example.org",
            ])
    }
}

@Suite struct `a name is heard where its network reaches` {
    @Test func `across projects only on a shared network`() {
        let stack = Stack([
            "/srv/one/compose.yaml": """
            services:
              api: {image: corp/api, networks: {shared: {aliases: [backend]}}}
              hidden: {image: corp/hidden}
            networks: {shared: {name: shared}}
            """,
            "/srv/two/compose.yaml": """
            services:
              web: {image: corp/web, networks: [s], environment: {A: "http://backend:80", B: "http://hidden:80"}}
            networks: {s: {external: true, name: shared}}
            """,
        ])
        #expect(stack.edges() == ["two/web one/api"])
    }

    @Test func `over the host by its published port`() {
        let stack = Stack(
            compose: """
                  db: {image: postgres, ports: ["5433:5432"]}
                  a: {image: corp/a, environment: {A: "postgres://host.docker.internal:5433/x"}}
                  b: {image: corp/b, network_mode: host, environment: {DB_HOST: 127.0.0.1, DB_PORT: 5433}}
                  c: {image: corp/c, environment: {A: "postgres://localhost:5433/x"}}
                """)
        #expect(stack.edges() == ["a db", "b db"])
    }

    @Test func `within a namespace that two share`() {
        let stack = Stack(
            compose: """
                  vpn: {image: corp/vpn}
                  get: {image: corp/get, network_mode: "service:vpn", expose: ["8080"]}
                  ask: {image: corp/ask, network_mode: "service:vpn", environment: {A: "http://localhost:8080"}}
                """)
        #expect(stack.edges().contains("ask get"))
    }

    @Test func `by an address or a name given in its definition`() {
        let stack = Stack(
            compose: """
                  dns: {image: corp/dns, networks: {n: {ipv4_address: 172.30.0.5}}}
                  a: {image: corp/a, networks: [n], dns: 172.30.0.5}
                  b: {image: corp/b, networks: [n], extra_hosts: ["old:10.9.8.7"], environment: {A: "http://old:80"}}
                """ + "\nnetworks: {n: {}}\n")
        #expect(stack.edges() == ["a dns", "b external/10.9.8.7"])
    }

    @Test func `through a socket in a volume that both mount`() {
        let stack = Stack(
            compose: """
                  db: {image: postgres, volumes: ["run:/var/run/postgresql"]}
                  a: {image: corp/a, volumes: ["run:/var/run/postgresql"], environment: {PGHOST: /var/run/postgresql}}
                  b: {image: corp/b, volumes: ["/var/run/docker.sock:/var/run/docker.sock"]}
                  c: {image: corp/c, volumes: ["/var/run/docker.sock:/var/run/docker.sock"], environment: {DOCKER_HOST: "unix:///var/run/docker.sock"}}
                """ + "\nvolumes: {run: {}}\n")
        #expect(stack.edges() == ["a db"])
    }
}

@Suite struct `a shared file of variables` {
    private let services = """
          api: {build: ., env_file: [all.env], command: python api.py}
          worker: {build: ., env_file: [all.env], command: python -m jobs}
          db: {image: postgres, env_file: [all.env]}
          cache: {image: redis, env_file: [all.env]}
        """

    @Test func `makes edges for those that read a variable`() {
        let stack = Stack(
            compose: services,
            [
                "all.env": "DATABASE_URL=postgres://db/x\nREDIS_URL=redis://cache\n",
                "api.py": "import settings\n", "settings.py": "env['DATABASE_URL']\n",
                "jobs.py": "env['REDIS_URL']\n",
            ])
        #expect(stack.edges() == ["api db", "worker cache"])
    }

    @Test func `is read for whom a service waits for`() {
        let stack = Stack(
            compose: """
                  bot: {build: ., env_file: [all.env], command: python bot.py, depends_on: [cache]}
                  web: {build: ., env_file: [all.env], command: python web.py}
                  jobs: {build: ., env_file: [all.env], command: python jobs.py}
                  cache: {image: redis}
                """,
            [
                "all.env": "REDIS_URL=redis://cache\n", "bot.py": "import kit\n",
                "web.py": "import kit\n", "jobs.py": "env['REDIS_URL']\n",
            ])
        #expect(stack.edges() == ["bot cache", "jobs cache"])
    }
}
