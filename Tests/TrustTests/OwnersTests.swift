import Places
import Testing
import Vocabulary

@testable import Trust

@Suite struct OwnersTests {
    static let paths = ["/", "/etc", "/etc/bedplate", "/etc/bedplate/owners"]

    /// What the look prints for uid 1000, the file last.
    static func answer(uid: Int = 1000, _ lines: [String]) -> OwnersLook.Answer? {
        let text = (["uid \(uid)"] + lines + ["bytes", "ada ssh-ed25519 AAAA", ""])
            .joined(separator: "\n")
        return OwnersLook.read(Array(text.utf8), paths: paths)
    }

    static let well = [
        "at - 0 755 directory", "at - 0 755 directory", "at - 0 755 directory",
        "at - 0 644 regular file",
    ]

    @Test func `a file and folders of root's alone are relied on`() throws {
        let answer = try #require(Self.answer(Self.well))
        #expect(answer.fault(on: "local") == nil)
        #expect(String(decoding: answer.bytes, as: UTF8.self) == "ada ssh-ed25519 AAAA\n")
        #expect(OwnersLook.components(Owners.path) == Self.paths)
    }

    @Test(arguments: [
        (3, "at - 0 0 absent", "is not there"), (2, "at - 0 777 symbolic link", "is a link"),
        (3, "at - 0 777 symbolic link", "is a link"), (3, "at - 0 755 directory", "neither"),
        (2, "at - 0 644 regular file", "neither"), (3, "at - 0 666 regular file", "written"),
        (3, "at - 0 664 regular file", "written"), (3, "at - 1000 644 regular file", "uid 1000"),
        (1, "at - 0 1777 directory", "written"), (2, "at - 33 755 directory", "uid 33"),
        (2, "at w 0 755 directory", "written"), (3, "at - 0 600 fifo", "neither"),
    ])
    func `anything else on the way is refused with its way out`(
        index: Int, line: String, says: String
    ) throws {
        var lines = Self.well
        lines[index] = line
        let answer = try #require(Self.answer(lines))
        let fault = try #require(answer.fault(on: "local"))
        #expect(fault.message.contains(says) && fault.message.contains(Self.paths[index]))
        #expect(!fault.hint.isEmpty)
    }

    @Test func `an answer that is cut or altered is none`() {
        #expect(Self.answer(["at - 0 755 directory"]) == nil)
        #expect(Self.answer(Self.well + ["at - 0 644 regular file"]) == nil)
        #expect(OwnersLook.read(Array("uid x\n".utf8), paths: []) == nil)
    }

