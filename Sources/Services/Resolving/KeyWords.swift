import Formats

/// What a key's words say about its value: `DATABASE_HOST` names a host, `POSTGRES_DB` does not.
extension KeyWords {
    /// Whether a value under that key is a host, a list of hosts or an address.
    static func suggestsHost(_ key: String) -> Bool {
        let words = words(key)
        guard let last = words.last else { return false }
        if hostWords.contains(last) || joined.contains(where: { last.hasSuffix($0) }) {
            return true
        }
        if words.count == 1 && protocols.contains(last) { return true }
        return words.contains {
            $0 == "host" || $0 == "hosts" || $0 == "upstream" || $0 == "backend" || $0 == "endpoint"
                || $0 == "servers" || $0 == "brokers"
        }
            && !["name", "user", "port", "password", "key", "id", "path"].contains(last)
    }

    /// Words that, being a whole key, name the server that speaks the protocol: `IMAP`, `SMTP`.
    private static let protocols: Set<String> = [
        "imap", "smtp", "pop3", "ldap", "ldaps", "mqtt", "amqp", "nats", "ntp", "sftp", "webdav",
        "caldav", "carddav", "postgres", "redis", "mongodb",
    ]

    /// Ends of words that are written together: `PGHOST`, `baseurl`.
    private static let joined = [
        "dbhost", "pghost", "redishost", "mysqlhost", "smtphost", "url",
        "hostname", "hostport", "ipaddr", "hostaddr", "mailhost", "dsn", "uri", "endpoint",
    ]

    private static let hostWords: Set<String> = [
        "host", "hosts", "hostname", "server", "servers", "addr", "address", "addresses", "url",
        "uri", "urls",
        "endpoint", "endpoints", "broker", "brokers", "upstream", "upstreams", "backend",
        "backends",
        "nodes", "node", "target", "targets", "dsn", "connection", "proxy", "peer", "peers",
        "seeds",
        "bootstrap", "location", "origin", "services", "service", "relay", "relayhost", "smarthost",
        "ip", "connect", "zookeeper", "replicaof", "slaveof", "sentinel", "remote", "master",
        "primary", "forward", "dns", "resolvers", "registry", "gateway",
    ]

    /// Whether the value says who may call or is sent on, not who is called.
    static func namesCallers(_ key: String) -> Bool {
        !callers.isDisjoint(with: words(key))
    }

    private static let callers: Set<String> = [
        "cors", "origin", "origins", "allowed", "allow", "allowlist", "whitelist", "trusted",
        "csrf", "redirect", "redirects", "advertised", "advertise", "servername", "xmlns",
        "noproxy",
    ]

    /// Whether the value is where the service itself is reached from outside: no need of anything.
    static func isOwnAddress(_ key: String) -> Bool {
        let words = words(key)
        if !own.isDisjoint(with: words) { return true }
        guard !isBelowAnother(key) else { return false }
        if isOwnHost(words) { return true }
        return ownWhole.contains(words.joined(separator: "_"))
    }

    /// `KC_HOSTNAME`, `WG_HOST`, `SERVER_IP`: a name or address the service bears itself, unless
    /// the key says whose else it is.
    private static func isOwnHost(_ words: [String]) -> Bool {
        guard let last = words.last else { return false }
        let others = Set(words.dropLast())
        if ["hostname", "ip", "ips", "ipv4", "ipv6"].contains(last) {
            return others.isDisjoint(with: reached)
        }
        if last == "host" { return !others.isEmpty && others.isSubset(of: bearers) }
        return words.count > 2
            && ["root_url", "app_url", "web_url"].contains(
                words.suffix(2).joined(separator: "_"))
    }

    private static let bearers: Set<String> = [
        "wg", "app", "web", "server", "site", "vpn", "http", "https", "listen", "bind", "ingress",
        "my", "ui", "www", "base", "node", "webui", "rpc",
    ]

    /// What variables of a host that is reached speak of.
    private static let reached: Set<String> = [
        "db", "database", "sql", "mysql", "mariadb", "postgres", "postgresql", "pg", "mongo",
        "mongodb", "redis", "valkey", "cache", "queue", "rabbit", "rabbitmq", "amqp", "kafka",
        "mqtt", "broker", "smtp", "imap", "mail", "pop3", "ldap", "s3", "minio", "storage", "nfs",
        "smb", "ftp", "sftp", "ssh", "remote", "upstream", "backend", "target", "proxy", "api",
        "elastic", "elasticsearch", "es", "opensearch", "search", "influx", "influxdb", "vault",
        "consul", "ollama", "openai", "llm", "otel", "jaeger", "syslog", "log", "logs", "dns",
        "ntp", "backup", "master", "primary", "peer", "gateway", "printer", "nas", "hub",
    ]

    /// Whether a key only cites: links for people, of documents and licences.
    static func isCitation(_ key: String) -> Bool {
        let words = Set(words(key))
        // A package's own, and not the one that a backup is sent to by a variable.
        let cited = words.contains("repository") && !key.hasPrefix("environment.")
        return cited || !citations.isDisjoint(with: words)
    }

    private static let citations: Set<String> = [
        "homepage", "doc", "docs", "documentation", "schema", "license", "licence", "bugs",
        "author", "website", "wiki", "issue", "issues", "help", "privacy", "terms", "readme",
        "changelog", "donation", "logo", "icon", "favicon", "image", "contact", "support",
        "copyright", "maintainer", "maintainers", "description", "about", "example",
    ]

    private static let own: Set<String> = [
        "public", "external", "externalurl", "frontend", "callback", "domain", "domains", "fqdn",
        "vhost", "virtual", "letsencrypt", "editor", "canonical", "rp", "overwritehost",
        "overwriteprotocol", "nextauth", "site", "serverurl", "siteurl", "baseurl", "rooturl",
        "appurl", "publicurl", "weburl",
    ]

    private static let ownWhole: Set<String> = [
        "base_url", "app_url", "root_url", "server_url", "webui_url", "host_url", "url",
        "self_url", "web_url", "server_name", "hostname", "app_base_url", "site_url",
        "instance_url", "web_base_url", "ui_url", "web_host", "protocol_and_host", "base_uri",
        "id", "href", "webhook_url", "webhook_base_url", "webhook_host", "host",
        "overwrite_cli_url",
        "internal_url",
    ]

    /// Whether a key of a configuration lies in a part about something else that is reached.
    private static func isBelowAnother(_ key: String) -> Bool {
        if key == "upstream.host" { return true }
        guard key.hasPrefix("config.") else { return false }
        let above = key.lowercased().split(separator: ".").dropFirst().dropLast()
        return above.contains { part in !others.isDisjoint(with: words("k." + part)) }
    }

    private static let others: Set<String> = [
        "endpoint", "endpoints", "provider", "providers", "model", "models", "openai", "llm",
        "api", "apis", "backend", "backends", "upstream", "upstreams", "client", "clients",
        "remote", "datasource", "datasources", "database", "databases", "redis", "mcp", "engines",
        "notify", "notifier", "receivers", "alertmanagers", "custom", "exporters", "outputs",
        "sinks", "email", "smtp", "imap", "mail", "webhook", "webhooks", "configs", "targets",
        "sources", "source", "relay", "auth", "oidc", "oauth", "ldap", "storage", "s3", "search",
        "embedding", "embeddings", "embedder", "mqtt", "broker", "ntfy", "push", "channels",
        "servers", "mcpservers", "params", "list", "write", "read",
    ]
}
