import Formats
import Vocabulary

/// Hosts whose port stands under a key beside them: `DB_HOST=localhost`, `DB_PORT=5432`.
enum PairedPorts {
    private static let hosts = [
        "host", "hostname", "server", "address", "addr", "broker", "ip", "endpoint", "node",
    ]

    /// The leaves, a host that has no port of its own followed by the one beside it, else by the
    /// one its key's words mean.
    static func joined(_ leaves: [ServiceDraft.Leaf]) -> [ServiceDraft.Leaf] {
        var ports: [String: Int] = [:]
        for leaf in leaves where leaf.key.lowercased().hasSuffix("port") {
            if let port = Int(leaf.value) {
                ports[stem(leaf.key, dropping: 4) + leaf.file.text] = port
            }
        }
        return leaves.map { leaf in
            guard let word = hosts.first(where: { leaf.key.lowercased().hasSuffix($0) }),
                !leaf.value.contains(":"), !leaf.value.contains("/"), !leaf.value.contains(" "),
                !leaf.value.isEmpty
            else { return leaf }
            let beside = ports[stem(leaf.key, dropping: word.count) + leaf.file.text]
            guard let port = beside ?? meant(leaf) else { return leaf }
            var joined = leaf
            joined.value += ":\(port)"
            return joined
        }
    }

    private static func stem(_ key: String, dropping count: Int) -> String {
        String(key.dropLast(count)).lowercased()
    }

    /// The port of the engine that a key names, for addresses of this machine alone.
    private static func meant(_ leaf: ServiceDraft.Leaf) -> Int? {
        guard HostWords.isLoopback(leaf.value) || HostWords.isHostGateway(leaf.value) else {
            return nil
        }
        return KeyWords.words(leaf.key).lazy.compactMap { word in
            DefaultPorts.port(ofScheme: word == "pg" ? "postgres" : word)
        }.first
    }
}