    @Test func `nobody is named on a host without the file`() {
        #expect(
            throws: TrustError.owners(.absent(place: "local", path: "/etc/no-such-folder"))
        ) { try Owners.read(on: LocalPlace(), path: "/etc/no-such-folder/owners") }
    }

    @Test func `lines are read as ssh-keygen reads them`() throws {
        let key = "AAAAC3NzaC1lZDI1NTE5AAAAIAF1WOhFRVvWgAvrohT7ntu8bn0cwgZS+clXity7lzc+"
        let text = """
            # a comment
            ada,bob ssh-ed25519 \(key) ada at work
            "c d" namespaces="a,b c",cert-authority ssh-ed25519 \(key)
            nobody
            eve ssh-ed25519 not!base64
            """
        let signers = Signer.all(in: Array(text.utf8))
        #expect(signers.map(\.principals) == ["ada,bob", "c d"])
        #expect(signers.map(\.namespaces) == [nil, "a,b c"])
        #expect(signers.map(\.isAuthority) == [false, true])
        #expect(
            signers[0].fingerprint == "SHA256:I3RjMeHnc4PoR58WnUdmaFjoDRJxFcbyCwoRGhCpfuA")
    }

    @Test func `who is root here and nowhere else is bound by nobody`() throws {
        let here = Place(id: "local", uid: 0, machine: "a")
        let there = Place(id: "ssh:metal", uid: 0, machine: "b")
        let same = Place(id: "ssh:localhost", uid: 0, machine: "a")
        let lesser = Place(id: "local", uid: 1000, machine: "a")
        #expect(throws: TrustError.unbound(place: "local")) {
            try Jurisdiction.read(changed: [here, same], own: here)
        }
        let outside = try Jurisdiction.read(changed: [there], own: here)
        #expect(outside.remarks.count == 1)
        #expect(
            try Jurisdiction.read(changed: [here, there], own: here).owners.count == 2)
        #expect(try Jurisdiction.read(changed: [lesser], own: lesser).remarks.isEmpty)
        #expect(try Jurisdiction.read(changed: [], own: lesser).owners.map(\.place) == ["local"])
    }

    @Test(arguments: [
        ("actor docker", "", "the group docker"), ("actor disk", "", "the group disk"),
        (
            "actor",
            "User actor may run the following commands on x:\n    (ALL : ALL) NOPASSWD: ALL",
            "sudo without a password: ALL"
        ),
        (
            "actor", "    (root) /usr/bin/id\n    (root) NOPASSWD: /usr/bin/id, /usr/bin/tee",
            "sudo without a password: /usr/bin/tee"
        ),
        (
            "actor", "    (root) NOPASSWD: /usr/bin/cat /etc/bedplate/owners",
            "sudo without a password: /usr/bin/cat …"
        ),
        (
            "actor", "    !authenticate\n    (root) /usr/bin/vim /etc/motd",
            "sudo without a password: /usr/bin/vim …"
        ),
    ])
    func `who may become root here unasked is bound by nobody`(
        groups: String, sudo: String, way: String
    ) throws {
        var here = Place(id: "local", uid: 1000, machine: "a")
        (here.groups, here.sudo) = (groups, sudo)
        let error = TrustError.unbound(place: "local", ways: [way])
        #expect(throws: error) { try Jurisdiction.read(changed: [here], own: here) }
        #expect(error.message.contains(way) && error.hint?.contains("take that away") == true)
        let there = Place(id: "ssh:metal", uid: 0, machine: "b")
        let both = try Jurisdiction.read(changed: [here, there], own: here)
        #expect(both.remarks.contains { $0.contains("may become root on local (\(way))") })
    }

    @Test(arguments: [
        "    (ALL : ALL) ALL", "    (www-data) NOPASSWD: ALL", "    (ALL, !root) NOPASSWD: ALL",
        "    (root) NOPASSWD: !/usr/bin/su", "",
    ])
    func `who is asked for a password, or becomes somebody lesser, is bound`(sudo: String) throws {
        var here = Place(id: "local", uid: 1000, machine: "a")
        (here.groups, here.sudo) = ("actor sudo adm", sudo)
        #expect(try Jurisdiction.read(changed: [here], own: here).remarks.isEmpty)
    }

    @Test func `a command as root of which nobody can say the reach is told`() throws {
        var here = Place(id: "local", uid: 1000, machine: "a")
        here.sudo = "    (root) NOPASSWD: /usr/bin/systemctl restart web, /opt/x --key s3cret"
        let remarks = try Jurisdiction.read(changed: [here], own: here).remarks
        #expect(remarks.count == 1)
        #expect(remarks[0].contains("/usr/bin/systemctl …, /opt/x …"))
        #expect(!remarks[0].contains("s3cret"))
    }

    @Test(arguments: [
        ("permit nopass :wheel", "doas without a password: ALL"),
        (
            "permit nopass keepenv actor as root cmd /usr/bin/tee",
            "doas without a password: /usr/bin/tee"
        ),
        ("permit nopass 1000 cmd vi args /etc/motd", "doas without a password: vi"),
        ("deny :wheel\npermit nopass setenv { A B=c } actor", "doas without a password: ALL"),
        (
            "permit nopass actor cmd /usr/bin/cat args /etc/bedplate/owners",
            "doas without a password"
        ),
    ])
    func `who doas lets become root unasked is bound by nobody`(text: String, way: String) throws {
        var here = Place(id: "local", uid: 1000, machine: "a")
        here.groups = "actor wheel"
        here.doas = "file /etc/doas.conf\n " + text.replacing("\n", with: "\n ") + "\n"
        let error = #expect(throws: TrustError.self) {
            try Jurisdiction.read(changed: [here], own: here)
        }
        #expect(error?.message.contains(way) ?? false)
    }

    @Test(arguments: [
        "permit persist :wheel", "permit nopass bob", "permit nopass actor as www-data",
        "permit nopass actor\ndeny :wheel", "permit nopass actor cmd vi\npermit actor cmd vi",
        "# permit nopass actor", "deny nopass actor",
    ])
    func `who doas asks for a password, or denies, is bound`(text: String) throws {
        var here = Place(id: "local", uid: 1000, machine: "a")
        here.groups = "actor wheel"
        here.doas = "file /etc/doas.conf\n " + text.replacing("\n", with: "\n ") + "\n"
        #expect(try Jurisdiction.read(changed: [here], own: here).remarks.isEmpty)
    }

    private static func rule(_ condition: String, _ result: String = "YES") -> String {
        "polkit.addRule(function(action, subject) {\n  // local staff\n  if (\(condition)) {\n"
            + "    return polkit.Result.\(result);\n  }\n});"
    }

    private func ruled(_ text: String) -> Place {
        var here = Place(id: "local", uid: 1000, machine: "a")
        here.groups = "actor wheel"
        here.polkit =
            "file /etc/polkit-1/rules.d/50-x.rules\n " + text.replacing("\n", with: "\n ") + "\n"
        return here
    }

    @Test(arguments: [
        "subject.isInGroup(\"wheel\")",
        "action.id == \"org.freedesktop.systemd1.manage-units\" && subject.user === 'actor'",
        "(action.id == 'a.b' || action.id.indexOf('org.freedesktop.') == 0) && subject.local",
    ])
    func `whom polkit lets do as root what they like is bound by nobody`(condition: String) {
        let here = ruled(Self.rule(condition))
        let error = #expect(throws: TrustError.self) {
            try Jurisdiction.read(changed: [here], own: here)
        }
        #expect(error?.message.contains("polkit without a password") ?? false)
    }

    @Test(arguments: [
        rule("subject.isInGroup('staff')"), rule("subject.isInGroup('wheel')", "AUTH_ADMIN"),
        rule("subject.user == 'bob' && action.id == 'org.freedesktop.policykit.exec'"),
        "polkit.addAdminRule(function(action, subject) { return ['unix-group:wheel']; });",
    ])
    func `whom polkit asks, or does not mean, is bound`(text: String) throws {
        let here = ruled(text)
        #expect(try Jurisdiction.read(changed: [here], own: here).remarks.isEmpty)
    }

    @Test(arguments: [
        ("action.id == 'org.freedesktop.login1.reboot'", "polkit org.freedesktop.login1.reboot"),
        (
            "action.id == 'org.freedesktop.systemd1.manage-units' "
                + "&& action.lookup('unit') == 'web.service'",
            "polkit org.freedesktop.systemd1.manage-units"
        ),
        ("!subject.isInGroup('staff')", "50-x.rules is no simple rule"),
        ("/^org/.test(action.id)", "50-x.rules is no simple rule"),
    ])
    func `what polkit allows of which nobody can say the reach is told`(
        condition: String, says: String
    ) throws {
        let here = ruled(Self.rule(condition))
        let remarks = try Jurisdiction.read(changed: [here], own: here).remarks
        #expect(remarks.count == 1 && remarks[0].contains(says))
    }

    @Test(arguments: [
        "polkit.addRule(function(a, s) { return s.user == 'actor' ? 'yes' : 'no'; });",
        "polkit.addRule((action, subject) => polkit.Result.YES);",
        "polkit.addRule(function(a, s) { var r = polkit.Result; return r.YES; });",
        "polkit.addRule(function(a, s) { return polkit.spawn(['/bin/ask']); });",
        "polkit.addRule(function(a, s) { return polkit.Result['Y' + 'ES']; });",
    ])
    func `a rule that is not written simply is not understood`(text: String) throws {
        let here = ruled(text)
        let remarks = try Jurisdiction.read(changed: [here], own: here).remarks
        #expect(remarks.contains { $0.contains("50-x.rules is no simple rule") })
    }

    @Test func `files that may not be read, and lines nobody understands, are told`() throws {
        var here = Place(id: "local", uid: 1000, machine: "a")
        here.doas = "unread /etc/doas.conf\nfile /etc/doas.d/a.conf\n allow \"actor\n"
        here.polkit = "unread /etc/polkit-1/rules.d\n"
        let remarks = try Jurisdiction.read(changed: [here], own: here).remarks
        #expect(remarks.count == 1)
        for part in ["/etc/doas.conf may not", "line 1 of /etc/doas.d/a.conf", "rules.d may not"] {
            #expect(remarks.first?.contains(part) ?? false)
        }
    }

    @Test func `what a look at rights did not print is no answer`() {
        #expect(RootLook.read([], guarded: []) == nil)
        #expect(RootLook.read(Array("groups a\n".utf8), guarded: []) == nil)
        #expect(
            RootLook.read(
                Array(
                    "groups a\nsocket /run/docker.sock\nlogin a 1\ndoas\npolkit\nsudo\n".utf8),
                guarded: [])?
                .ways
                == ["the socket /run/docker.sock"])
    }

    @Test func `trust prints one line for approving and confirming, and takes no private key`()
        throws
    {
        let desk = try Desk()
        let line = try TrustText.line(principal: "ada@example.org", key: desk.disk.read("ada.pub"))
        #expect(
            line == "ada@example.org namespaces=\"plan-approve@bedplate,confirm@bedplate\" "
                + (try desk.key("ada")))
        #expect(throws: TrustError.self) {
            try TrustText.line(principal: "ada", key: desk.disk.read("ada"))
        }
        for name in ["", "a b", "a'; rm -rf /; '", "*", "!eve", "a,b", "#a"] {
            #expect(throws: TrustError.self) {
                try TrustText.line(principal: name, key: desk.disk.read("ada.pub"))
            }
        }
    }
}

