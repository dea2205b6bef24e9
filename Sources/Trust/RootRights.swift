internal import Formats
internal import Vocabulary

/// By what a login that is not root may become root on its place without anybody's password.
struct RootRights: Equatable {
    /// What makes it as good as root there, a few words each: `the group docker`.
    var ways: [String] = []
    /// Commands it may run as root that nobody can say the reach of, as sudo(8) lists them, and what
    /// doas.conf(5) and the rules of polkit(8) allow besides.
    var other: [String] = []
    /// Files that may say more, and could not be read or understood.
    var unclear: [String] = []

    /// Groups whose members rule the host: they start what they like as root, or write its disks.
    private static let groups: Set<String> = [
        "docker", "podman", "lxd", "incus", "incus-admin", "libvirt", "disk", "kmem",
    ]

    /// Reads groups, sockets, what sudo lists and what files say; `guarded` are paths that only root
    /// may change.
    init(
        names: [String] = [], groups: [String], sockets: [String], sudo: String,
        documents: RootDocuments = RootDocuments(), guarded: [String]
    ) {
        ways = Set(groups).intersection(Self.groups).sorted().map { "the group \($0)" }
        ways += sockets.map { "the socket \($0)" }
        for command in Self.free(sudo) {
            if SudoReach(command).rules(over: guarded) {
                ways.append("sudo without a password: \(Self.shown(command))")
            } else {
                other.append(Self.shown(command))
            }
        }
        let written = DocumentedRights(documents, names: names, groups: groups, guarded: guarded)
        ways += written.ways
        other += written.other
        unclear = written.unclear
    }

    /// No rights.
    init() {}

    /// Commands that sudo runs as root without a password, from what `sudo --list` prints.
    private static func free(_ text: String) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline)
        let asksNever = lines.contains { $0.hasPrefix("    ") && $0.contains("!authenticate") }
        var sudoers = Sudoers()
        let rules = lines.map { $0.drop { $0 == " " } }.filter { $0.first == "(" }
        sudoers.read(Array(rules.map { "actor ALL = \($0)\n" }.joined().utf8))
        return sudoers.rules.filter { rule in
            (rule.needsNoPassword || asksNever) && !rule.command.hasPrefix("!")
                && isRoot(rule.asUser)
        }
        .map(\.command)
    }

    private static func isRoot(_ user: String) -> Bool {
        let names = user.split { $0 == "," || $0 == " " }
        return !names.contains("!root") && names.contains { ["ALL", "root", "#0"].contains($0) }
    }

    /// The program alone: arguments may hold what nobody should read.
    private static func shown(_ command: String) -> String {
        let words = command.split(separator: " ")
        return (words.first.map(String.init) ?? command) + (words.count > 1 ? " …" : "")
    }
}

/// What a command of sudoers(5) lets its user change.
struct SudoReach {
    private let program: String
    private let arguments: Substring
    private let isOpen: Bool

    /// Programs that run another, or write what they are told from within.
    private static let shells: Set<String> = [
        "ALL", "sh", "bash", "dash", "zsh", "fish", "busybox", "su", "sudo", "sudoedit", "env",
        "nice", "timeout", "setsid", "nohup", "xargs", "find", "vi", "vim", "nvim", "nano", "ed",
        "emacs", "less", "more", "man", "python3", "python", "perl", "ruby", "node", "lua", "awk",
        "gawk", "mawk", "git", "docker", "podman", "nsenter", "unshare", "chroot", "systemd-run",
        "machinectl", "lxc", "incus", "gdb", "strace", "make", "apt", "apt-get", "dpkg", "pip",
        "pip3", "npm", "crontab", "at", "visudo", "ssh", "screen", "tmux",
    ]

    /// Programs that write where their arguments say.
    private static let writers: Set<String> = [
        "tee", "cp", "mv", "install", "dd", "tar", "rsync", "ln", "sed", "chmod", "chown", "chgrp",
        "mount", "unzip", "cpio", "scp", "curl", "wget", "systemctl", "useradd", "usermod",
        "gpasswd", "passwd", "chpasswd", "setfacl", "rm", "patch", "truncate",
    ]

    init(_ command: String) {
        let words = command.split(separator: " ", maxSplits: 1)
        program = words.first.map { String($0.split(separator: "/").last ?? $0) } ?? ""
        arguments = words.count > 1 ? words[1] : ""
        // Without arguments sudoers(5) means any; a wildcard may stand for more than it seems to.
        isOpen = arguments.isEmpty || arguments.contains("*")
    }

    /// Whether it is as good as root, or may write one of the paths or a folder above one.
    func rules(over paths: [String]) -> Bool {
        if Self.shells.contains(program) { return true }
        if Self.writers.contains(program), isOpen { return true }
        return arguments.split(separator: " ").contains { word in
            word.hasPrefix("/")
                && paths.contains { path in
                    let folder = word.last == "/" ? word.dropLast() : word
                    return path == folder || path.hasPrefix(folder + "/")
                }
        }
    }
}
