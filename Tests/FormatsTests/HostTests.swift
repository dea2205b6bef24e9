import Formats
import Testing

@Suite struct HostTests {
    private func rules(_ text: String) -> [Sudoers.Rule] {
        var sudoers = Sudoers()
        sudoers.read(Array(text.utf8))
        return sudoers.rules
    }

    @Test func `a rule of sudoers tells who may run what as whom`() {
        let found = rules(
            """
            # moto may look after its own unit
            Defaults env_reset
            moto ALL=(root) NOPASSWD: /usr/bin/systemctl restart moto-tide.service, /bin/ls
            %sudo   ALL=(ALL:ALL) ALL
            @includedir /etc/sudoers.d
            """)
        #expect(found.map(\.who) == ["moto", "moto", "%sudo"])
        #expect(found.map(\.asUser) == ["root", "root", "ALL"])
        #expect(
            found.map(\.command) == [
                "/usr/bin/systemctl restart moto-tide.service", "/bin/ls", "ALL",
            ])
        #expect(found.map(\.needsNoPassword) == [true, true, false])
        #expect(found.map(\.line) == [3, 3, 4])
    }

    @Test func `aliases of sudoers are put in, and lines go on`() {
        let found = rules(
            """
            User_Alias CARERS = anna, ben
            Cmnd_Alias WAKE = /sbin/reboot, \\
                /usr/bin/wake
            CARERS host1, host2 = WAKE, PASSWD: /bin/sh
            """)
        #expect(found.count == 6)
        #expect(Set(found.map(\.who)) == ["anna", "ben"])
        #expect(Set(found.map(\.command)) == ["/sbin/reboot", "/usr/bin/wake", "/bin/sh"])
        #expect(found.allSatisfy { $0.asUser == "root" })
    }

    @Test(arguments: ["", "=", "a = b", "User_Alias", "moto ALL", "#1000 ALL=", "\\", "a b=(:"])
    func `lines that are no rule are none`(_ text: String) {
        #expect(rules(text).allSatisfy { !$0.who.isEmpty })
    }

    @Test func `an alias that names itself ends`() {
        #expect(rules("User_Alias A = A\nA ALL=ALL").map(\.who) == ["A"])
    }

    @Test func `settings of a daemon bear the block they stand in`() {
        let found = ServerSettings.read(
            Array(
                """
                Port 2222
                # PermitRootLogin yes
                Banner /etc/issue
                Match User carer
                    ForceCommand /usr/bin/look
                """.utf8))
        #expect(found.map(\.name) == ["port", "Match User carer forcecommand"])
        #expect(found.map(\.line) == [1, 5])
    }

    @Test func `chains are told with their policy and how many rules they have`() throws {
        let answer = """
            {"nftables": [{"metainfo": {}},
             {"chain": {"family": "inet", "table": "filter", "name": "input", "policy": "drop"}},
             {"rule": {"family": "inet", "table": "filter", "chain": "input", "expr": []}},
             {"rule": {"family": "inet", "table": "filter", "chain": "input", "expr": []}}]}
            """
        let chains = PacketFilter.read(try JSONDocument.read(Array(answer.utf8)))
        #expect(chains.map(\.policy) == ["drop"] && chains.map(\.rules) == [2])
        let saved =
            "*nat\n:DOCKER - [0:0]\n:INPUT ACCEPT [1:2]\n-A DOCKER -i lo -j RETURN\nCOMMIT\n"
        let old = PacketFilter.read(saved: Array(saved.utf8), family: "ip")
        #expect(old.map(\.name) == ["DOCKER", "INPUT"])
        #expect(old.map(\.policy) == [nil, "accept"] && old.map(\.rules) == [1, 0])
    }

    @Test func `connected sockets are told by the end that bears a path`() {
        let answer = """
            u_str ESTAB 0 0 * 17845 * 17846
            u_str ESTAB 0 0 /run/redis.sock 17900 * 17901
            u_str LISTEN 0 128 /run/redis.sock 17000 * 0
            u_dgr ESTAB 0 0 @abstract 5 * 6
            """
        let peers = SocketPeer.read(Array(answer.utf8))
        #expect(peers.map(\.path) == ["/run/redis.sock", "@abstract"])
        #expect(peers[0].serving == 17900 && peers[0].asking == 17901)
    }

    @Test func `lists and checksums of dpkg tell whose a file is and whether it is as it came`() {
        var files = PackagedFiles()
        files.addOwners(Array("libc6:amd64.list:/etc/ld.so.conf\nvim.list:/etc/vim/vimrc\n".utf8))
        files.addChecks(Array("opt/x/run: OK\nopt/x/lib: FAILED\n".utf8))
        #expect(files.owners["/etc/ld.so.conf"] == "libc6")
        #expect(files.untouched == ["/opt/x/run"])
    }

    @Test func `rpm's query tells whose a file is, and digests of what has content`() {
        var files = PackagedFiles()
        let sums = files.addQuery(
            Array("ab\ttide\t/etc/tide.conf\n\ttide\t/opt/a\tb\nnoise\n".utf8))
        #expect(files.owners == ["/etc/tide.conf": "tide", "/opt/a\tb": "tide"])
        #expect(sums.map(\.path) == ["/etc/tide.conf"] && sums.map(\.digest) == ["ab"])
        files.addChecks(Array("/etc/tide.conf: OK\n".utf8))
        #expect(files.untouched == ["/etc/tide.conf"])
    }

    @Test func `rpm tells changed and missing configuration, not moved times`() {
        let answer = """
            S.5....T.  c /etc/ssh/sshd_config
            .......T.  c /etc/hosts
            missing     c /etc/motd
            """
        let changes = PackageChange.verified(Array(answer.utf8))
        #expect(changes.map(\.path) == ["/etc/motd", "/etc/ssh/sshd_config"])
        #expect(changes.map(\.isMissing) == [true, false])
    }

    @Test func `the database of apk tells owners, and checksums of configuration`() {
        var files = PackagedFiles()
        let sums = files.addDatabase(
            Array("P:alpine-baselayout\nF:etc\nR:fstab\nZ:Q1AAAA=\nF:bin\nR:ls\nZ:Q1BBBB=\n".utf8))
        #expect(
            files.owners == ["/etc/fstab": "alpine-baselayout", "/bin/ls": "alpine-baselayout"])
        #expect(sums.map(\.path) == ["/etc/fstab"] && sums.map(\.digest) == ["AAAA="])
    }
}
