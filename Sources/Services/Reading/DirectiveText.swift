/// Reads configuration written as directives, one to a line or to a `;`: nginx, HAProxy, Apache,
/// Caddy and what looks like them. Comments are dropped; a directive's words are its leaves.
enum DirectiveText {
    /// Directives whose words name something the server itself serves or says, not what it needs.
    private static let own: Set<String> = [
        "server_name", "listen", "return", "rewrite", "add_header", "bind", "servername",
        "serveralias",
        "log_format", "if", "map", "valid_referers", "error_page", "redir", "header",
        "http-response", "stats", "tls",
        "email", "more_set_headers", "proxy_set_header", "proxy_redirect", "set_real_ip_from",
        "allow", "deny", "root",
        "include", "resolver", "ssl_certificate", "ssl_certificate_key", "proxy_cookie_domain",
        "redirect", "acl",
        "access_log", "error_log", "log", "handle", "handle_path", "route", "@", "respond",
        "encode",
    ]

    /// Directives that hand a request on.
    private static let upstream: Set<String> = [
        "proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass",
        "reverse_proxy",
        "php_fastcgi", "forward_auth", "proxypass", "proxypassmatch", "balancermember",
        "auth_request", "server", "to", "proxy_upstream",
    ]

    /// Leaves of nginx, HAProxy, Apache and `key value` or `key = value` files.
    static func leaves(_ bytes: [UInt8]) -> [ConfigurationText.Leaf] {
        let directives = withVariables(read(bytes))
        let groups = Set(
            directives.filter { $0.words.first == "upstream" }.compactMap {
                $0.words.dropFirst().first
            })
        return directives.flatMap { directive in
            leaves(directive.words, line: directive.line)
        }
        .filter { leaf in
            !groups.contains { leaf.value == $0 || leaf.value.hasSuffix("://" + $0) }
        }
    }

    /// Directives in which nginx's `set $name value` has been put in place.
    private static func withVariables(_ directives: [Directive]) -> [Directive] {
        var values: [String: String] = [:]
        for directive in directives where directive.words.count == 3 {
            let (word, name) = (directive.words[0], directive.words[1])
            if word == "set", name.first == "$", name.count > 1 {
                values[name] = directive.words[2]
            }
        }
        guard !values.isEmpty else { return directives }
        let longest = values.sorted { ($0.key.count, $0.key) > ($1.key.count, $1.key) }
        return directives.map { directive in
            var directive = directive
            guard directive.words.first != "set" else { return directive }
            directive.words = directive.words.map { word in
                longest.reduce(word) { $0.replacing($1.key, with: $1.value) }
            }
            return directive
        }
    }

    /// Leaves of a Caddyfile: upstreams only.
    static func caddy(_ bytes: [UInt8]) -> [ConfigurationText.Leaf] {
        read(bytes).flatMap { directive -> [ConfigurationText.Leaf] in
            guard let at = directive.words.firstIndex(where: { upstream.contains($0) }) else {
                return []
            }
            return directive.words[(at + 1)...].filter {
                $0.first != "/" && $0.first != "@" && $0 != "{"
            }
            .map { .init(key: "upstream.host", value: $0, line: directive.line) }
        }
    }

    /// Names that a proxy's configuration says it serves: nginx, Apache, and Caddy's site lines.
    static func servedHosts(_ bytes: [UInt8], isCaddy: Bool) -> [String] {
        if !isCaddy {
            return read(bytes).filter {
                ["server_name", "servername", "serveralias"].contains($0.words.first?.lowercased())
            }
            .flatMap { $0.words.dropFirst() }
        }
        return read(bytes).filter { $0.words.last == "{" && !$0.isNested }.flatMap {
            $0.words.dropLast()
        }
        .compactMap {
            References.find(in: $0.hasSuffix(",") ? String($0.dropLast()) : $0, key: "host").first
        }
        .compactMap { if case .host(let host, _) = $0.target { host } else { nil } }
    }

    private static func leaves(_ words: [String], line: Int) -> [ConfigurationText.Leaf] {
        guard let name = words.first?.lowercased(), !own.contains(name) else { return [] }
        if words.count == 1, let sign = words[0].firstIndex(of: "=") {
            let key = words[0][..<sign].lowercased()
            let value = String(words[0][words[0].index(after: sign)...])
            return key.isEmpty || own.contains(key)
                ? [] : [.init(key: key, value: value, line: line)]
        }
        let values = words.dropFirst().prefix { $0 != "if" && $0 != "unless" }
            .filter { $0 != "{" && $0 != "=" }
        if upstream.contains(name) {
            // HAProxy's `server NAME ADDRESS …`, nginx's `server ADDRESS …`.
            let second = values.dropFirst().first ?? ""
            let isLabelled = name == "server" && (second.contains(":") || second.contains("."))
            return values.dropFirst(isLabelled ? 1 : 0).prefix(name == "server" ? 1 : 3)
                .filter { $0.first != "/" }
                .map {
                    .init(
                        key: "upstream.host",
                        value: $0.hasPrefix("!") ? String($0.dropFirst()) : $0, line: line)
                }
        }
        return values.map { .init(key: name, value: $0, line: line) }
    }

    private struct Directive {
        var words: [String]
        let line: Int
        let isNested: Bool
    }

    private static func read(_ bytes: [UInt8]) -> [Directive] {
        var directives: [Directive] = []
        var depth = 0
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) {
            $0 == "\n" || $0 == "\r\n"
        }
        for (index, raw) in lines.enumerated() {
            for part in statements(withoutCondition(raw)) {
                let words = part.split { $0 == " " || $0 == "\t" || $0 == "\"" || $0 == "'" }.map(
                    String.init)
                guard !words.isEmpty else { continue }
                if words == ["}"] {
                    depth -= 1
                    continue
                }
                directives.append(Directive(words: words, line: index + 1, isNested: depth > 0))
                if words.last == "{" { depth += 1 }
            }
        }
        return directives
    }

    /// A line without HAProxy's condition in braces.
    private static func withoutCondition(_ line: Substring) -> Substring {
        for mark in [" if {", " unless {"] {
            if let range = line.firstRange(of: mark), line.hasSuffix("}") {
                return line[..<range.lowerBound]
            }
        }
        return line
    }

    /// The statements of a line: comments cut, split at `;` and around `}`.
    private static func statements(_ line: Substring) -> [String] {
        var parts: [String] = []
        var part = ""
        for character in line {
            if character == "#",
                part.isEmpty || part.last == " " || part.last == "\t" || part.last == ";"
            {
                break
            }
            if character == ";" || character == "}" {
                parts.append(part)
                part = ""
                if character == "}" { parts.append("}") }
            } else if character == "{" && part.last != "$" && part.last?.isWhitespace == true
                || character == "{" && part.isEmpty
            {
                parts.append(part + "{")
                part = ""
            } else {
                part.append(character)
            }
        }
        parts.append(part)
        return parts.filter { !$0.allSatisfy(\.isWhitespace) }
    }
}
