import Services
import Testing
import Vocabulary

@Suite struct `a copy of a whole place` {
    private let place = Stack([
        "/srv/etc/systemd/system/api.service": """
        [Unit]
        Requires=db.service
        After=cache.service
        [Service]
        WorkingDirectory=/opt/api
        EnvironmentFile=-/opt/api/api.env
        ExecStart=/opt/api/run --port 8000
        Restart=on-failure
        """,
        "/srv/opt/api/api.env": "SEARCH=http://localhost:7700\n",
        "/srv/etc/systemd/system/db.service": "[Service]\nExecStart=/usr/bin/postgres\n",
        "/srv/etc/systemd/system/cache.service.d/limits.conf": "[Service]\nLimitNOFILE=1\n",
        "/srv/etc/systemd/system/search.service":
            "[Service]\nExecStart=/usr/bin/search --listen 127.0.0.1:7700\n",
        "/srv/etc/systemd/system/job@.service": "[Service]\nExecStart=/usr/bin/job %i\n",
        "/srv/etc/systemd/system/job@night.timer": "[Timer]\nOnCalendar=daily\n",
        "/srv/etc/systemd/system/old.service.bak": "[Service]\nExecStart=/usr/bin/old\n",
        "/srv/etc/nginx/sites-enabled/api":
            "server { location / { proxy_pass http://127.0.0.1:8000; } }",
        "/srv/etc/systemd/system/nginx.service": "[Service]\nExecStart=/usr/sbin/nginx\n",
        "/srv/var/spool/cron/crontabs/ana":
            "*/5 * * * * curl -fsS http://localhost:8000/tick\n@daily systemctl restart api\n",
        "/srv/var/spool/cron/crontabs/ana.bak": "@daily /usr/bin/gone\n",
    ])

    @Test func `resolves addresses of the machine to who listens there`() {
        #expect(
            place.edges() == [
                "system/api.service system/search.service",
                "system/nginx.service system/api.service", "cron:ana/curl system/api.service",
            ])
    }

    @Test func `orders units as they say, drop-ins standing for units of packages`() {
        #expect(
            place.edges(.startOrder) == [
                "system/api.service system/db.service", "system/api.service system/cache.service",
            ])
    }

    @Test func `makes instances of templates that a timer starts`() {
        #expect(place.edges(.schedule) == ["system/job@night.timer system/job@night.service"])
    }

    @Test func `tells who restarts whom, and reads no copies`() {
        #expect(place.edges(.supervises) == ["cron:ana/systemctl system/api.service"])
        #expect(
            !place.found.services.contains { $0.name.contains("gone") || $0.name.contains("old") })
    }
}

@Suite struct `several keep one thing running` {
    @Test func `reads from a link in a wants folder what starts by itself, instances included`() {
        var stack = Stack([
            "/srv/etc/systemd/system/desk.service": "[Service]\nExecStart=/bin/desk\n",
            "/srv/etc/systemd/system/idle.service": "[Service]\nExecStart=/bin/idle\n",
            "/srv/etc/systemd/system/lamp@.service": "[Service]\nExecStart=/bin/lamp %i\n",
        ])
        let wants = PathBytes("/srv/etc/systemd/system/multi-user.target.wants")
        stack.links = [wants.appending("desk.service"), wants.appending("lamp@hall.service")]
        let enabled = stack.found.services.filter { service in
            service.evidence.contains {
                $0.rule == "unit.enabled" && $0.says == "multi-user.target starts it"
            }
        }
        #expect(enabled.map(\.name) == ["desk.service", "lamp@hall.service"])
        #expect(stack.found.services.contains { $0.name == "idle.service" })
    }

    private func unit(_ type: String, _ command: String) -> Stack {
        Stack([
            "/srv/app/compose.yaml": "services: {a: {image: corp/a}, b: {image: corp/b}}\n",
            "/srv/etc/systemd/system/up.service":
                "[Service]\nType=\(type)\nWorkingDirectory=/srv/app\nExecStart=\(command)\n",
        ])
    }

    @Test func `a unit that runs one service supervises it`() {
        let stack = unit("simple", "/usr/bin/docker compose up a")
        #expect(stack.edges(.supervises) == ["system/up.service a"])
        let service = stack.found.services.first { $0.name == "a" }
        #expect(service?.supervisors == ["docker", "systemd"])
    }

    @Test func `one that starts a project at boot is among the supervisors`() {
        let stack = unit("oneshot", "/usr/bin/docker compose up -d")
        #expect(stack.edges(.supervises) == [])
        let service = stack.found.services.first { $0.name == "b" }
        #expect(service?.supervisors == ["docker", "systemd"])
    }

    @Test func `lists of supervisord, PM2 and Procfiles are processes`() {
        let stack = Stack([
            "/srv/etc/supervisor/conf.d/bot.conf":
                "[program:bot]\ncommand=/opt/bot/run\nautorestart=true\n",
            "/srv/dash/ecosystem.config.js":
                "module.exports = {apps: [{name: 'dash', script: './a.js'}]}\n",
            "/srv/web/Procfile": "web: gunicorn app:app\n# off: x\n",
        ])
        let processes = stack.found.services.filter { $0.kinds == ["process"] }
        #expect(processes.map(\.name).sorted() == ["bot", "dash", "web"])
        #expect(processes.flatMap(\.supervisors).sorted() == ["foreman", "pm2", "supervisord"])
    }
}

@Suite struct `holding state` {
    @Test func `is judged by what would be lost, wherever it lies`() {
        let stack = Stack(
            compose: """
                  volume: {image: corp/a, volumes: ["kept:/var/lib/a"]}
                  anonymous: {image: "postgres:16"}
                  memory: {image: "redis:7", command: redis-server --save ""}
                  vanishing: {image: "postgres:16", tmpfs: [/var/lib/postgresql/data]}
                  cache: {image: corp/b, volumes: ["spare:/root/.cache"]}
                  models: {image: corp/c, volumes: ["weights:/models"]}
                  source: {build: ./src, volumes: ["./src:/code", /code/node_modules]}
                  written: {build: ./kept, volumes: ["./kept:/code"]}
                  readonly: {image: corp/d, volumes: ["kept:/in:ro"]}
                  init: {image: alpine, volumes: ["kept:/var/lib/a"]}
                  waits: {image: corp/e, depends_on: {init: {condition: service_completed_successfully}}}
                """ + "\nvolumes: {kept: {}, spare: {}, weights: {}}\n",
            [
                "src/main.py": "", "kept/main.py": "", "kept/notes/log.jsonl": "{}",
            ])
        #expect(stack.holders == ["volume", "anonymous", "written"])
    }
}
