import Foundation
import Knowledge
import Planning
import Testing

/// The very commands of the playbook, run by the real program on configuration that was adopted.
@Suite(
    .enabled(
        if: Shell.missing(["nginx", "curl"]).isEmpty,
        "nginx is not installed; `make parts` installs it"))
struct `The nginx playbook` {
    let bench: Bench
    let port: Int

    init() throws {
        port = try Bench.freePort()
        bench = try Bench("nginx", in: try Scratch("nx"), "target", port: port)
        try bench.shell(
            """
            mkdir image config
            printf '<p>moss' > data/index.html
            chmod 0644 data/index.html
            cat > image/nginx.conf << 'END'
            user  nginx;
            pid \(bench.folder)/pid;
            error_log stderr;
            events {}
            http {
              access_log off;
              server { listen 127.0.0.1:\(port); root \(bench.folder)/data; }
            }
            END
            """)
        let adoption = try #require(bench.playbook.adopts.first { $0.from == "/etc/nginx" })
        var text = try String(contentsOfFile: "\(bench.folder)/image/nginx.conf", encoding: .utf8)
        for (word, other) in adoption.words { text = text.replacing(word, with: other) }
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(bench.folder)/config/nginx.conf"))
    }

    @Test func `reads the image's configuration once its words are led over, and serves`() throws {
        let check = bench.procedures.check
        #expect(try bench.holds(check[0]) && !bench.holds(check[1]))
        try bench.serve("nginx -c \(bench.folder)/config/nginx.conf -g 'daemon off;'")
        try bench.await(bench.text.text(check[1]))
        #expect(try check.allSatisfy(bench.holds))
        #expect(try Bench.expect("curl --silent 127.0.0.1:\(port)") == "<p>moss")
        try bench.shell("mkdir config/conf.d; echo '# said' > config/conf.d/site.conf")
        #expect(try !bench.holds(check[2]), "a file that nginx does not read")
        try bench.shell("sed --in-place 's|^http {|&\\ninclude conf.d/*.conf;|' config/nginx.conf")
        #expect(try bench.holds(check[2]))
        bench.context.values["config"] = "\(bench.folder)/image"
        #expect(try !bench.holds(check[0]))
    }
}

/// The very commands of the playbook, run by the real program with an authority of its own.
@Suite(
    .enabled(
        if: Shell.missing(["caddy", "curl"]).isEmpty,
        "Caddy is not installed; `make parts` installs it"))
struct `The caddy playbook` {
    let source: Bench
    let target: Bench

    init() throws {
        let scratch = try Scratch("cd")
        source = try Bench("caddy", in: scratch, "source", port: try Bench.freePort())
        target = try Bench("caddy", in: scratch, "target", port: try Bench.freePort())
        for bench in [source, target] {
            let data = "\(bench.folder)/data/.local/share/caddy"
            bench.enter(bench.procedures.outside, "/var/lib/caddy/.local/share/caddy", as: data)
            let port = bench.context.values["port"] ?? ""
            try bench.shell(
                """
                mkdir config
                cat > config/Caddyfile << 'END'
                {
                  admin off
                  skip_install_trust
                  http_port \(port)
                  https_port \(try Bench.freePort())
                }
                http://127.0.0.1 {
                  respond moss
                }
                https://localhost {
                  tls internal
                  respond moss
                }
                END
                """)
        }
    }

    func start(_ bench: Bench) throws {
        let folder = bench.folder
        try bench.serve(
            "env HOME=\(folder)/data caddy run --config \(folder)/config/Caddyfile")
        try bench.await(
            "cd \(folder)/data/.local/share/caddy; test -s certificates/local/localhost/localhost.key"
        )
        try bench.await(bench.text.text(bench.procedures.check[1]))
    }

    /// The web server's answer to who trusts the source's authority and nobody else.
    func secured(_ bench: Bench) throws -> String {
        let root = "\(source.folder)/data/.local/share/caddy/pki/authorities/local/root.crt"
        return try Bench.expect(
            """
            port=$(sed --quiet 's/.*https_port \\([0-9]*\\).*/\\1/p' \(bench.folder)/config/Caddyfile)
            curl --silent --show-error --cacert \(root) "https://localhost:$port/"
            """)
    }

    @Test func `carries its authority, keys and certificates, and tells each loss`() throws {
        try start(source)
        #expect(try secured(source) == "moss")
        source.stopServers()
        try source.run(source.procedures.dump)
        #expect(try source.procedures.verify.allSatisfy(source.holds))
        #expect(try target.procedures.before.allSatisfy(target.holds))
        try target.run(target.procedures.load)
        #expect(try !target.procedures.before.allSatisfy(target.holds))
        let left = try source.run(source.procedures.compare)
        #expect(left.contains("pki/authorities/local/root.key"))
        #expect(try target.noticesSpoil())
        try start(target)
        #expect(try target.run(target.procedures.compare) == left)
        #expect(try target.procedures.check.allSatisfy(target.holds))
        #expect(try secured(target) == "moss")
        target.stopServers()
        #expect(try !target.holds(target.procedures.check[1]))
        try target.shell("printf ':1 {\\n not_known\\n}\\n' >> config/Caddyfile")
        #expect(try !target.holds(target.procedures.check[0]))
        try Harm.flip(
            "\(target.folder)/data/.local/share/caddy/pki/authorities/local/root.key")
        #expect(try target.run(target.procedures.compare) != left)
        try target.run(target.procedures.unload)
        #expect(try target.procedures.before.allSatisfy(target.holds))
        try Data("no archive at all".utf8).write(
            to: URL(fileURLWithPath: "\(source.scratch.path)/exports/caddy.tar"))
        #expect(try !source.procedures.verify.allSatisfy(source.holds))
    }
}

/// The very command line and check of the playbook, run by the real program.
@Suite(
    .enabled(
        if: Shell.missing(["memcached", "curl"]).isEmpty,
        "memcached is not installed; `make parts` installs it"))
struct `The memcached playbook` {
    @Test func `starts where it is told to listen, answers, and is missed when gone`() throws {
        let bench = try Bench(
            "memcached", in: try Scratch("mc"), "target", port: try Bench.freePort())
        let listen = try #require(bench.playbook.listen?.text)
        let line = try #require(listen.split(separator: "\n").last { $0.hasPrefix("ExecStart=/") })
        try bench.serve(
            String(line.dropFirst("ExecStart=".count)).replacing("{address}", with: "127.0.0.1")
                .replacing("{port}", with: bench.context.values["port"] ?? "")
                .replacing(" $ARGS", with: ""))
        let check = try #require(bench.procedures.check.first)
        try bench.await(bench.text.text(check))
        #expect(try bench.holds(check))
        bench.stopServers()
        #expect(try !bench.holds(check))
    }
}
