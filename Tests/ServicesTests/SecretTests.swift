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
