import Vocabulary

/// Archives as an engine writes them, in the form of tar(5): POSIX heads, two empty blocks behind.
enum Archive {
    /// One member.
    struct Member {
        var name: String
        var letter: Character = "0"
        var content = ""
        var link = ""
        /// Bytes that the head claims; nil for the content's own.
        var claimed: Int?
    }

    static func text(_ members: [Member]) -> String {
        var bytes: [UInt8] = []
        for member in members {
            bytes += head(member)
            bytes += Array(member.content.utf8)
            bytes += [UInt8](repeating: 0, count: (512 - member.content.utf8.count % 512) % 512)
        }
        return String(decoding: bytes + [UInt8](repeating: 0, count: 1024), as: UTF8.self)
    }

    private static func head(_ member: Member) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at start: Int) {
            for (index, byte) in text.utf8.enumerated() { block[start + index] = byte }
        }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(member.name, at: 0)
        put(octal(member.letter == "5" ? 0o755 : 0o640, 7), at: 100)
        put(octal(1001, 7), at: 108)
        put(octal(1001, 7), at: 116)
        put(octal(member.claimed ?? member.content.utf8.count, 11), at: 124)
        put(octal(1_700_000_000, 11), at: 136)
        put(String(member.letter), at: 156)
        put(member.link, at: 157)
        put("ustar", at: 257)
        put("00", at: 263)
        return block
    }
}
