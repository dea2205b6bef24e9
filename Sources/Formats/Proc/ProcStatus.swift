/// What `/proc/PID/status` tells of a process (proc(5)).
public struct ProcStatus: Hashable, Sendable {
    /// Its name, at most 15 bytes.
    public let name: String
    /// Its parent; 0 for none that can be seen.
    public let parent: Int
    /// Its effective user.
    public let user: Int
    /// Whether it is the kernel's own: it has no memory.
    public let isKernel: Bool

    /// Reads the file; nil without a name.
    public init?(_ bytes: [UInt8]) {
        var fields: [String: [Substring]] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let words = line[line.index(after: colon)...].split { $0 == "\t" || $0 == " " }
            fields[String(line[..<colon])] = words
        }
        guard let name = fields["Name"], !name.isEmpty else { return nil }
        self.name = name.joined(separator: " ")
        parent = fields["PPid"]?.first.flatMap { Int($0) } ?? 0
        user = fields["Uid"]?.dropFirst().first.flatMap { Int($0) } ?? 0
        isKernel = fields["VmSize"] == nil
    }
}
