/// Pairs of connected Unix sockets, as ss(8) tells them; proc(5) has no peers.
public struct SocketPeer: Hashable, Sendable {
    /// The path by which the end that listens is known; an abstract one begins with `@`.
    public let path: String
    /// The number of the end that bears the path.
    public let serving: Int
    /// The number of the other end.
    public let asking: Int

    /// The lines of `ss --unix --numeric --no-header`: kind, state, two queues, path, number, path
    /// of the peer, its number; only connected ends with a path are taken.
    public static func read(_ bytes: [UInt8]) -> [SocketPeer] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 8, words[0].hasPrefix("u_"), words[1] == "ESTAB",
                words[4] != "*", let serving = Int(words[5]), let asking = Int(words[7]),
                asking != 0
            else { return nil }
            return SocketPeer(path: words[4], serving: serving, asking: asking)
        }
    }
}
