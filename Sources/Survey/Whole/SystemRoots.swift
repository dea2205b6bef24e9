import Formats
import Places
import Vocabulary

/// Where a whole host is looked at: the home of the login, the workspaces that are declared there
/// or run from somewhere, and the system's own locations.
struct SystemRoots {
    /// Locations that hold what people put on a host (hier(7)).
    private static let shared = ["/opt", "/srv", "/usr/local"]
    /// Locations that are the host's own: looked at, and never carried over as they are.
    private static let own = ["/etc", "/var/spool/cron"]
    /// What programs keep is looked for here, for those that are found.
    private static let state = PathBytes("/var/lib")
    /// Folders of engines and managers, whose content is told by themselves.
    private static let foreign = [
        "docker", "containers", "containerd", "kubelet", "rancher", "lxd", "incus", "libvirt",
        "systemd", "dpkg", "apt", "rpm", "pacman", "snapd", "flatpak", "private", "dbus", "dhcp",
        "polkit-1", "ucf", "misc", "python", "pam", "sudo", "udisks2", "colord", "fwupd",
    ]

    let asking: Asking
    let view: RunningView

    /// Absolute roots that are there, none within another.
    ///
    /// - Parameter home: the home of the login.
    func all(home: PathBytes) -> [PathBytes] {
        let wanted =
            [home] + (Self.shared + Self.own).map { PathBytes($0) } + workspaces(home) + kept
        let there = existing(Set(wanted.map(\.normalised)).sorted())
        return there.filter { root in !there.contains { $0 != root && root.isWithin($0) } }
    }

    /// Whether a root is the host's own: what lies there is told, and a plan does not copy it.
    static func isOwn(_ root: PathBytes) -> Bool {
        own.contains { root.isWithin(PathBytes($0)) } || root.isWithin(state)
    }

    private func existing(_ paths: [PathBytes]) -> [PathBytes] {
        if let there = asking.place.folders(among: paths) { return there }
        let script = #"for p; do [ -d "$p" ] && printf '%s\n' "$p"; done; true"#
        let lines = asking.lines(["sh", "-c", script, "sh"] + paths.map(\.text)) ?? []
        return lines.map { PathBytes($0) }.filter(paths.contains)
    }

    // MARK: workspaces

    /// Configurations of agents in a home that name their workspaces (OpenClaw, *Agent workspace*,
    /// and the names it had before).
    private static let declarations = [
        ".openclaw/openclaw.json", ".clawdbot/clawdbot.json", ".moltbot/moltbot.json",
    ]

    private func workspaces(_ home: PathBytes) -> [PathBytes] {
        let projects = view.engines.flatMap(\.containers).compactMap(\.composeFolder)
        let folders = view.units.filter { unit in
            unit.status.isWorthTelling && unit.status.file?.hasPrefix("/etc/") != false
        }.compactMap(\.status.workingFolder)
        let all = projects + folders.map { $0.trimmedOfDash } + declared(home)
        return all.filter(Self.isWorkspace).map { PathBytes($0) }
    }

    private func declared(_ home: PathBytes) -> [String] {
        Self.declarations.flatMap { name -> [String] in
            guard let bytes = try? asking.place.read(PathBytes(name), below: home, limit: 4 << 20),
                let node = try? JSONDocument.read(bytes)
            else { return [] }
            let agents = node["agents"]
            let all =
                [agents?["defaults"]?["workspace"], node["agent"]?["workspace"]]
                + (agents?["list"]?.elements ?? []).map { $0["workspace"] }
            return all.compactMap { $0?.string }.map { text in
                text.hasPrefix("~/") ? home.appending(String(text.dropFirst(2))).text : text
            }
        }
    }

    private static func isWorkspace(_ path: String) -> Bool {
        let path = PathBytes(path).normalised
        let systems = [
            "/proc", "/sys", "/dev", "/run", "/tmp", "/usr", "/var/lib", "/var/run", "/boot",
            "/bin", "/sbin", "/lib", "/etc",
        ]
        return path.bytes.first == UInt8(ascii: "/") && path != "/"
            && !systems.contains { path.isWithin(PathBytes($0)) }
    }

    // MARK: what programs keep

    /// Folders below `/var/lib` in which a process of the host holds a file open.
    private var kept: [PathBytes] {
        guard let processes = view.processes else { return [] }
        var found: Set<PathBytes> = []
        for (path, holders) in processes.open where path.isWithin(Self.state) {
            let name = path.text.dropFirst("/var/lib/".count).prefix { $0 != "/" }
            let isOfHost = holders.contains { processes.processes[$0]?.group.container == nil }
            guard isOfHost, !name.isEmpty, !Self.foreign.contains(String(name)) else { continue }
            found.insert(Self.state.appending(String(name)))
        }
        return found.sorted()
    }
}

extension String {
    /// systemd writes `-` and `!` before a folder that may be missing (systemd.exec(5)).
    fileprivate var trimmedOfDash: String { String(drop { $0 == "-" || $0 == "!" }) }
}
