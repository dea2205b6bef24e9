import Places
import Survey
import Testing
import Vocabulary

@Suite struct WholeHostTests {
    private static func text(_ path: String, _ text: String) -> String {
        "F \(path) \(Base64.encode(Array(text.utf8)))\n"
    }

    private func host(_ texts: String, change: (inout AnsweringPlace) -> Void = { _ in }) throws
        -> Place
    {
        var place = try AnsweringPlace(["README.md": "nothing"])
        place.answers["sh -c LC_ALL=C"] = texts
        change(&place)
        defer { place.remove() }
        var scan = Scan(roots: [place.folder])
        scan.looksAtRunning = true
        return try scan.run(on: place) { _ in nil }.rest.places[0]
    }

    private func coverage(_ scope: String, _ place: Place) throws -> Place.Coverage {
        try #require(place.coverage.first { $0.scope == scope })
    }

    @Test func `accounts, groups and grants are facts of the place`() throws {
        let place = try host(
            Self.text("/etc/passwd", "moto:x:1001:1001::/home/moto:/bin/sh\n")
                + Self.text("/etc/group", "moto:x:1001:\ndocker:x:104:moto\n")
                + Self.text("/etc/sudoers", "moto ALL=NOPASSWD: /bin/mail secret-word x\n")
                + Self.text("/etc/ssh/sshd_config", "PasswordAuthentication no\n") + "L moto\n")
        let host = try #require(place.host)
        #expect(host.users.map(\.name) == ["moto"] && host.users[0].lingers)
        #expect(host.users[0].uid == 1001 && host.users[0].groups == ["docker"])
        #expect(host.groups.map(\.gid) == [104, 1001])
        #expect(host.sudo.map(\.who) == ["moto"] && host.sudo[0].needsNoPassword)
        #expect(host.sudo[0].commands[0].hasPrefix("/bin/mail"))
        #expect(host.sshd.map(\.value) == ["no"])
        #expect(JSONReader.place(place) == place)
        for scope in ["users", "sudo", "sshd"] {
            #expect(try coverage(scope, place).looked)
        }
    }

    @Test func `sudoers that may not be read are a gap with the privilege, not no rules`() throws {
        let place = try host(
            Self.text("/etc/passwd", "moto:x:1001:1001::/home/moto:/bin/sh\n")
                + "! /etc/sudoers\n! /etc/sudoers.d\n")
        let sudo = try coverage("sudo", place)
        #expect(!sudo.looked && sudo.missing.map(\.privilege) == ["root", "root"])
        #expect(place.host?.sudo.isEmpty == true)
    }

    @Test func `a packet filter that does not show itself is not one without rules`() throws {
        let place = try host("") { place in
            place.refusals["nft"] = "Operation not permitted (you must be root)"
        }
        let firewall = try coverage("firewall", place)
        #expect(
            !firewall.looked && firewall.missing[0].privilege?.contains("CAP_NET_ADMIN") == true)
        let none = try coverage("firewall", host(""))
        #expect(!none.looked && none.missing[0].why.contains("neither nft nor iptables-save"))
    }

    @Test func `a place whose shell reads nothing has gaps for all of it`() throws {
        let place = try host("")
        for scope in ["users", "sudo", "sshd", "mounts"] {
            #expect(try !coverage(scope, place).looked)
        }
    }
}

extension JSONReader {
    /// A place written and read again.
    fileprivate static func place(_ place: Place) -> Place? {
        var out = JSONWriter()
        place.write(to: &out)
        return (try? read(out.bytes)).flatMap(Place.init)
    }
}
