/// Where a value stands decides whether it can name what the service needs.
enum LeafKeys {
    private static let speaking: Set<String> = [
        "environment", "command", "entrypoint", "config", "upstream", "script", "prompt", "mcp",
        "logging", "dns", "source", "proxy", "execstartpre", "execstartpost", "post_start",
    ]

    /// Whether the value is read by the program or its engine to reach something: not a mount, a
    /// published port, a health check of its own, an address it is given.
    static func canNameAnother(_ key: String) -> Bool {
        let carrier = key.split(separator: ".").first.map(String.init) ?? key
        return speaking.contains(carrier)
    }

    /// The words of a command line with the flag they belong to as their key:
    /// `--db-host db` and `--db-host=db` become `command.--db-host` with the value `db`.
    static func flagged(_ leaves: [ServiceDraft.Leaf]) -> [ServiceDraft.Leaf] {
        var previous: ServiceDraft.Leaf?
        return leaves.map { leaf in
            let before = previous
            previous = leaf
            guard isWord(leaf.key) else { return leaf }
            var named = leaf
            if leaf.value.first == "-", let equals = leaf.value.firstIndex(of: "=") {
                named.key = carrier(leaf.key) + "." + leaf.value[..<equals]
                named.value = String(leaf.value[leaf.value.index(after: equals)...])
            } else if let before, isWord(before.key), isFlag(before.value),
                carrier(before.key) == carrier(leaf.key)
            {
                named.key = carrier(leaf.key) + "." + flag(before.value)
            }
            return named
        }
    }

    private static func flag(_ word: String) -> String {
        word == "-h" || word == "-H" ? "--host" : word
    }

    private static func isFlag(_ word: String) -> Bool {
        word.first == "-" && !word.contains("=") && !word.contains(" ") && word.count > 1
    }

    private static func isWord(_ key: String) -> Bool {
        let parts = key.split(separator: ".")
        return parts.count == 2 && parts[1].allSatisfy(\.isNumber)
            && ["command", "entrypoint"].contains(String(parts[0]))
    }

    private static func carrier(_ key: String) -> String {
        key.split(separator: ".").first.map(String.init) ?? key
    }
}
