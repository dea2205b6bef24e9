import Formats

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
        var found = urls(value) + DataSources.find(in: value)
        if found.isEmpty { found = remote(value) }
        if found.isEmpty { found = bare(value, key: key) }
        found += ShellHosts.find(in: value)
        var seen: Set<Reference> = []
        return found.filter { seen.insert($0).inserted }
    }

    // MARK: URLs

    private static let notHosts: Set<String> = [
        "", "file", "sqlite", "sqlite3", "data", "about", "chrome-extension", "urn", "javascript",
        "mailto", "env", "vault", "op", "arn", "secret", "chrome", "app",
    ]

    private static func urls(_ value: String) -> [Reference] {
        var found: [Reference] = []
        var rest = Substring(value)
        while let mark = rest.firstRange(of: "://") {
            let scheme = scheme(before: mark.lowerBound, in: rest)
            let after = rest[mark.upperBound...]
            if scheme == "unix" || scheme.hasSuffix("+unix") {
                let path = after.prefix { !" \t\"'?,;".contains($0) }
                rest = after.dropFirst(path.count)
                if path.first == "/" {
                    found.append(
                        Reference(target: .socket(String(path)), scheme: scheme, rule: "socket"))
                }
                continue
            }
            let authority = authority(after)
            rest = after.dropFirst(authority.count)
            if authority.isEmpty, let folder = socketFolder(rest) {
                found.append(
                    Reference(target: .socket(folder), scheme: scheme, rule: "socket"))
            }
            if !notHosts.contains(scheme) { found += hosts(String(authority), scheme: scheme) }
        }
        return found
    }

    /// The folder of sockets that a DSN without a host names: `?host=/var/run/postgresql`.
    private static func socketFolder(_ text: Substring) -> String? {
        let query = text.prefix { !" \t\"'".contains($0) }.drop { $0 != "?" }.dropFirst()
        let pairs = query.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1) }
        let named = pairs.first { $0.count == 2 && ["host", "unix_socket"].contains($0[0]) }
        return named.flatMap { $0[1].first == "/" ? String($0[1]) : nil }
    }

    private static func scheme(before end: Substring.Index, in text: Substring) -> String {
        let reversed = text[..<end].reversed().prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber) || "+.-".contains($0)
        }
        return String(reversed.reversed()).lowercased()
    }

    /// Up to the path; a list of whole URLs ends at the comma before the next scheme.
    private static func authority(_ text: Substring) -> Substring {
        let whole = text.prefix { !"/?#\"'<>|;` \t\n\\)}".contains($0) }
        let next = text.dropFirst(whole.count)
        guard whole.last == ":", next.hasPrefix("//"), let comma = whole.lastIndex(of: ",") else {
            return whole
        }
        return whole[..<comma]
    }

    private static func hosts(_ authority: String, scheme: String) -> [Reference] {
        var place = Substring(authority)
        if let at = place.lastIndex(of: "@") { place = place[place.index(after: at)...] }
        if place.hasPrefix("tcp(") { place = place.dropFirst(4) }
        return place.split(separator: ",").compactMap { one in
            guard let (host, port) = hostAndPort(one) else { return nil }
            return Reference(target: .host(host, port: port), scheme: scheme, rule: "url")
        }
    }

    // MARK: bare hosts and sockets

    /// The host of `sftp:USER@HOST:PATH`, as backup tools name a repository.
    private static func remote(_ value: String) -> [Reference] {
        guard let scheme = ["sftp:", "scp:"].first(where: { value.hasPrefix($0) }) else {
            return []
        }
        let place = value.dropFirst(scheme.count)
        guard let at = place.firstIndex(of: "@"),
            let (host, _) = hostAndPort(place[at...].dropFirst().prefix { $0 != ":" })
        else { return [] }
        return [
            Reference(
                target: .host(host, port: nil), scheme: String(scheme.dropLast()), rule: "url")
        ]
    }

    private static func bare(_ value: String, key: String) -> [Reference] {
        let whole = value.trimmingSpace
        let text = whole.hasPrefix("unix:") ? String(whole.dropFirst(5)) : whole
        if text.hasPrefix("/"), text.hasSuffix(".sock") || text.contains(".s.PGSQL.") {
            return [Reference(target: .socket(text), scheme: nil, rule: "socket")]
        }
        if text.hasPrefix("/"), KeyWords.suggestsHost(key), text.contains("run/") {
            return [Reference(target: .socket(text), scheme: nil, rule: "socket")]
        }
        let words = text.split { ", ;\n\t".contains($0) }
        return words.flatMap { bare(word: $0, key: key, isAlone: !text.contains(" ")) }
    }

    private static func bare(word raw: Substring, key: String, isAlone: Bool) -> [Reference] {
        // `host=db` names a host; the sign in `db:5432/shop?sslmode=off` belongs to what follows it.
        let isPair = raw.prefix { $0 != "=" }.allSatisfy { !"/:?".contains($0) }
        let halves = raw.split(separator: "=", maxSplits: isPair ? 1 : 0)
        var word = halves.last ?? raw
        let named = halves.count == 2 && KeyWords.suggestsHost("word." + halves[0])
        var isAfterAt = false
        if let at = word.lastIndex(of: "@") {
            word = word[word.index(after: at)...]
            isAfterAt = true
        }
        word = word.hasSuffix("\"") || word.hasSuffix("'") ? word.dropLast() : word
        word = word.hasPrefix("\"") || word.hasPrefix("'") ? word.dropFirst() : word
        let place = word.replacing("#", with: ":", maxReplacements: 1)
        guard let (host, port) = hostAndPort(Substring(place)) else { return [] }
        if let port, !host.allSatisfy(\.isNumber) {
            return [Reference(target: .host(host, port: port), scheme: nil, rule: "host-port")]
        }
        guard port == nil, !isAfterAt, named || isAlone && KeyWords.suggestsHost(key) else {
            return []
        }
        return [Reference(target: .host(host, port: nil), scheme: nil, rule: "host")]
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
