/// What `/proc/PID/cgroup` tells of who keeps a process (cgroups(7)): a container, a unit.
public struct ProcGroup: Hashable, Sendable {
    /// Full id of the container.
    public let container: String?
    /// The unit of the system's manager: a `.service`, or the `.scope` of a session.
    public let unit: String?
    /// The unit of a user's own manager.
    public let userUnit: String?
    /// The user of that manager.
    public let user: Int?

    /// Reads the file; the unified hierarchy and systemd's own are looked at first.
    public init(_ bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        let paths = lines.compactMap { line -> (isNamed: Bool, path: Substring)? in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            return (parts[1].isEmpty || parts[1] == "name=systemd", parts[2])
        }
        let all = paths.map { $0.path.split(separator: "/").map(String.init) }
        container = all.lazy.compactMap { $0.lazy.compactMap(Self.container).last }.first
        let named = paths.indices.filter { paths[$0].isNamed }.map { all[$0] }
        let path = named.max { $0.count < $1.count } ?? []
        let manager = path.firstIndex { $0.hasPrefix("user@") && $0.hasSuffix(".service") }
        user = manager.flatMap { Int(path[$0].dropFirst(5).dropLast(8)) }
        let inside = manager.map { path[($0 + 1)...] } ?? []
        userUnit = inside.last { Self.isUnit($0) }
        unit = (manager.map { path[..<$0] } ?? path[...]).last { Self.isUnit($0) }
    }

    private static func isUnit(_ segment: String) -> Bool {
        segment.hasSuffix(".service") || segment.hasSuffix(".scope")
    }

    /// `ID` below `docker`, `docker-ID.scope`, `libpod-ID.scope`, `cri-containerd-ID.scope`.
    private static func container(_ segment: String) -> String? {
        let stem = segment.hasSuffix(".scope") ? segment.dropLast(6) : segment[...]
        let id = stem.split(separator: "-").last.map(String.init) ?? ""
        return EngineVolume.isMadeUp(id) ? id : nil
    }
}
