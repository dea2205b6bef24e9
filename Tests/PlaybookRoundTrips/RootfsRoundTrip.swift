import Foundation
import Testing
import Vocabulary

@testable import Planning

/// An application in an image of its own, unpacked by the plan's own scripts and run below its own
/// root, as `RootDirectory=` does it: Node.js, Python, and a program that nobody has described.
@Suite(
    .serialized,
    .enabled(
        if: getuid() == 0
            && Shell.missing(["node", "/usr/bin/python3", "busybox", "chroot", "ldd"]).isEmpty,
        "a root of its own needs root, Node.js and Python; `make parts` installs them"))
struct `An image by its files` {
    /// An image on a scratch disk, and the plan that moves it.
    final class Image {
        let scratch: Scratch
        let plan: Plan
        let words: [String]
        let port: Int
        var root: String { "\(scratch.path)/image" }
        var target: String { "\(scratch.path)/machines/agent-app" }

        init(_ image: String, programs: [String], words: [String], port: Int) throws {
            scratch = try Scratch("rf")
            self.words = words
            self.port = port
            var service = Service(place: "local", group: "agent", name: "app", kinds: ["compose"])
            service.image = image
            service.ports = [.init(host: port, container: port, address: "127.0.0.1")]
            var inventory = Inventory()
            inventory.places = [Place(id: "local", reach: "local", facts: ["os": "debian"])]
            inventory.services = [service]
            plan = Planner.plan(inventory, to: .profileDebian12(place: "ssh:there"))
            let all = (["/bin/sh", "/bin/cat"] + programs).joined(separator: " ")
            try Bench.expect(
                """
                install --directory \(root)/app \(root)/etc \(root)/tmp
                for program in \(all); do
                  real=$(readlink --canonicalize "$program")
                  for file in "$program" "$real" $(ldd "$real" | grep --only-matching '/[^ ]*'); do
                    install -D --mode 0755 "$(readlink --canonicalize "$file")" "\(root)$file"
                  done
                done
                """)
        }

        func file(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: root + name))
        }

        /// Carries it as the plan does; the engine's answers are those of this image.
        func carry(changed: [String]) throws {
            let quoted = words.map { "\"\($0)\"" }.joined(separator: " ")
            let diff = changed.map { "echo 'A \($0)'" }.joined(separator: "; ")
            let engine = """
                docker() {
                  case "$*" in
                    ps*) echo it;;
                    export*) tar --create --file - --directory \(root) .;;
                    diff*) \(diff);;
                    *WorkingDir*) echo /app;;
                    *Config.User*) echo;;
                    *) echo '\(quoted) ';;
                  esac
                }
                """
            for name in ["export-copy-piece-rootfs-agent-app", "install-copy-rootfs-agent-app"] {
                let script = try #require(plan.file("files/scripts/\(name).sh"))
                let text = String(decoding: script.bytes, as: UTF8.self)
                    .replacingOccurrences(of: "/var/lib/machines", with: "\(scratch.path)/machines")
                    .replacingOccurrences(of: Plan.exports, with: "\(scratch.path)/exports")
                    .replacingOccurrences(of: "/etc/systemd", with: "\(scratch.path)/systemd")
                try Bench.expect("install --directory \(scratch.path)/machines\n\(engine)\n\(text)")
            }
        }

        /// Whether a check of the step that unpacks it holds.
        func holds(_ check: String) throws -> Bool {
            let step = try #require(plan.step("install/copy/rootfs-agent-app"))
            let found = try #require(step.verify.first { $0.id == check })
            guard case .run(let argv, _) = found.probe else { return false }
            let text = try #require(argv.last)
                .replacingOccurrences(of: "/var/lib/machines", with: "\(scratch.path)/machines")
            return try Shell.run(text).status == 0
        }

        /// Runs it below its root and gives what it answers; the unit says the same to systemd.
        func answer() throws -> String {
            let unit = try #require(plan.file("files/systemd/agent-app.service"))
            let text = String(decoding: unit.bytes, as: UTF8.self)
            #expect(text.contains("RootDirectory=/var/lib/machines/agent-app\n"))
            #expect(text.contains("ExecStart=/bin/sh /.bedplate/start\n"))
            return try Bench.expect(
                """
                mkdir --parents \(target)/dev; touch \(target)/dev/null
                setsid chroot \(target) /bin/sh /.bedplate/start < /dev/null > \(scratch.path)/log 2>&1 &
                pid=$!
                trap 'kill $pid' EXIT
                for _ in $(seq 100); do
                  if curl --fail --silent 127.0.0.1:\(port)/; then exit 0; fi
                  sleep 0.2
                done
                cat \(scratch.path)/log >&2
                exit 1
                """)
        }
    }

    /// Moves it, hears it, and sees that a byte of what was written inside is missed.
    func check(_ image: Image) throws {
        try image.file("/app/said.txt", "kept in the layer\n")
        try image.carry(changed: ["/app/said.txt"])
        #expect(try image.holds("unpacked") && image.holds("layer"))
        #expect(try image.answer() == "kept in the layer\n")
        try Harm.flip("\(image.target)/app/said.txt")
        #expect(try !image.holds("layer"))
        #expect(try image.answer() != "kept in the layer\n")
        try Bench.expect("rm \(image.target)/.bedplate/start")
        #expect(try !image.holds("unpacked"))
    }

    @Test func `moves a Node application, and tells a changed byte of what it wrote`() throws {
        let port = try Bench.freePort()
        let node = try Bench.expect("command -v node").trimmingCharacters(in: .newlines)
        let image = try Image("node:18", programs: [node], words: [node, "server.js"], port: port)
        try image.file(
            "/app/server.js",
            "require('http').createServer((_, r) => r.end(require('fs').readFileSync('said.txt')))"
                + ".listen(\(port), '127.0.0.1')\n")
        try check(image)
    }

    @Test func `moves a Python application, and tells a changed byte of what it wrote`() throws {
        let port = try Bench.freePort()
        let image = try Image(
            "python:3.11", programs: ["/usr/bin/python3"],
            words: ["/usr/bin/python3", "-S", "server.py"], port: port)
        try Bench.expect(
            """
            lib=$(/usr/bin/python3 -c 'import os; print(os.path.dirname(os.__file__))')
            install --directory "\(image.root)$lib"
            cp --recursive "$lib/." "\(image.root)$lib"
            rm --recursive --force "\(image.root)$lib/test" "\(image.root)$lib/ensurepip"
            { find \(image.root)$lib -name '*.so' -exec ldd {} + || true; } 2> /dev/null \\
              | grep --only-matching '=> /[^ ]*' | cut --characters 4- | sort --unique \\
              | while IFS= read -r file; do install -D "$file" "\(image.root)$file"; done
            """)
        try image.file(
            "/app/server.py",
            """
            from http.server import BaseHTTPRequestHandler, HTTPServer
            class Said(BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(open('said.txt', 'rb').read())
            HTTPServer(('127.0.0.1', \(port)), Said).serve_forever()

            """)
        try check(image)
    }

    @Test func `moves a program that nobody has described`() throws {
        let port = try Bench.freePort()
        let image = try Image(
            "somebody/something:3", programs: ["/usr/bin/busybox"],
            words: ["/usr/bin/busybox", "httpd", "-f", "-p", "127.0.0.1:\(port)", "-h", "/app"],
            port: port)
        try Bench.expect("ln --symbolic said.txt \(image.root)/app/index.html")
        try check(image)
    }
}
