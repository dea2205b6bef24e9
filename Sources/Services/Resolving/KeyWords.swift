/// What a key's words say about its value: `DATABASE_HOST` names a host, `POSTGRES_DB` does not.
enum KeyWords {
    /// The words of a key: `environment.DB_HOST` → `db`, `host`; camelCase is split too.
    static func words(_ key: String) -> [String] {
        let last = key.split(separator: ".").last.map(String.init) ?? key
        let name = last.allSatisfy(\.isNumber) ? key : last
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word.lowercased()) }
                (word, wasLower) = ("", false)
                continue
            }
            if character.isUppercase && wasLower {
                words.append(word.lowercased())
                word = ""
            }
            word.append(character)
            wasLower = character.isLowercase
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }

    /// Whether a value under that key is a host, a list of hosts or an address.
    static func suggestsHost(_ key: String) -> Bool {
        let words = words(key)
        guard let last = words.last else { return false }
        if hostWords.contains(last) { return true }
        return words.contains {
            $0 == "host" || $0 == "hosts" || $0 == "upstream" || $0 == "backend" || $0 == "endpoint"
                || $0 == "servers" || $0 == "brokers"
        }
            && !["name", "user", "port", "password", "key", "id", "path"].contains(last)
    }

    private static let hostWords: Set<String> = [
        "host", "hosts", "hostname", "server", "servers", "addr", "address", "addresses", "url",
        "uri", "urls",
        "endpoint", "endpoints", "broker", "brokers", "upstream", "upstreams", "backend",
        "backends",
        "nodes", "node", "target", "targets", "dsn", "connection", "proxy", "peer", "peers",
        "seeds",
        "bootstrap", "location", "origin", "services", "service", "relay", "relayhost", "smarthost",
        "ip", "connect", "zookeeper",
    ]

    /// Whether the value is where the service itself is reached from outside: no need of anything.
    static func isOwnAddress(_ key: String) -> Bool {
        let words = words(key)
        if !own.isDisjoint(with: words) { return true }
        return ownWhole.contains(words.joined(separator: "_"))
    }

    private static let own: Set<String> = [
        "public", "external", "externalurl", "site", "frontend", "callback", "redirect",
        "redirects", "origin",
        "origins", "cors", "domain", "domains", "fqdn", "vhost", "virtual", "letsencrypt", "editor",
        "canonical",
        "advertised", "advertise", "servername", "allowed", "trusted", "csrf", "issuer", "homepage",
        "docs", "documentation",
        "schema", "license", "licence", "repository", "bugs", "author", "xmlns", "webhook", "rp",
    ]
    private static let ownWhole: Set<String> = [
        "base_url", "app_url", "root_url", "nextauth_url", "server_url", "webui_url", "host_url",
        "url",
        "self_url", "web_url", "server_name", "hostname", "app_base_url", "site_url",
        "instance_url",
        "web_base_url", "ui_url", "web_host", "protocol_and_host", "base_uri", "id", "href",
    ]
}
