/// A value's way of naming another service: where it points, never what else the value holds.
struct Reference: Hashable {
    /// What the value points to.
    enum Target: Hashable {
        /// A host and, where one is written, a port.
        case host(String, port: Int?)
        /// A Unix socket's path.
        case socket(String)
        /// A container or service named by a tool's argument (`docker exec NAME`).
        case container(String)
    }

    /// Where it points.
    let target: Target
    /// The scheme of a URL or DSN, lower case; nil for a bare host.
    let scheme: String?
    /// The rule that saw it: `url`, `dsn`, `host-port`, `host`, `socket`, `container`.
    let rule: String
}

/// Finds references in a value by its form alone; who answers to them is the resolver's work.
enum References {
    /// References of a value that stands under a key.
    static func find(in value: String, key: String) -> [Reference] {
        var found = urls(value) + databaseSources(value)
        if found.isEmpty { found = bare(value, key: key) }
        var seen: Set<Reference> = []
        return found.filter { seen.insert($0).inserted }
    }

    // MARK: URLs

    private static func urls(_ value: String) -> [Reference] {
        var found: [Reference] = []
        var rest = Substring(value)
        while let mark = rest.firstRange(of: "://") {
            let scheme = String(
                rest[..<mark.lowerBound].reversed().prefix {
                    $0.isLetter || $0.isNumber || "+.-".contains($0)
                }.reversed()
            ).lowercased()
            let after = rest[mark.upperBound...]
            let authority = after.prefix { !"/?#\"'<>|` \t\n\\)]}".contains($0) || $0 == "]" }
            rest = after.dropFirst(authority.count)
            if scheme.isEmpty
                || ["file", "sqlite", "sqlite3", "data", "about", "chrome-extension", "urn"]
                    .contains(scheme)
            {
                continue
            }
            if scheme == "unix" || scheme.hasSuffix("+unix") {
                let path = after.prefix { !" \t\"'?,;".contains($0) }
                if path.first == "/" {
                    found.append(
                        Reference(target: .socket(String(path)), scheme: scheme, rule: "socket"))
                }
                continue
            }
            found += hosts(String(authority), scheme: scheme)
        }
        return found
    }

    private static func hosts(_ authority: String, scheme: String) -> [Reference] {
        var place = Substring(authority)
        if let at = place.lastIndex(of: "@") { place = place[place.index(after: at)...] }
        if place.hasPrefix("tcp("), let end = place.firstIndex(of: ")") {
            place = place.dropFirst(4)[..<end]
        }
        return place.split(separator: ",").compactMap { one in
            guard let (host, port) = hostAndPort(one) else { return nil }
            return Reference(target: .host(host, port: port), scheme: scheme, rule: "url")
        }
    }

    // MARK: data sources without a scheme

    /// `user:pass@tcp(host:3306)/db` and `host=db port=5432 …`.
    private static func databaseSources(_ value: String) -> [Reference] {
        var found: [Reference] = []
        if let open = value.firstRange(of: "@tcp(") {
            let inner = value[open.upperBound...].prefix { $0 != ")" }
            if let (host, port) = hostAndPort(inner) {
                found.append(
                    Reference(target: .host(host, port: port), scheme: "mysql", rule: "dsn"))
            }
        }
        let words = value.split { $0 == " " || $0 == ";" || $0 == "\n" }
        guard words.count > 1 else { return found }
        var host: String?
        var port: Int?
        for word in words {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let name = parts[0].lowercased()
            if ["host", "server", "data source", "hostaddr"].contains(name) {
                host = String(parts[1])
            }
            if name == "port" { port = Int(parts[1]) }
        }
        if let host, let (name, own) = hostAndPort(Substring(host)) {
            found.append(
                Reference(target: .host(name, port: port ?? own), scheme: nil, rule: "dsn"))
        }
        return found
    }

    // MARK: bare hosts and sockets

    private static func bare(_ value: String, key: String) -> [Reference] {
        let text = value.trimmingSpace
        if text.hasPrefix("/"), text.hasSuffix(".sock") || text.contains(".s.PGSQL.") {
            return [Reference(target: .socket(text), scheme: nil, rule: "socket")]
        }
        let suggestsHost = KeyWords.suggestsHost(key)
        return text.split { ", ;\n\t".contains($0) }.flatMap { raw -> [Reference] in
            let word = raw.split(separator: "=", maxSplits: 1).last.map { Substring($0) } ?? raw
            guard let (host, port) = hostAndPort(word) else { return [] }
            if let port, port > 0, !host.allSatisfy(\.isNumber) {
                return [Reference(target: .host(host, port: port), scheme: nil, rule: "host-port")]
            }
            guard suggestsHost, port == nil, text.split(separator: " ").count == 1 else {
                return []
            }
            return [Reference(target: .host(host, port: nil), scheme: nil, rule: "host")]
        }
    }

    /// `host`, `host:port`, `[v6]:port`; nil for what cannot be a host.
    static func hostAndPort(_ text: Substring) -> (String, Int?)? {
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let port = text[text.index(after: end)...].dropFirst()
            return (String(text[text.index(after: text.startIndex)..<end]), Int(port))
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, isHost(host), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return (String(host).lowercased(), nil) }
        let digits = parts[1].prefix { $0.isNumber }
        guard let port = Int(digits), (1...65535).contains(port),
            digits.count == parts[1].count || parts[1].dropFirst(digits.count).first == "/"
        else {
            return nil
        }
        return (String(host).lowercased(), port)
    }

    private static func isHost(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 253 else { return false }
        let isAlnum = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte)
        }
        return isAlnum(first)
            && text.utf8.allSatisfy { isAlnum($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
    }
}

extension StringProtocol {
    /// The text without blanks, tabs and line ends around it.
    var trimmingSpace: String {
        let start = drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
