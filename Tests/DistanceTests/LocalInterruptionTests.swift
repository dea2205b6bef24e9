import Glibc
import Places
import Testing
import Vocabulary

/// A scan of this machine alone that is told to end, with the program itself.
@Suite struct LocalInterruptionTests {
    /// A tree with a file that nobody reads to its end while a test waits.
    final class Tree {
        let folder: PathBytes

        init() throws {
            var template = Array("/tmp/bedplate-stop-XXXXXX".utf8CString)
            mkdtemp(&template)
            folder = PathBytes(bytes: template.dropLast().map { UInt8(bitPattern: $0) })
            _ = try sh(
                """
                mkdir -p "$1/tree/memory" && cd "$1/tree" && echo me > SOUL.md &&
                    echo day > memory/2026-03-04.md && echo old > memory/gone.md
                """)
        }

        deinit {
            _ = try? LocalPlace().run(Command(["rm", "-rf", folder.text]))
        }

        /// What a script says, line by line; `$1` is the folder, `$2` the program.
        func sh(_ script: String) throws -> [String] {
            var command = Command([
                "sh", "-c", script, "sh", folder.text, try SeveralHostsTests.program(),
            ])
            command.timeout = 120_000
            let done = try LocalPlace().run(command)
            return String(decoding: done.output, as: UTF8.self).split(separator: "\n").map(
                String.init)
        }

        func whole() throws -> [String] {
            try sh(#""$2" scan --history "$1/h.db" "$1/tree" >/dev/null; echo $?"#)
        }

        /// Signals a scan that reads the endless file; status, seconds, complaints.
        func stopped(by signal: String) throws -> [String] {
            try sh(
                """
                truncate -s 1T "$1/tree/zz"
                "$2" scan --history "$1/h.db" "$1/tree" >/dev/null 2>"$1/err" & scan=$!
                for i in $(seq 1 600); do
                    ls -l /proc/$scan/fd | grep -q "$1/tree/zz" && break
                    sleep 0.1
                done
                kill -\(signal) $scan; start=$(date +%s); wait $scan 2>/dev/null; echo $?
                echo $(($(date +%s) - start))
                rm "$1/tree/zz"
                cat "$1/err"
                """)
        }

        func shown() throws -> Inventory {
            let text = try sh(#""$2" show --json --history "$1/h.db""#).joined(separator: "\n")
            return try #require(Inventory(try JSONReader.read(Array(text.utf8))))
        }

        /// Lines `change subject` of the difference of the last two snapshots.
        func changes() throws -> [String] {
            let text = try sh(#""$2" diff --json --history "$1/h.db""#).joined(separator: "\n")
            let changes = try JSONReader.read(Array(text.utf8))["changes"]?.elements ?? []
            return changes.map { change in
                let path = change["subject"]?.string?.split(separator: "//").last.map(String.init)
                return "\(change["change"]?.string ?? "") \(path ?? "")"
            }
        }
    }

    @Test(arguments: ["INT", "TERM"])
    func `what was seen by then is kept, marked as a part, and the status is 130`(
        signal: String
    ) throws {
        let tree = try Tree()
        let said = try tree.stopped(by: signal)
        #expect(said.first == "130")
        #expect((Int(said.dropFirst().first ?? "") ?? .max) <= 10)
        #expect(said.contains { $0.contains("stopped: what was seen by then is told") })
        let inventory = try tree.shown()
        #expect(inventory.items.contains { $0.path == "SOUL.md" && $0.digest != nil })
        let endless = try #require(inventory.items.first { $0.path == "zz" })
        #expect(endless.digest == nil)
        #expect(inventory.problems.map(\.code) == ["interrupted"])
        #expect(try tree.whole() == ["0"])
        #expect(try !tree.changes().contains { $0.hasPrefix("appeared") })
        let files = inventory.places[0].coverage.first { $0.scope == "files" }
        #expect(files?.missing.isEmpty == false)
    }

    @Test func `what a stopped scan did not see has not vanished, and the next one tells`() throws {
        let tree = try Tree()
        #expect(try tree.whole() == ["0"])
        _ = try tree.sh(#"rm "$1/tree/memory/gone.md"; echo new > "$1/tree/memory/new.md""#)
        #expect(try tree.stopped(by: "INT").first == "130")
        let halfway = try tree.changes()
        #expect(!halfway.contains { $0.hasPrefix("vanished") })
        #expect(try tree.shown().items.contains { $0.path == "memory/2026-03-04.md" })
        #expect(try tree.whole() == ["0"])
        let then = try tree.changes()
        #expect(!then.contains { $0.hasPrefix("vanished memory/2026") || $0.hasPrefix("not-seen") })
        #expect(try tree.shown().items.contains { $0.path == "memory/new.md" })
        #expect(try !tree.shown().items.contains { $0.path == "memory/gone.md" })
        #expect(try tree.shown().problems.isEmpty)
    }

    @Test func `killed in the middle, the last snapshot is whole`() throws {
        let tree = try Tree()
        #expect(try tree.whole() == ["0"])
        let before = try tree.shown()
        #expect(try tree.stopped(by: "KILL").first == "137")
        #expect(try tree.shown() == before)
        #expect(try tree.whole() == ["0"])
        #expect(try !tree.changes().contains { $0.hasSuffix(".md") })
    }
}
