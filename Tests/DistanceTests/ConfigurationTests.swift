import Formats
import Testing
import Vocabulary

@Suite struct ConfigurationTests {
    static let texts = [
        """
        Host web-?
            HostName %h.example.org
            User deploy
        Host * !web-2
            Port 2200
            IdentityFile ~/.ssh/%u_%h
        Host *
            IdentityFile ~/.ssh/second
            User someone
        """,
        """
        # a comment
        host "web-1" db
          hostname=10.0.0.7
          Port = 2022   # behind a value
          identitiesonly yes
          StrictHostKeyChecking accept-new
          UserKnownHostsFile /a/known "/b c/known"
          ProxyJump one@hop:2201,two
          ProxyCommand never %h
        Match all
          User everyone
        """,
        """
        Host db
            ProxyCommand nc -X connect %h %p
            ProxyJump late
        Host db web-*
            ProxyJump none
            HostKeyAlias shared
            ConnectTimeout 7
            IdentitiesOnly no
            Compression yes
        """,
        """
        Host *
            Include @/inner
        Host web-1
            Port 1
        """,
    ]
    static let inner = """
        Host web-2 db
            User within
            Port 77
        Host web-1
            User inside
        """

    @Test(arguments: texts.indices, ["web-1", "web-2", "db", "elsewhere"])
    func `every setting is what ssh itself makes of it`(text: Int, host: String) throws {
        let scratch = Scratch()
        let inner = try scratch.file("inner", Self.inner)
        let written = Self.texts[text].replacing("@/inner", with: inner)
        let file = try scratch.file("config", written)
        let configuration = try SSHConfiguration([(file, written)]) { pattern, _ in
            pattern == inner ? [(inner, Self.inner)] : []
        }
        let settings = try configuration.settings(for: host)
        let tokens = SSHTokens(settings, localUser: "me", home: "/home/me")
        let told = Told(try Tools.output(["ssh", "-G", "-F", file, host]))
        #expect(told["hostname"] == [tokens.host])
        #expect(told["port"] == [String(tokens.port)])
        if let user = settings.user { #expect(told["user"] == [user]) }
        if !settings.identityFiles.isEmpty {
            #expect(told["identityfile"] == settings.identityFiles)
        }
        #expect(told["identitiesonly"] == [settings.identitiesOnly == true ? "yes" : "no"])
        #expect(told["compression"] == [settings.compression == true ? "yes" : "no"])
        #expect(told["proxyjump"]?.first == settings.proxyJump)
        #expect(told["proxycommand"]?.first == settings.proxyCommand)
        #expect(told["hostkeyalias"]?.first == settings.hostKeyAlias)
        if let checking = settings.strictHostKeyChecking {
            #expect(told["stricthostkeychecking"] == [checking])
        }
        if let files = settings.userKnownHostsFiles {
            #expect(told["userknownhostsfile"] == [files.joined(separator: " ")])
        }
        #expect(
            told["connecttimeout"]?.first == (settings.connectTimeout.map(String.init) ?? "none"))
    }

    /// What `ssh -G` printed, by keyword.
    struct Told {
        var values: [String: [String]] = [:]

        init(_ text: String) {
            for line in text.split(separator: "\n") {
                let words = line.split(separator: " ", maxSplits: 1)
                values[String(words[0]), default: []].append(
                    words.count > 1 ? String(words[1]) : "")
            }
        }

        subscript(keyword: String) -> [String]? { values[keyword] }
    }

    @Test(arguments: [
        ("Host a\n  Port\n", "f:2: port without a value"),
        ("Host *\n\n  Port 70000\n", "f:3: 70000 is no port"),
        ("Host \"a\n", "f:1: a quote that does not end"),
        ("IdentitiesOnly perhaps\n", "f:1: perhaps is neither yes nor no"),
    ])
    func `an error names file and line`(text: String, message: String) {
        let error = #expect(throws: SSHConfigurationError.self) {
            try SSHConfiguration([("f", text)]).settings(for: "a")
        }
        #expect(error?.message == message)
    }

    @Test func `a file that includes itself is an error, not a hang`() {
        #expect(throws: SSHConfigurationError.self) {
            try SSHConfiguration([("f", "Include f\n")]) { _, _ in [("f", "Include f\n")] }
        }
    }

    @Test func `a condition that is not understood counts for no host and is told`() throws {
        let configuration = try SSHConfiguration([
            ("f", "Match exec \"test -e /x\"\n  User odd\nHost *\n  User plain\n")
        ])
        #expect(configuration.notUnderstood == ["f:1: Match exec test -e /x"])
        #expect(try configuration.settings(for: "a").user == "plain")
    }

    @Test func `tokens and tilde are expanded`() throws {
        let configuration = try SSHConfiguration([
            ("f", "Host a\n HostName %h.net\n Port 24\n User root\n")
        ])
        let tokens = SSHTokens(
            try configuration.settings(for: "a"), localUser: "me", home: "/home/me")
        #expect(
            tokens.expand("~/.ssh/%n-%r@%h:%p-%u-%d-%%")
                == "/home/me/.ssh/a-root@a.net:24-me-/home/me-%")
        #expect(tokens.expand("%Z") == nil)
    }
}
