public import Vocabulary

/// What procfs(5) tells of the processes of a place, read once and not yet understood.
public struct ProcessFiles: Sendable {
    /// One process.
    public struct Process: Sendable {
        /// Its number in the namespace of whoever looks.
        public var id: Int
        /// `/proc/ID/status`.
        public var status: [UInt8] = []
        /// `/proc/ID/cmdline`: arguments, each ended by NUL. They hold values.
        public var arguments: [UInt8] = []
        /// `/proc/ID/cgroup`.
        public var cgroup: [UInt8] = []
        /// Names of its variables at its start, sorted; nil where that may not be read. Values are
        /// dropped where they are read.
        public var environment: [String]?
        /// Where `/proc/ID/exe` leads; nil for the kernel's own, or where it may not be read.
        public var program: PathBytes?
        /// Where `/proc/ID/cwd` leads; nil where it may not be read.
        public var folder: PathBytes?
        /// Where `/proc/ID/ns/net` leads, such as `net:[4026531840]`; nil where it may not be read.
        public var network: String?
        /// Where `/proc/ID/fd/*` lead; nil where that may not be read.
        public var open: [PathBytes]?

        /// A process of that number.
        public init(id: Int) {
            self.id = id
        }
    }

    /// The tables of one network namespace.
    public struct Network: Sendable {
        /// Such as `net:[4026531840]`; empty where links may not be read: then it is our own.
        public var namespace: String
        /// `tcp`, `tcp6`, `udp`, `udp6`, `unix` with their bytes.
        public var tables: [String: [UInt8]]

        /// The tables of a namespace.
        public init(namespace: String, tables: [String: [UInt8]]) {
            self.namespace = namespace
            self.tables = tables
        }
    }

    /// Processes by number.
    public var processes: [Process] = []
    /// Network namespaces by name.
    public var networks: [Network] = []
    /// Our own namespace.
    public var ownNetwork: String?
    /// `/proc/self/mountinfo`.
    public var mounts: [UInt8] = []

    /// Nothing seen.
    public init() {}

    /// Whether a process is over, by the third word of `/proc/ID/stat` (proc(5)): a zombie or dead.
    static func isOver(stat: [UInt8]) -> Bool {
        // The name before it may hold anything, a parenthesis too.
        guard let name = stat.lastIndex(of: UInt8(ascii: ")")), name + 2 < stat.count else {
            return true
        }
        return "ZX".utf8.contains(stat[name + 2])
    }

    /// Names of a block of `NAME=value`, each ended by NUL.
    public static func names(ofEnvironment bytes: [UInt8]) -> [String] {
        let names = bytes.split(separator: 0).compactMap { entry -> String? in
            guard let equals = entry.firstIndex(of: UInt8(ascii: "=")), equals > entry.startIndex
            else { return nil }
            return String(decoding: entry[..<equals], as: UTF8.self)
        }
        return Set(names).sorted()
    }
}
