import Formats
import Knowledge
import Services
import Vocabulary

extension RunningSystem {
    /// Joins listening sockets to the container, unit or process that holds them.
    mutating func joinListeners() {
        guard let processes = view.processes else { return }
        assignProcesses(processes)
        nameStarted(listening(processes), processes)
        var ports: [String: Set<Service.Port>] = [:]
        for held in processes.sockets where held.socket.isListening {
            // A udp socket on a port of its own choice asks; it does not serve.
            let isUdp = held.socket.protocolName == "udp"
            if isUdp, Self.isFleeting(held.socket.local.port) { continue }
            let isOwn = held.network == processes.ownNetwork
            guard let id = holder(held, processes, isOwn: isOwn) else { continue }
            let isContainer = services[id]?.kinds.contains("container") == true
            if isContainer, !isOwn, held.socket.local.isLoopback { continue }
            ports[id, default: []].insert(Self.port(held.socket, isOwn: isOwn))
        }
        for (id, seen) in ports.sorted(by: { $0.key < $1.key }) {
            tell(seen, of: id)
        }
        joinUnixSockets(processes)
    }

    /// The service that holds a listening socket: its process's or,
    /// where the process is hidden, the only unit that runs as the socket's user.
    private func holder(
        _ held: ProcessView.Held, _ view: ProcessView, isOwn: Bool
    ) -> String? {
        guard let number = held.process, let process = view.processes[number] else {
            return isOwn && view.hidden > 0 ? unit(ofUser: held.socket.user) : nil
        }
        // An engine answers names inside its containers' namespaces: no service of its own.
        let isAtHome = process.network == nil || process.network == held.network
        guard !Self.isDoor(process), isAtHome else { return nil }
        return ofProcess[number]
    }

    /// Processes that listen in our own namespace and belong to nothing that is known.
    private func listening(_ view: ProcessView) -> Set<Int> {
        var found: Set<Int> = []
        for held in view.sockets
        where held.socket.isListening && held.network == view.ownNetwork {
            let isUdp = held.socket.protocolName == "udp"
            guard !(isUdp && Self.isFleeting(held.socket.local.port)), let number = held.process,
                ofProcess[number] == nil, let process = view.processes[number],
                process.network == nil || process.network == held.network,
                !Self.isDoor(process)
            else { continue }
            found.insert(number)
        }
        return found
    }

    private func unit(ofUser number: Int) -> String? {
        guard number != 0 else { return nil }
        let name = users.name(of: number)
        let units = ofUnit.values.filter { services[$0]?.user == name }
        return units.count == 1 ? units.first : nil
    }

    /// Which service each process belongs to, by container, unit, or a parent that does.
    private mutating func assignProcesses(_ view: ProcessView) {
        for process in view.processes.values.sorted(by: { $0.id < $1.id })
        where ofProcess[process.id] == nil {
            ofProcess[process.id] = service(of: process)
        }
        // The main process that the engine names stands in where the group says nothing.
        for engine in self.view.engines {
            for container in engine.containers {
                guard let process = container.process, ofProcess[process] == nil else { continue }
                ofProcess[process] = ofContainer[container.id]
            }
        }
        for process in view.processes.values.sorted(by: { $0.id < $1.id })
        where ofProcess[process.id] == nil {
            var parent = process.status.parent
            for _ in 0..<16 where ofProcess[process.id] == nil && parent > 1 {
                ofProcess[process.id] = ofProcess[parent]
                parent = view.processes[parent]?.status.parent ?? 0
            }
        }
    }

    private func service(of process: ProcessView.Process) -> String? {
        let group = process.group
        if let container = group.container { return ofContainer[container] }
        if let unit = group.userUnit, let user = group.user {
            return ofUnit["\(users.group(of: user))/\(unit)"]
        }
        return group.unit.flatMap { ofUnit["system/\($0)"] }
    }

    /// Programs by which an engine hands its published ports on: they serve nothing themselves.
    private static func isDoor(_ process: ProcessView.Process) -> Bool {
        ["docker-proxy", "rootlessport", "slirp4netns", "pasta", "conmon"].contains(process.program)
    }

    /// The range from which Linux takes a port that nobody asked for (ip(7)).
    private static func isFleeting(_ port: Int) -> Bool { (32768...60999).contains(port) }

    private static func port(_ socket: ProcSocket, isOwn: Bool) -> Service.Port {
        let number = socket.local.port
        return Service.Port(
            host: isOwn ? number : nil, container: number, protocolName: socket.protocolName,
            address: isOwn && !socket.local.isAny ? socket.local.address : nil)
    }

    private mutating func tell(_ seen: Set<Service.Port>, of id: String) {
        // One that listens everywhere needs no second line for an address.
        let wide = seen.filter { $0.address == nil }
        let ports = seen.filter { port in
            port.address == nil
                || !wide.contains {
                    $0.container == port.container && $0.protocolName == port.protocolName
                }
        }
        addPorts(
            ports.sorted { ($0.container, $0.address ?? "") < ($1.container, $1.address ?? "") },
            to: id)
        for port in ports {
            let at = port.address.map { " on \($0)" } ?? ""
            observe(
                id, rule: "socket.listens",
                says: "listens on \(port.protocolName) \(port.container)\(at)", at: "proc")
        }
    }

    private mutating func joinUnixSockets(_ view: ProcessView) {
        for (path, process) in view.unix {
            guard path.bytes.first == UInt8(ascii: "/"), let id = process.flatMap({ ofProcess[$0] })
            else { continue }
            observe(id, rule: "socket.listens", says: "listens on \(path.text)", at: "proc")
        }
    }
}

/// Variables that a manager, a login or a shell sets by itself: nobody has to write them down.
enum OwnVariables {
    private static let names: Set<String> = [
        "PATH", "HOME", "LANG", "LANGUAGE", "LOGNAME", "USER", "SHELL", "TERM", "PWD", "OLDPWD",
        "SHLVL", "_", "MAIL", "HOSTNAME", "INVOCATION_ID", "JOURNAL_STREAM", "SYSTEMD_EXEC_PID",
        "NOTIFY_SOCKET", "LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES", "MAINPID", "MANAGERPID",
        "WATCHDOG_PID", "WATCHDOG_USEC", "STATE_DIRECTORY", "CACHE_DIRECTORY", "LOGS_DIRECTORY",
        "RUNTIME_DIRECTORY", "CONFIGURATION_DIRECTORY", "CREDENTIALS_DIRECTORY",
        "MEMORY_PRESSURE_WATCH", "MEMORY_PRESSURE_WRITE", "DBUS_SESSION_BUS_ADDRESS", "LS_COLORS",
        "EDITOR", "PAGER", "DEBIAN_FRONTEND", "MOTD_SHOWN", "SUDO_COMMAND", "SUDO_GID", "SUDO_UID",
        "SUDO_USER",
        "container", "COLORTERM", "TMPDIR", "TZ", "BASH_ENV",
    ]
    private static let beginnings = ["LC_", "XDG_", "SSH_", "SYSTEMD_", "BASH_FUNC_"]

    static func isOne(_ name: String) -> Bool {
        names.contains(name) || beginnings.contains { name.hasPrefix($0) }
    }
}
