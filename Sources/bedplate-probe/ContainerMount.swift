import Vocabulary

/// What of the host a container sees at a path of its own (proc(5), *mountinfo*).
struct ContainerMount {
    /// Where it is seen inside.
    let path: String
    /// Where it lies within its file system: on the host the same path, where that file system is
    /// mounted at `/` there.
    let source: String
    /// The kind of file system.
    let type: String
    /// Major and minor number of its device.
    let device: String
    /// Whether nothing may be written.
    let isReadOnly: Bool

    /// Kinds of file systems that are the kernel's own.
    private static let ofKernel: Set<String> = [
        "proc", "sysfs", "devpts", "mqueue", "cgroup", "cgroup2", "devtmpfs", "debugfs", "tracefs",
        "securityfs", "bpf", "nsfs", "fusectl", "pstore",
    ]
    /// Kinds that an engine makes anew at every start; a part of one is something of the host's.
    private static let ofStart: Set<String> = ["tmpfs", "overlay"]
    /// What an engine lays into every container by itself.
    private static let ofEngine: Set<String> = ["/etc/resolv.conf", "/etc/hostname", "/etc/hosts"]

    /// What a line tells; nil for what is no part of the host.
    init?(line: Substring) {
        let words = line.split(separator: " ")
        guard let dash = words.firstIndex(of: "-"), dash >= 6, words.count > dash + 1 else {
            return nil
        }
        (source, path) = (Self.plain(words[3]), Self.plain(words[4]))
        type = String(words[dash + 1])
        device = String(words[2])
        isReadOnly = words[5].split(separator: ",").contains("ro")
        let isLaidIn = ["/proc/", "/sys/", "/dev/"].contains(where: path.hasPrefix)
        if path == "/" || isLaidIn || Self.ofEngine.contains(path) { return nil }
        if Self.ofKernel.contains(type) || Self.ofStart.contains(type) && source == "/" {
            return nil
        }
    }

    /// The name of a volume of Docker or Podman; nil for a folder or file of the host.
    var volume: String? {
        let segments = source.split(separator: "/").map(String.init)
        guard segments.count > 2, segments.last == "_data",
            segments[segments.count - 3] == "volumes"
        else { return nil }
        return segments[segments.count - 2]
    }

    func write(to out: inout JSONWriter) {
        out.field("kind", "mount")
        out.field("path", path)
        out.field("source", source)
        out.field("volume", volume)
        out.field("type", type)
        out.field("device", device)
        out.field("read_only", isReadOnly)
    }

    /// Blanks, tabs, line ends and backslashes are written as octal there.
    private static func plain(_ text: Substring) -> String {
        var plain = String(text)
        for (octal, byte) in [("040", " "), ("011", "\t"), ("012", "\n"), ("134", "\\")] {
            plain = plain.replacing("\\" + octal, with: byte)
        }
        return plain
    }
}
