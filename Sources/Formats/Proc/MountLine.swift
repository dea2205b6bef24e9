/// A line of `/proc/self/mountinfo` (proc(5)).
public struct MountLine: Equatable, Sendable {
    /// Where it is mounted.
    public let path: String
    /// Which part of its file system: `/` for the whole.
    public let part: String
    /// The kind of file system.
    public let type: String
    /// The device, the share, or a word.
    public let source: String
    /// Whether nothing may be written there.
    public let isReadOnly: Bool

    /// The mounts in the order they were made; lines of another form are left out.
    public static func read(_ bytes: [UInt8]) -> [MountLine] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let dash = words.firstIndex(of: "-"), dash >= 6, words.count > dash + 2 else {
                return nil
            }
            return MountLine(
                path: plain(words[4]), part: plain(words[3]), type: String(words[dash + 1]),
                source: plain(words[dash + 2]),
                isReadOnly: words[5].split(separator: ",").contains("ro"))
        }
    }

    /// Blanks, tabs, line ends and backslashes are written as octal there.
    private static func plain(_ text: Substring) -> String {
        guard text.contains("\\") else { return String(text) }
        var plain = String(text)
        for (octal, byte) in [("040", " "), ("011", "\t"), ("012", "\n"), ("134", "\\")] {
            plain = plain.replacing("\\" + octal, with: byte)
        }
        return plain
    }
}
