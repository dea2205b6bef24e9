import Formats

/// The ports a program is told to listen on.
enum ListeningPorts {
    private static let flagWords: Set<String> = [
        "port", "listen", "bind", "addr", "address", "http",
    ]

    /// Ports that flags such as `--port 8080`, `-p 8080`, `--listen :8080` name.
    static func named(by words: [String]) -> Set<Int> {
        var ports: Set<Int> = []
        for (index, word) in words.enumerated() where word.first == "-" {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard let flag = parts.first.map(String.init), isListening(flag) else { continue }
            let next = index + 1 < words.count ? words[index + 1] : ""
            if let port = port(parts.count == 2 ? String(parts[1]) : next) { ports.insert(port) }
        }
        return ports
    }

    private static func isListening(_ flag: String) -> Bool {
        if ["-p", "-b", "-l", "-P"].contains(flag) { return true }
        let words = KeyWords.words("flag." + flag)
        return !flagWords.isDisjoint(with: words)
            && Set(["db", "redis", "postgres", "remote", "upstream", "target", "smtp", "peer"])
                .isDisjoint(with: words)
    }

    /// Ports that variables and configuration name: `PORT=80`, `server.port: 80`.
    static func named(by leaves: [ServiceDraft.Leaf]) -> Set<Int> {
        Set(leaves.filter { isOwn($0.key) }.compactMap { port($0.value) })
    }

    private static let holders: Set<String> = [
        "server", "network", "http", "api", "web", "gateway", "listen", "service", "app", "main",
        "default", "global", "listener", "listeners", "frontend", "appservice", "metrics",
    ]

    private static func isOwn(_ key: String) -> Bool {
        let parts = key.split(separator: ".").map { $0.lowercased() }.filter {
            !$0.allSatisfy(\.isNumber)
        }
        guard let carrier = parts.first, let last = parts.last else { return false }
        if carrier == "environment" {
            return [
                "port", "http_port", "listen", "listen_addr", "bind", "addr", "server_port",
                "listen_address", "bind_address", "web_port", "api_port",
            ].contains(last)
        }
        guard carrier == "config", parts.count <= 3,
            ["port", "listen", "bind", "http_port", "address", "addr"].contains(last)
        else { return false }
        return parts.count == 2 || holders.contains(parts[1])
    }

    /// The port of `8080`, `:8080`, `127.0.0.1:8080` or a URL of this machine.
    private static func port(_ value: String) -> Int? {
        let place = value.contains("://") ? value.split(separator: "/").dropFirst().first : nil
        let parts = (place ?? Substring(value)).split(separator: ":")
        guard let port = Int(parts.last ?? ""), (1...65535).contains(port) else { return nil }
        let host = String(parts.dropLast().last ?? "")
        return host.isEmpty || HostWords.isLoopback(host) || HostWords.isWildcard(host)
            || place == nil && (host.first?.isNumber == true || host.last == "]") ? port : nil
    }
}
