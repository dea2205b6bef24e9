import Formats
import Testing
import Vocabulary

@Suite struct KnownHostsTests {
    let scratch = Scratch()

    /// A new key; its public half as `TYPE BASE64`.
    func key(_ name: String, _ type: String = "ed25519") throws -> (line: String, blob: [UInt8]) {
        let file = scratch.path + "/" + name
        _ = try Tools.output(["ssh-keygen", "-q", "-t", type, "-N", "", "-f", file])
        let words = try Tools.output(["cat", file + ".pub"]).split(separator: " ")
        return ("\(words[0]) \(words[1])", try #require(Base64.decode(String(words[1]))))
    }

    @Test func `a fingerprint is what ssh-keygen prints`() throws {
        let key = try key("one")
        let told = try Tools.output(["ssh-keygen", "-l", "-f", scratch.path + "/one.pub"])
        #expect(told.split(separator: " ")[1] == KnownHosts.fingerprint(key.blob))
    }

    @Test func `names hashed by ssh-keygen are known`() throws {
        let key = try key("one")
        let file = try scratch.file(
            "known", "web.example \(key.line)\n[web.example]:2222 \(key.line)\n")
        _ = try Tools.output(["ssh-keygen", "-q", "-H", "-f", file])
        let text = try Tools.output(["cat", file])
        #expect(!text.contains("web.example"))
        let known = KnownHosts(text)
        for port in [22, 2222] {
            let verdict = known.verdict(
                on: key.blob, type: "ssh-ed25519", host: "WEB.example", port: port)
            #expect(verdict == .known)
        }
        let other = known.verdict(
            on: key.blob, type: "ssh-ed25519", host: "web.example", port: 2223)
        #expect(other == .unknown)
    }

    @Test func `a changed key is told from an unknown host and from another type`() throws {
        let (one, two) = (try key("one"), try key("two"))
        let known = KnownHosts("# mine\nbroken line\nweb,10.0.0.? \(one.line) comment\n")
        #expect(
            known.verdict(on: two.blob, type: "ssh-ed25519", host: "10.0.0.7", port: 22)
                == .changed(known.entries[0]))
        #expect(known.entries[0].line == 3)
        #expect(
            known.verdict(on: two.blob, type: "ssh-rsa", host: "web", port: 22)
                == .otherTypes(known.entries))
        #expect(known.verdict(on: two.blob, type: "ssh-ed25519", host: "db", port: 22) == .unknown)
    }

    @Test func `a revoked key is refused even where it is listed, an authority is no key`() throws {
        let (one, two) = (try key("one"), try key("two"))
        let known = KnownHosts(
            "web \(one.line)\n@revoked * \(one.line)\n@cert-authority web \(two.line)\n")
        #expect(
            known.verdict(on: one.blob, type: "ssh-ed25519", host: "web", port: 22)
                == .revoked(known.entries[1]))
        #expect(
            known.verdict(on: two.blob, type: "ssh-ed25519", host: "web", port: 22)
                == .changed(known.entries[0]))
        #expect(known.entries.map(\.marker) == [.plain, .revoked, .authority])
    }

    @Test func `several keys of one host stand beside each other`() throws {
        let (one, two) = (try key("one"), try key("two", "ecdsa"))
        let known = KnownHosts("web \(one.line)\nweb \(two.line)\nweb,!web \(two.line)\n")
        #expect(known.entries(for: "web", port: 22).count == 2)
        for (key, type) in [(one, "ssh-ed25519"), (two, "ecdsa-sha2-nistp256")] {
            #expect(known.verdict(on: key.blob, type: type, host: "web", port: 22) == .known)
        }
    }
}
