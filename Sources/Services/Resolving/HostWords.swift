/// What a host name is, by its form: this machine, another one, or no address at all.
enum HostWords {
    /// Names by which a process reaches its own network namespace.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host.hasPrefix("127.") || host == "::1"
            || host.hasSuffix(".localhost")
    }

    /// Addresses that mean "any", not somewhere.
    static func isWildcard(_ host: String) -> Bool {
        host == "0.0.0.0" || host == "::" || host == "*" || host == "0"
    }

    /// Names by which a container reaches the machine it runs on (Docker's and Podman's words, and
    /// the address of the default bridge).
    static func isHostGateway(_ host: String) -> Bool {
        [
            "host.docker.internal", "gateway.docker.internal", "host.containers.internal",
            "docker.for.mac.localhost", "172.17.0.1",
        ]
        .contains(host)
    }

    /// A container's name without the domain its engine adds to it.
    static func withoutEngineSuffix(_ host: String) -> String {
        for suffix in [".dns.podman", ".local.docker", ".docker.internal", ".docker"]
        where host.hasSuffix(suffix) {
            return String(host.dropLast(suffix.count))
        }
        return host
    }

    /// Whether the name can be an endpoint outside: an address, or labels with a real last one.
    static func isExternal(_ host: String) -> Bool {
        if isAddress(host) {
            return !isLoopback(host) && !isWildcard(host) && !host.hasPrefix("255.")
        }
        if host.contains(":") { return !isLoopback(host) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, last.count >= 2,
            last.allSatisfy(\.isLetter),
            labels.allSatisfy({
                !$0.isEmpty && $0.first != "-" && $0.last != "-" && !$0.contains("_")
            })
        else { return false }
        return !fileEndings.contains(String(last)) && !host.hasPrefix("your")
            && !documentation.contains(where: { host == $0 || host.hasSuffix("." + $0) })
    }

    /// Four numbers below 256.
    static func isAddress(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Last labels that are far more often a file's ending than a domain.
    private static let fileEndings: Set<String> = [
        "json", "yaml", "yml", "toml", "conf", "cfg", "ini", "env", "md", "txt", "log", "py", "js",
        "ts", "mjs", "cjs", "sh", "db", "sqlite", "lock", "pid", "sock", "service", "timer",
        "socket", "xml", "html",
        "htm", "css", "png", "jpg", "svg", "gguf", "safetensors", "bin", "tar", "gz", "zip", "pem",
        "crt",
        "key", "so", "jar", "go", "rs", "rb", "php", "java", "yaml", "properties", "sql", "csv",
        "jsonl", "pub", "tmpl",
        "target", "mount", "path", "jinja", "parquet", "onnx", "pkl", "pt", "faiss",
    ]

    /// Hosts that documents and formats cite and programs do not need.
    private static let documentation: Set<String> = [
        "json-schema.org", "schemastore.org", "w3.org", "schemas.xmlsoap.org", "spdx.org",
        "opensource.org",
        "creativecommons.org", "apache.org", "gnu.org", "docs.docker.com", "nginx.org",
        "wiki.nginx.org",
        "shields.io", "readthedocs.io", "stackoverflow.com",
    ]
}
