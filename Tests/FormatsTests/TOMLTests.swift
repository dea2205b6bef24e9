import Formats
import Testing

/// What the TOML reader takes and refuses.
struct TOMLTests {
    private func read(_ text: String) throws -> Node { try TOML.read(Array(text.utf8)) }

    @Test func `reads tables, dotted keys and arrays of tables`() throws {
        let node = try read(
            """
            title = "x" # why
            a.b.c = 1
            [server]
            port = 8080
            hosts = [
              "one", # first
              'two',
            ]
            [server.tls]
            on = true
            [[job]]
            name = "first"
            [job.env]
            K = "v"
            [[job]]
            name = "second"
            """)
        #expect(node["title"]?.string == "x" && node["title"]?.isQuoted == true)
        #expect(node["a"]?["b"]?["c"]?.integer == 1)
        #expect(node["server"]?["hosts"]?.elements.map(\.string) == ["one", "two"])
        #expect(node["server"]?["tls"]?["on"]?.boolean == true)
        let jobs = try #require(node["job"]?.elements)
        #expect(jobs.map { $0["name"]?.string } == ["first", "second"])
        #expect(jobs[0]["env"]?["K"]?.string == "v")
        #expect(jobs[1]["name"]?.line == 16)
    }

    @Test func `reads strings of every kind, dates and inline tables`() throws {
        let node = try read(
            "a = \"\"\"\none\\\n   two \"\"q\"\"\"\"\nb = '''\n\\raw'''\nc = \"\\u00e9\\t\"\n"
                + "d = 1979-05-27 07:32:00Z\ne = {x = 1, y.z = [2]}\n\"q k\" = -0.5\n")
        #expect(node["a"]?.string == "onetwo \"\"q\"")
        #expect(node["b"]?.string == "\\raw")
        #expect(node["c"]?.string == "é\t")
        #expect(node["d"]?.string == "1979-05-27 07:32:00Z")
        #expect(node["e"]?["y"]?["z"]?.elements[0].integer == 2)
        #expect(node["q k"]?.string == "-0.5")
    }

    @Test(arguments: [
        "a = 1\na = 2", "[t]\n[t]", "a = 1\n[a.b]", "a", "a =", "a = b", "a = \"x", "[t", "a = 1 b",
        "a = [1", "a = {x = 1", "a = \"\\q\"", "a = 1\n[[a]]",
    ])
    func `refuses what is not TOML`(_ text: String) {
        #expect(throws: FormatError.self) { try read(text) }
    }

    @Test func `refuses nesting beyond the limit`() {
        #expect(throws: FormatError.self) { try read("a = " + String(repeating: "[", count: 9999)) }
        let path = Array(repeating: "a", count: 9999).joined(separator: ".")
        #expect(throws: FormatError.self) { try read(path + " = 1") }
    }
}
