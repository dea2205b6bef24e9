public import Vocabulary

/// A line of `/proc/net/unix` (proc(5)) that has a path.
public struct ProcUnixSocket: Hashable, Sendable {
    /// Its path, or `@` and a name for an abstract one.
    public let path: PathBytes
    /// The number by which open files name it.
    public let inode: Int
    /// Whether it waits for others.
    public let isListening: Bool

    /// The sockets with a path; lines of another form are left out.
    public static func read(_ bytes: [UInt8]) -> [ProcUnixSocket] {
        bytes.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
            let words = line.split(
                separator: UInt8(ascii: " "), maxSplits: 7, omittingEmptySubsequences: true)
            guard words.count == 8,
                let flags = Int(String(decoding: words[3], as: UTF8.self), radix: 16),
                let inode = Int(String(decoding: words[6], as: UTF8.self))
            else { return nil }
            // __SO_ACCEPTCON of include/linux/net.h.
            return ProcUnixSocket(
                path: PathBytes(words[7]), inode: inode, isListening: flags & 0x10000 != 0)
        }
    }
}