/// A host that answers the look of one uid, whose owners are in order.
private struct Place: PlaceAccess {
    let id: String
    let uid: Int
    let machine: String
    var groups = "actor"
    /// Files as the look prints them, each line ended.
    var doas = ""
    /// The same of polkit.
    var polkit = ""
    var sudo = ""

    var reach: String { "ssh" }
    func facts() -> [String: String] { [:] }
    func machine(key: SecretKey) -> String? { key.code(Array(machine.utf8)).hexadecimal }

    func run(_ command: Command) throws(PlacesError) -> CommandResult {
        if command.arguments.count == 3 {
            let text =
                "groups \(groups)\nlogin actor 1000\ndoas\n\(doas)polkit\n\(polkit)sudo\n\(sudo)\n"
            return CommandResult(ending: .exited(0), output: Array(text.utf8), errors: [])
        }
        let key = "AAAAC3NzaC1lZDI1NTE5AAAAIAF1WOhFRVvWgAvrohT7ntu8bn0cwgZS+clXity7lzc+"
        let text = (["uid \(uid)"] + OwnersTests.well + ["bytes", "ada ssh-ed25519 \(key)", ""])
            .joined(separator: "\n")
        return CommandResult(ending: .exited(0), output: Array(text.utf8), errors: [])
    }

    func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable { throw .outside(path: root) }

    func read(_ path: PathBytes, below root: PathBytes, limit: Int) throws(PlacesError) -> [UInt8] {
        throw .outside(path: path)
    }

    func head(of path: PathBytes, below root: PathBytes, count: Int) throws(PlacesError) -> [UInt8]
    { throw .outside(path: path) }
}
