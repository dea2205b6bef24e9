import Formats
import Places
import Services
import Vocabulary

/// Looks at what of a machine its services rely on: accounts, sudo, the SSH daemon, the packet
/// filter, mounts. Nothing is asked of a daemon, and nothing is written.
struct HostLook {
    let asking: Asking
    /// `/proc/self/mountinfo`; empty where it could not be read.
    let mounts: [UInt8]

    /// What could be seen, and one line of coverage for each area.
    func look() -> (facts: HostFacts, coverage: [Place.Coverage]) {
        var facts = HostFacts()
        var coverage: [Place.Coverage] = []
        guard asking.place.runsPrograms else { return (facts, Self.unseen) }
        if let texts = HostTexts(asking) {
            coverage.append(addAccounts(texts, &facts))
            coverage.append(addGrants(texts, &facts))
            coverage.append(addServer(texts, &facts))
        } else {
            coverage += ["users", "sudo", "sshd"].map {
                missing($0, "the files below /etc", "no shell there could read them")
            }
        }
        let filter = FirewallLook(asking: asking).look()
        facts.firewall = filter.chains
        coverage.append(filter.coverage)
        facts.mounts = Self.kept(MountLine.read(mounts))
        coverage.append(
            mounts.isEmpty
                ? missing("mounts", "what is mounted", "/proc/self/mountinfo could not be read")
                : Place.Coverage(scope: "mounts", looked: true))
        return (facts, coverage)
    }

    /// Of a place that runs no program for us.
    private static var unseen: [Place.Coverage] {
        ["users", "sudo", "sshd", "firewall", "mounts"].map { area in
            let gap = Place.Coverage.Gap(
                what: area, why: "the place runs no program for us",
                privilege: "a login with a shell")
            return Place.Coverage(scope: area, looked: false, missing: [gap])
        }
    }

    private func missing(_ scope: String, _ what: String, _ why: String) -> Place.Coverage {
        Place.Coverage(scope: scope, looked: false, missing: [.init(what: what, why: why)])
    }

    // MARK: accounts

    private func addAccounts(_ texts: HostTexts, _ facts: inout HostFacts) -> Place.Coverage {
        guard let users = texts.text("/etc/passwd") else {
            return missing("users", "/etc/passwd", "it is not there or may not be read")
        }
        let groups = Accounts.groups(texts.text("/etc/group") ?? [])
        facts.groups = groups.map {
            HostFacts.Group(
                name: Redaction.name($0.name), gid: $0.gid, members: $0.members.map(Redaction.name))
        }.sorted { ($0.gid, $0.name) < ($1.gid, $1.name) }
        facts.users = Accounts.users(users).map { user in
            var told = HostFacts.User(
                name: Redaction.name(user.name), uid: user.uid, gid: user.gid, home: user.home,
                hasShell: Self.isLogin(user.shell),
                groups: groups.filter { $0.members.contains(user.name) }
                    .map { Redaction.name($0.name) }.sorted())
            told.lingers = texts.lingering.contains(user.name)
            return told
        }.sorted { ($0.uid, $0.name) < ($1.uid, $1.name) }
        return Place.Coverage(scope: "users", looked: true)
    }

    private static func isLogin(_ shell: String) -> Bool {
        let name = shell.split(separator: "/").last ?? "sh"
        return !["nologin", "false", "sync", "halt", "shutdown"].contains(name)
    }

    // MARK: sudo

    private func addGrants(_ texts: HostTexts, _ facts: inout HostFacts) -> Place.Coverage {
        var sudoers = Sudoers()
        for (path, bytes) in texts.below("/etc/sudoers") {
            // Names with a dot are not read by sudo either (sudoers(5), *@includedir*).
            if path != "/etc/sudoers", path.dropFirst("/etc/sudoers.d/".count).contains(".") {
                continue
            }
            sudoers.read(bytes)
            for rule in sudoers.rules { Self.add(rule, path, &facts.sudo) }
        }
        let gaps = texts.gaps("/etc/sudoers", privilege: "root")
        let isClosed = texts.denied.contains("/etc/sudoers")
        return Place.Coverage(scope: "sudo", looked: !isClosed, missing: gaps)
    }

    /// Commands of one rule stand in one grant.
    private static func add(_ rule: Sudoers.Rule, _ path: String, _ all: inout [HostFacts.Grant]) {
        let words = rule.command.split(separator: " ").map(String.init)
        let command =
            rule.command == "ALL" ? "ALL" : Redaction.command(words).joined(separator: " ")
        let at = "\(path):\(rule.line)"
        let who =
            rule.who.hasPrefix("%")
            ? "%" + Redaction.name(String(rule.who.dropFirst())) : Redaction.name(rule.who)
        if let known = all.firstIndex(where: {
            $0.who == who && $0.at == at && $0.asUser == rule.asUser
                && $0.needsNoPassword == rule.needsNoPassword
        }) {
            all[known].commands.append(command)
            return
        }
        all.append(
            HostFacts.Grant(
                who: who, asUser: Redaction.name(rule.asUser), commands: [command],
                needsNoPassword: rule.needsNoPassword, at: at))
    }

    // MARK: the SSH daemon

    private func addServer(_ texts: HostTexts, _ facts: inout HostFacts) -> Place.Coverage {
        for (path, bytes) in texts.below("/etc/ssh/sshd_config") {
            facts.sshd += ServerSettings.read(bytes).map { setting in
                HostFacts.Setting(
                    name: setting.name, value: Self.shown(setting), at: "\(path):\(setting.line)")
            }
        }
        let gaps = texts.gaps("/etc/ssh/", privilege: "root")
        guard texts.text("/etc/ssh/sshd_config") != nil else {
            let why = gaps.isEmpty ? "no /etc/ssh/sshd_config is there" : "permission denied"
            return Place.Coverage(
                scope: "sshd", looked: gaps.isEmpty,
                missing: [
                    .init(
                        what: "settings of an SSH daemon", why: why,
                        privilege: gaps.isEmpty ? nil : "root")
                ])
        }
        return Place.Coverage(scope: "sshd", looked: true, missing: gaps)
    }

    /// Words, numbers, paths and patterns of names; a command as any command line.
    private static func shown(_ setting: ServerSettings.Setting) -> String {
        if setting.name.hasSuffix("forcecommand") { return Redaction.script(setting.value) }
        let isPlain = setting.value.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || " ._-@+:,/%*?!^[]".utf8.contains(byte)
        }
        return isPlain ? setting.value : Redaction.hidden
    }

    // MARK: mounts

    /// File systems of devices and of other hosts, without those of the kernel and of containers.
    static func kept(_ mounts: [MountLine]) -> [HostFacts.Mount] {
        let ofKernel: Set<String> = [
            "proc", "sysfs", "devtmpfs", "devpts", "tmpfs", "ramfs", "mqueue", "hugetlbfs",
            "debugfs", "tracefs", "securityfs", "pstore", "bpf", "configfs", "efivarfs", "autofs",
            "binfmt_misc", "fusectl", "nsfs", "overlay", "squashfs", "rpc_pipefs", "selinuxfs",
        ]
        let kept = mounts.filter { mount in
            !ofKernel.contains(mount.type) && !mount.type.hasPrefix("cgroup")
                && !mount.path.hasPrefix("/run/") && mount.part == "/"
        }
        return Set(
            kept.map {
                HostFacts.Mount(path: $0.path, type: $0.type, isReadOnly: $0.isReadOnly)
            }
        ).sorted { ($0.path, $0.type) < ($1.path, $1.type) }
    }
}
