import Distance
import Glibc
import Places
import Recognition
import Survey
import Testing
import Vocabulary

@Suite struct ReadingTests {
    @Test func `a file is read by its bytes, within its root, and no link is followed`() throws {
        let host = try Host()
        let root = PathBytes(host.scratch.path)
        try host.scratch.file("a/in 'side'\n.txt", "within\n")
        symlink("/etc", host.scratch.path + "/out")
        symlink("in", host.scratch.path + "/a/link")
        mkfifo(host.scratch.path + "/pipe", 0o600)
        let place = try host.place()
        let text = try place.read("a/in 'side'\n.txt", below: root, limit: 100)
        #expect(text == Array("within\n".utf8))
        #expect(try place.head(of: "a/in 'side'\n.txt", below: root, count: 3) == Array("wit".utf8))
        let refused: [(PathBytes, String)] = [
            ("out/passwd", "ELOOP"), ("a/link", "ELOOP"), ("a/none", "ENOENT"),
            ("none/deeper", "ENOENT"), ("a", "not-a-file"), ("pipe", "not-a-file"),
            ("../etc/passwd", "outside"), ("/etc/passwd", "outside"),
        ]
        for (path, code) in refused {
            let error = #expect(throws: PlacesError.self) {
                try place.read(path, below: root, limit: 1 << 20)
            }
            #expect(error?.code == code, "\(path.text)")
        }
        #expect(throws: PlacesError.larger(path: "known", limit: 3)) {
            try place.read("known", below: root, limit: 3)
        }
        let alone = try place.read("", below: root.appending("known"), limit: 1 << 20)
        #expect(alone.starts(with: "[127.0.0.1]".utf8))
    }

    @Test func `many files are one round trip`() throws {
        let host = try Host()
        let root = PathBytes(host.scratch.path)
        for number in 0..<200 { try host.scratch.file("n/\(number)", "\(number)") }
        let place = try host.place()
        let before = place.roundTrips
        let wanted = (0..<201).map { Wanted(PathBytes("n/\($0)"), below: root) }
        let found = place.read(wanted, limit: 100)
        #expect(found.count == 200)
        #expect(found[root.appending("n/77")] == Array("77".utf8))
        #expect(place.roundTrips == before + 1)
    }

    @Test func `a program runs with its very words, its input, its status`() throws {
        let place = try Host().place()
        var command = Command([
            "sh", "-c", "cat; printf '[%s]' \"$@\"; echo oops >&2; exit 3", "x", "a b", "'\"\n$x",
            "",
        ])
        command.input = Array("in".utf8)
        let done = try place.run(command)
        #expect(done.ending == .exited(3))
        #expect(String(decoding: done.output, as: UTF8.self) == "in[a b]['\"\n$x][]")
        #expect(String(decoding: done.errors, as: UTF8.self) == "oops\n")
    }

    @Test func `facts and machine are those a scan on the spot finds`() throws {
        let place = try Host().place()
        #expect(place.facts() == LocalPlace().facts())
        let key = try #require(SecretKey(bytes: Array(repeating: 1, count: 32)))
        #expect(place.machine(key: key) == LocalPlace().machine(key: key))
    }

    @Test func `an inventory over ssh has the items of one on the spot`() throws {
        let host = try Host()
        let root = try AgreementTests.tree(host.scratch)
        let key = try #require(SecretKey(bytes: Array(repeating: 9, count: 32)))
        let scan = Scan(roots: [root], key: key)
        let place = try host.place()
        let far = try scan.run(on: place) { _ in nil }
        let near = try scan.run(on: LocalPlace()) { _ in nil }
        #expect(place.roundTrips <= 8)
        #expect(Self.items(far, key) == Self.items(near, key))
        #expect(far.rest.services.map(\.name) == near.rest.services.map(\.name))
        let again = try host.place()
        let table = far.tables[0].table
        let second = try scan.run(on: again) { _ in table }
        #expect(Self.items(second, key) == Self.items(near, key))
        #expect(again.roundTrips <= 10)
    }

    /// All items as one document, the place taken out.
    static func items(_ found: Scan.Found, _ key: SecretKey) -> String {
        var lines = ""
        for table in found.tables {
            for item in table.items(key: key) {
                var out = JSONWriter()
                item.write(to: &out)
                lines += String(decoding: out.bytes, as: UTF8.self).replacing(
                    "ssh:box", with: "local")
                lines += "\n"
            }
        }
        return lines
    }
}
