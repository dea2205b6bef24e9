import Services
import Testing
import Vocabulary

@Suite struct `no value leaves the room` {
    @Test func `of a command, a variable, an address or a name made from one`() {
        let secret = "hunter2Zebra77"
        let stack = Stack([
            "/srv/crontab": """
            TOKEN=\(secret)
            0 1 * * * /usr/bin/mysqldump -p\(secret) shop
            0 2 * * * curl -H "Authorization: Bearer \(secret)" https://u:\(secret)@api.vendor.example/\(secret)
            0 3 * * * PASS=\(secret) /bin/run --password \(secret) --token=\(secret) \(secret)
            """,
            "/srv/agent/cron/jobs.json": """
            {"jobs": [{"schedule": "@daily", "command": "curl -u me:\(secret) https://x.example.org"}]}
            """,
            "/srv/mcp.json": """
            {"mcpServers": {"a": {"command": "npx", "args": ["server", "--api-key", "\(secret)",
             "postgres://u:\(secret)@db.example.org/x?key=\(secret)"], "env": {"K": "\(secret)"}}}}
            """,
            "/srv/app/compose.yaml": """
            services:
              a: {image: corp/a, command: "serve --pass \(secret)", environment: {P: "\(secret)", U: "redis://:\(secret)@b:1"}}
              b: {image: redis, command: redis-server --requirepass \(secret)}
            """,
            "/srv/etc/systemd/system/x.service": """
            [Service]
            Environment=SECRET=\(secret)
            ExecStart=/usr/bin/docker run -e KEY=\(secret) --name x corp/x --secret=\(secret)
            """,
            "/srv/web/Procfile": "web: run --password=\(secret)\n",
        ])
        let found = stack.found
        var writer = JSONWriter()
        writer.object { out in
            out.list("services", found.services)
            out.list("stores", found.stores)
            out.list("dependencies", found.dependencies)
        }
        #expect(found.services.count > 8)
        #expect(!writer.text.contains("hunter2"))
        #expect(!writer.text.contains("Zebra77"))
        let words = found.mentions.map { $0.path.text + $0.evidence.says + ($0.evidence.at ?? "") }
        #expect(!words.joined().contains("Zebra77"))
        #expect(!found.problems.map(\.what).joined().contains("Zebra77"))
    }
}

@Suite struct `a command line on its way out` {
    @Test(arguments: [
        (
            "redis-server /etc/redis.conf --requirepass hunter2",
            "redis-server /etc/redis.conf --requirepass ‹…›"
        ),
        (
            "--providers.docker=true --token=a --token-file=/run/t",
            "--providers.docker=true --token=‹…› --token-file=/run/t"
        ),
        ("curl -fsS http://me:pw@localhost:8000/hook/T0001", "curl -fsS http://localhost:8000"),
        ("npx -y @example/server sk/2fp9", "npx -y @example/server ‹…›"),
        ("uvicorn app:main --host 0.0.0.0 --port 8080", "uvicorn ‹…› --host 0.0.0.0 --port 8080"),
        ("mysqldump -phunter2 shop > $HOME/shop.sql", "mysqldump -p‹…› ‹…› ‹…› $HOME/shop.sql"),
    ])
    func `shows what the contract allows and hides the rest`(line: String, shown: String) {
        let words = line.split(separator: " ").map(String.init)
        #expect(Redaction.command(words).joined(separator: " ") == shown)
    }

    @Test func `shows a shell's line as the commands it is made of`() {
        let words = ["CMD-SHELL", "pg_isready -U $POSTGRES_USER || curl -u a:b http://x:1/y"]
        #expect(
            Redaction.command(words)
                == ["CMD-SHELL", "pg_isready -U $POSTGRES_USER || curl -u ‹…› http://x:1"])
        #expect(
            Redaction.command(["sh", "-c", "TOKEN=abc exec app"])
                == ["sh", "-c", "TOKEN=‹…› exec ‹…›"])
    }
}
