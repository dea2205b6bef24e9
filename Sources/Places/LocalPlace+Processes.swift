import Glibc
import Vocabulary

extension LocalPlace {
    /// Every process that can be seen, read from procfs(5) without the help of a program.
    public func processes() throws(PlacesError) -> ProcessFiles? {
        let numbers = PersonalFiles.names(in: "/proc").compactMap { Int($0) }.sorted()
        guard !numbers.isEmpty else { return nil }
        var files = ProcessFiles()
        files.processes = numbers.compactMap(process)
        files.ownNetwork = Self.target(of: "/proc/self/ns/net")
        files.mounts = bytes("\(getpid())/mountinfo") ?? []
        files.networks = networks(files)
        return files
    }

    private func process(_ number: Int) -> ProcessFiles.Process? {
        guard let status = bytes("\(number)/status") else { return nil }
        var process = ProcessFiles.Process(id: number)
        process.status = status
        process.arguments = bytes("\(number)/cmdline") ?? []
        process.cgroup = bytes("\(number)/cgroup") ?? []
        process.environment = bytes("\(number)/environ").map(ProcessFiles.names)
        process.program = Self.target(of: "/proc/\(number)/exe").map { PathBytes($0) }
        process.folder = Self.target(of: "/proc/\(number)/cwd").map { PathBytes($0) }
        process.network = Self.target(of: "/proc/\(number)/ns/net")
        let open = PersonalFiles.listed(PathBytes("/proc/\(number)/fd"))
        process.open = open?.compactMap { name in
            Self.target(of: "/proc/\(number)/fd/\(name)").map { PathBytes($0) }
        }
        return hasEnded(number) ? nil : process
    }

    /// Whether a process is over: half of one would pass for one that hides the rest.
    private func hasEnded(_ number: Int) -> Bool {
        guard let stat = bytes("\(number)/stat") else { return true }
        return ProcessFiles.isOver(stat: stat)
    }

    /// The tables of each namespace, through the first process that lives in it to the end.
    private func networks(_ files: ProcessFiles) -> [ProcessFiles.Network] {
        var doors: [String: [Int]] = [files.ownNetwork ?? "": [Int(getpid())]]
        for process in files.processes {
            guard let network = process.network, network != files.ownNetwork else { continue }
            doors[network, default: []].append(process.id)
        }
        return doors.sorted { $0.key < $1.key }.compactMap { namespace, processes in
            for process in processes {
                var tables: [String: [UInt8]] = [:]
                for name in ["tcp", "tcp6", "udp", "udp6", "unix"] {
                    tables[name] = bytes("\(process)/net/\(name)")
                }
                if !tables.isEmpty, !hasEnded(process) {
                    return ProcessFiles.Network(namespace: namespace, tables: tables)
                }
            }
            return nil
        }
    }

    /// The content of a file below `/proc`.
    private func bytes(_ path: String) -> [UInt8]? {
        try? read(PathBytes(path), below: "/proc", limit: 8 << 20)
    }

    /// Where a link leads, as its bytes; nil where that may not be read.
    private static func target(of link: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(link, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
