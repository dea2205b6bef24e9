import Services
import Testing
import Vocabulary

@Suite struct `configuration that is mounted` {
    private func proxy(_ image: String, _ file: String, at: String, _ text: String) -> Stack {
        Stack(
            compose: """
                  api: {image: corp/api}
                  web: {image: corp/web}
                  old: {image: corp/old}
                  proxy: {image: \(image), volumes: ["./\(file):\(at)"]}
                """, [file: text])
    }

    @Test func `names the upstreams of nginx`() {
        let text = """
            upstream web { server api:8000; }
            server {
              server_name web.example.org;
              location / { proxy_pass http://web; proxy_set_header Host $host; }
              # location /old { proxy_pass http://old:1; }
            }
            """
        let stack = proxy("nginx", "nginx.conf", at: "/etc/nginx/nginx.conf", text)
        #expect(stack.edges() == ["proxy api"])
    }

    @Test func `names the upstreams of Caddy`() {
        let text = """
            web.example.org {
              @socket path /ws
              reverse_proxy @socket api:8000 web:80
              redir https://other.example.org
              # reverse_proxy old:1
            }
            """
        let stack = proxy("caddy", "Caddyfile", at: "/etc/caddy/Caddyfile", text)
        #expect(stack.edges() == ["proxy api", "proxy web"])
    }

    @Test func `names the servers of HAProxy`() {
        let text = """
            frontend in
              bind *:80
              acl is_old hdr(host) -i old.example.org
              use_backend b if { hdr(host) -i web.example.org }
            backend b
              server web api:8000 check
            """
        let stack = proxy("haproxy", "haproxy.cfg", at: "/usr/local/etc/haproxy/haproxy.cfg", text)
        #expect(stack.edges() == ["proxy api"])
    }

    @Test func `names the targets of Prometheus`() {
        let text = """
            scrape_configs:
              - {job_name: a, static_configs: [{targets: ["api:80", "localhost:9090"]}]}
              # - {job_name: b, static_configs: [{targets: ["old:80"]}]}
            remote_write: [{url: "https://keep.example.net/push"}]
            """
        let stack = proxy("prom/prometheus", "p.yml", at: "/etc/prometheus/prometheus.yml", text)
        #expect(stack.edges() == ["proxy api", "proxy external/keep.example.net"])
    }

    @Test func `names whom a job of Prometheus' goes to, not whom that one asks`() {
        let stack = Stack(
            compose: """
                  watch:
                    image: prom/prometheus
                    volumes: ["./prometheus.yml:/etc/prometheus/prometheus.yml"]
                  probe: {image: prom/blackbox-exporter}
                  shop: {image: shop}
                """,
            [
                "prometheus.yml": """
                scrape_configs:
                  - job_name: web
                    static_configs: [{targets: ["http://shop:8080", "https://www.example"]}]
                    relabel_configs:
                      - {source_labels: [__address__], target_label: __param_target}
                      - {target_label: __address__, replacement: "probe:9115"}
                """
            ])
        #expect(stack.edges() == ["watch probe"])
    }

    @Test func `has nginx's variables in place`() {
        let stack = Stack(
            compose: """
                  web:
                    image: nginx
                    volumes: ["./a.conf:/etc/nginx/conf.d/a.conf"]
                  git: {image: forge}
                """,
            ["a.conf": "location / { set $up git; proxy_pass http://$up:3000; }"])
        #expect(stack.edges() == ["web git"])
    }

    @Test func `that lists the world says nothing about outside`() {
        let lines = (1...20).map { "engine\($0): https://site\($0).example.net\n" }.joined()
        let stack = proxy("corp/search", "s.yml", at: "/etc/s.yml", lines + "api: http://api:80\n")
        #expect(stack.edges() == ["proxy api"])
    }

    @Test func `leads on to the files it names`() {
        let stack = Stack(
            compose: """
                  bridge: {image: corp/bridge}
                  home: {image: corp/home, volumes: ["./data:/data"]}
                """,
            [
                "data/home.yaml": "parts: [/data/deep/er/part.yaml]\n",
                "data/deep/er/part.yaml": "url: http://bridge:29317\n",
            ])
        #expect(stack.edges() == ["home bridge"])
    }

    @Test func `is learnt from labels by proxies that see the engine`() {
        let stack = Stack(
            compose: """
                  traefik: {image: "traefik:v3", volumes: ["/var/run/docker.sock:/var/run/docker.sock"]}
                  on: {image: corp/a, labels: ["traefik.http.routers.a.rule=Host(`a.example.org`)"]}
                  off: {image: corp/b, labels: ["traefik.enable=false", "traefik.http.routers.b.rule=x"]}
                  none: {image: corp/c}
                """)
        #expect(stack.edges() == ["traefik on"])
    }
}

@Suite struct `an image built here` {
    private let stack = Stack(
        compose: """
              api: {image: corp/api}
              one:
                build: ./one
                environment: {SET: "http://nobody"}
              two: {build: ./two, network_mode: "service:one", environment: {A: "http://localhost:8000"}}
              three: {build: ./three}
            """,
        [
            "one/Dockerfile": """
            FROM python:3.12
            ENV SET=http://api:1 OTHER=http://api:2
            EXPOSE 8000
            HEALTHCHECK CMD curl localhost:8000
            """,
            "two/Dockerfile": "FROM nginx\nCOPY site.conf /etc/nginx/conf.d/\n",
            "two/site.conf": "server { location / { proxy_pass http://api:3; } }",
            "three/Dockerfile": "FROM debian\nVOLUME /var/lib/three\n",
        ])

    @Test func `reads variables that nothing overrides, ports and copied configuration`() {
        #expect(stack.edges() == ["one api", "two one", "two api"])
    }

    @Test func `keeps its volume without a name, and its health check`() {
        #expect(stack.holders == ["three"])
        #expect(stack.found.services.first { $0.name == "one" }?.health != nil)
    }
}
