import Formats
import Places
import Vocabulary

/// Processes with who keeps them, and the sockets they hold.
struct ProcessView {
    /// One process.
    struct Process {
        let id: Int
        let status: ProcStatus
        let group: ProcGroup
        let arguments: [String]
        let program: String
        let folder: PathBytes?
        let network: String?
        let environment: [String]?
        let isOpenKnown: Bool
    }

    /// A socket with the process that holds it; nil where that could not be seen.
    struct Held {
        let socket: ProcSocket
        let network: String
        let process: Int?
    }

    /// Processes by number, without the kernel's own.
    let processes: [Int: Process]
    /// Tcp and udp sockets of every namespace that could be entered.
    let sockets: [Held]
    /// Listening Unix sockets with a path, and who holds them.
    let unix: [(path: PathBytes, process: Int?)]
    /// Which process holds a socket, by the number by which open files name it.
    let holders: [Int: Int]
    /// Our own network namespace.
    let ownNetwork: String
    /// How many processes hide their open files from us.
    let hidden: Int
    /// `/proc/self/mountinfo`.
    let mounts: [UInt8]
    /// Files that processes hold open, by path, without those of the kernel.
    let open: [PathBytes: Set<Int>]

    init(_ files: ProcessFiles) {
        var processes: [Int: Process] = [:]
        var holders: [Int: Int] = [:]
        var open: [PathBytes: Set<Int>] = [:]
        for raw in files.processes {
            guard let process = Self.process(raw), !process.status.isKernel else { continue }
            processes[raw.id] = process
            for target in raw.open ?? [] {
                if let inode = Self.inode(target) {
                    // A socket that a parent handed down is the parent's.
                    holders[inode] = min(holders[inode] ?? .max, raw.id)
                } else if target.bytes.first == UInt8(ascii: "/") {
                    open[target, default: []].insert(raw.id)
                }
            }
        }
        self.processes = processes
        self.holders = holders
        self.open = open
        mounts = files.mounts
        ownNetwork = files.ownNetwork ?? ""
        hidden = processes.values.count { !$0.isOpenKnown }
        sockets = files.networks.flatMap { network in
            Self.sockets(network).map {
                Held(
                    socket: $0, network: network.namespace,
                    process: $0.inode == 0 ? nil : holders[$0.inode])
            }
        }
        let own = files.networks.first { $0.namespace == files.ownNetwork ?? "" }
        unix = ProcUnixSocket.read(own?.tables["unix"] ?? []).filter(\.isListening).map {
            ($0.path, holders[$0.inode])
        }
    }

    /// Whether a program of that name runs.
    func isRunning(_ name: String) -> Bool {
        processes.values.contains { $0.program == name || $0.status.name == name }
    }

    private static func sockets(_ network: ProcessFiles.Network) -> [ProcSocket] {
        ["tcp", "tcp6", "udp", "udp6"].flatMap { table in
            ProcSocket.read(
                network.tables[table] ?? [], protocolName: String(table.prefix(3)))
        }
    }

    private static func process(_ raw: ProcessFiles.Process) -> Process? {
        guard let status = ProcStatus(raw.status) else { return nil }
        let arguments = raw.arguments.split(separator: 0).map {
            String(decoding: $0, as: UTF8.self)
        }
        let path = raw.program?.text.replacing(" (deleted)", with: "") ?? arguments.first ?? ""
        let name = path.split(separator: "/").last.map(String.init) ?? status.name
        return Process(
            id: raw.id, status: status, group: ProcGroup(raw.cgroup), arguments: arguments,
            program: name, folder: raw.folder, network: raw.network, environment: raw.environment,
            isOpenKnown: raw.open != nil)
    }

    /// `socket:[123]`.
    private static func inode(_ target: PathBytes) -> Int? {
        let text = target.text
        guard text.hasPrefix("socket:["), text.hasSuffix("]") else { return nil }
        return Int(text.dropFirst(8).dropLast())
    }
}
