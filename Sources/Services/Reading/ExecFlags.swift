/// The flags of an engine's `exec` (docker-exec(1)), as far as they mean the same outside the container:
/// as whom, where, and with which variables.
struct ExecFlags {
    private(set) var user = ""
    private(set) var folder = ""
    /// Names alone.
    private(set) var variables: [String] = []
    /// The container, the program and its words.
    private(set) var operands: ArraySlice<String> = []

    /// Reads what stands behind `exec`; nil where a flag or a value is of another kind.
    init?(_ words: [String]) {
        var rest = words[...]
        while let word = rest.first, word.first == "-" {
            rest = rest.dropFirst()
            if Self.isPlain(word) { continue }
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            let isJoined = parts.count == 2 && word.hasPrefix("--")
            guard let value = isJoined ? parts[1] : rest.popFirst(),
                take(isJoined ? parts[0] : word, value)
            else { return nil }
        }
        operands = ArraySlice(Array(rest))
    }

    private mutating func take(_ flag: String, _ value: String) -> Bool {
        switch flag {
        case "-u", "--user":
            user = value
            return !value.isEmpty && value.utf8.allSatisfy(Self.isOfName)
        case "-w", "--workdir":
            folder = value
            return value.first == "/"
                && value.utf8.allSatisfy { Self.isOfName($0) || "./".utf8.contains($0) }
        case "-e", "--env":
            let name = value.prefix { $0 != "=" }
            variables.append(String(name))
            return !name.isEmpty && name.utf8.allSatisfy(Self.isOfName)
                && !value.contains { " \t\n|;&`'\"\\()<>#".contains($0) }
        default: return false
        }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isPlain(_ flag: String) -> Bool {
        ["--interactive", "--tty", "--no-TTY"].contains(flag)
            || flag.count > 1 && flag.dropFirst().allSatisfy { "itT".contains($0) }
    }
}
