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
        files.mounts = bytes("self/mountinfo") ?? []
        files.networks = networks(files)
        return files
    }

    private func process(_ number: Int) -> ProcessFiles.Process? {
        // One that ended meanwhile is nobody's.
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
        return process
    }

    /// The tables of each namespace, through the first process that lives in it.
    private func networks(_ files: ProcessFiles) -> [ProcessFiles.Network] {
        var first: [String: Int] = [:]
        for process in files.processes {
            guard let network = process.network, first[network] == nil else { continue }
            first[network] = process.id
        }
        let own = files.ownNetwork ?? ""
        let doors = first.merging([own: 0]) { known, _ in known }
        return doors.sorted { $0.key < $1.key }.map { namespace, process in
            let door = process == 0 || namespace == own ? "self" : String(process)
            var tables: [String: [UInt8]] = [:]
            for name in ["tcp", "tcp6", "udp", "udp6", "unix"] {
                tables[name] = bytes("\(door)/net/\(name)")
            }
            return ProcessFiles.Network(namespace: namespace, tables: tables)
        }
    }

    /// The content of a file below `/proc`; `self` is a link there, so our number stands for it.
    private func bytes(_ path: String) -> [UInt8]? {
        let plain = path.hasPrefix("self/") ? "\(getpid())" + path.dropFirst(4) : path
        return try? read(PathBytes(plain), below: "/proc", limit: 8 << 20)
    }

    /// Where a link leads, as its bytes; nil where that may not be read.
    private static func target(of link: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink(link, &buffer, buffer.count)
        guard count > 0 else { return nil }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
