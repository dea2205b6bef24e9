import Damage
import Formats
import Testing

/// No reader of a host's own files and tables traps or hangs on a damaged one.
@Suite struct HostMutationTests {
    private func endure(_ texts: [String], seed: UInt64, _ read: ([UInt8]) -> Void) {
        let bytes = texts.map { Array($0.utf8) }
        #expect(slowest(of: 3000, seed: seed, bytes, read) < .seconds(1))
    }

    @Test func `accounts, sudo, sshd and the packet filter endure damage`() {
        endure(["root:x:0:0:root:/root:/bin/bash\nada:x:1000:1000::/home/ada:\n"], seed: 41) {
            _ = Accounts.users($0)
            _ = Accounts.groups($0)
        }
        let rules =
            "Defaults x\n%sudo ALL=(ALL:ALL) NOPASSWD: /bin/a b, \\\n !/bin/c\n#1000 ALL=ALL\n"
        endure([rules], seed: 42) { text in
            var sudoers = Sudoers()
            sudoers.read(text)
            #expect(sudoers.rules.count <= text.count)
        }
        let doas = "permit nopass keepenv :wheel as root cmd /bin/a args b \"c d\"\\\n# e\ndeny f\n"
        endure([doas], seed: 51) {
            let read = DoasRules(String(decoding: $0, as: UTF8.self))
            #expect(read.rules.count + read.unknown.count <= $0.count)
        }
        let polkit = """
            polkit.addRule(function(action, subject) {
              // a
              if ((action.id == "a.b" || action.id.indexOf('c') == 0) && subject.isInGroup("d")) {
                return polkit.Result.YES; } });
            """
        endure([polkit], seed: 52) { text in
            let read = PolkitRules(String(decoding: text, as: UTF8.self))
            #expect(read.rules.count <= text.count)
        }
        endure(["Port 22\nMatch User a\n  PermitRootLogin no\n"], seed: 43) {
            _ = ServerSettings.read($0)
        }
        endure([":INPUT DROP [0:0]\n-A INPUT -p tcp -j ACCEPT\nCOMMIT\n"], seed: 44) {
            _ = PacketFilter.read(saved: $0, family: "ip")
        }
        endure(
            [#"{"nftables": [{"chain": {"family": "ip", "table": "f", "name": "c"}}]}"#], seed: 45
        ) {
            if let node = try? JSONDocument.read($0) { _ = PacketFilter.read(node) }
        }
    }

    @Test func `a client's configuration and its known hosts endure damage`() {
        let text = """
            Host a* !ab
                HostName %h.example.org
                ProxyJump b:22,c
                IdentityFile "~/.ssh/i d"
            Match host x exec "true"
                User=me
            Include other
            """
        endure([text], seed: 46) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let read = try? SSHConfiguration([("a", text)]) { _, _ in [("b", text)] }
            if let settings = try? read?.settings(for: "abc") {
                _ = SSHTokens(settings, localUser: "u", home: "/h").expand(text)
            }
        }
        let hosts = "|1|AAAA=|BBBB= ssh-ed25519 AAAAC3Nz\n@revoked *.a,!b [c]:2222 ssh-rsa AAAA\n"
        endure([hosts], seed: 47) {
            let known = KnownHosts(String(decoding: $0, as: UTF8.self))
            _ = known.verdict(on: [1, 2], type: "ssh-ed25519", host: "b.a", port: 2222)
        }
    }

    @Test func `packages' own records endure damage`() {
        endure(["a: /usr/bin/a\nb,c: /etc/d\n", "/etc/a 0123456789abcdef (root) 1\n"], seed: 48) {
            var files = PackagedFiles()
            files.addOwners($0)
            _ = files.addQuery($0)
            files.addChecks($0)
            _ = files.addDatabase($0)
        }
    }

    @Test func `an index and references of git endure damage`() {
        var index: [UInt8] = Array("DIRC".utf8) + [0, 0, 0, 2, 0, 0, 0, 2]
        for name in ["a", "b/c"] {
            index += [UInt8](repeating: 1, count: 60) + [0, UInt8(name.utf8.count)]
            index += Array(name.utf8)
            index += [UInt8](repeating: 0, count: 8 - (62 + name.utf8.count) % 8)
        }
        #expect((try? GitIndex.read(index))?.entries.count == 2)
        #expect(slowest(of: 4000, seed: 49, [index]) { _ = try? GitIndex.read($0) } < .seconds(1))
        endure(["# pack\n01 refs/heads/a\n^02\n", "[remote \"o\"]\n\turl = x\n"], seed: 50) {
            var references = GitReferences()
            references.readHead($0)
            references.readLoose(name: "refs/heads/a", $0)
            references.readPacked($0)
            references.readConfig($0)
            _ = references.unpushedBranches
        }
    }
}
