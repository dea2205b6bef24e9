/// What a file's own name says about what it is to others: a copy, a sample, a record.
enum NameSigns {
    /// Whether the name is that of a copy kept aside.
    static func isCopy(_ name: String) -> Bool {
        if name.hasSuffix("~") || name.hasPrefix("copy of ") || name.hasSuffix(".orig") {
            return true
        }
        let bytes = Array(name.utf8)
        if endsInDate(name) { return true }
        for index in bytes.indices
        where bytes[index] == 0x2E || bytes[index] == 0x2D || bytes[index] == 0x5F {
            let rest = bytes[(index + 1)...]
            let marks = bytes[index] == 0x2E ? dotMarks : dashMarks
            guard let mark = marks.first(where: { rest.starts(with: $0) }) else { continue }
            let ending = rest.dropFirst(mark.count)
            if bytes[index] != 0x2E, doing.contains(where: { ending.elementsEqual($0) }) {
                continue
            }
            let after = rest.dropFirst(mark.count).first
            let isEnd = after.map { !(0x61...0x7A).contains($0) && $0 < 0x80 } ?? true
            if isEnd || mark == preMark && index > 0 { return true }
        }
        return false
    }

    /// `config.php.2026-02-20`: a whole name, and the day on which it was put aside.
    private static func endsInDate(_ name: String) -> Bool {
        let parts = name.split(separator: ".")
        guard parts.count >= 3, let last = parts.last, last.hasPrefix("20"),
            [8, 10].contains(last.count), last.count(where: \.isNumber) == 8
        else { return false }
        return last.allSatisfy { $0.isNumber || $0 == "-" || $0 == "_" }
    }

    /// Endings of what makes copies: `site-backup.service` is no copy.
    private static let doing = [
        ".service", ".timer", ".path", ".socket", ".sh", ".cron", ".plist", ".py", ".bash", ".env",
        ".container",
    ].map { Array($0.utf8) }

    private static let preMark = Array("pre-".utf8)
    private static let dotMarks =
        [
            "bak", "backup", "old", "save", "prev", "migrated", "copy", "bck",
        ].map { Array($0.utf8) } + [preMark]
    private static let dashMarks = ["backup", "bak", "old."].map { Array($0.utf8) }

    private static let marks: Set<String> = [
        "example", "sample", "template", "dist", "default", "defaults", "beispiel", "muster",
        "vorlage", "exemple", "modele", "ejemplo", "plantilla", "exemplo", "esempio",
        "przyklad", "wzor",
        "exempel", "voorbeeld", "stub", "skeleton", "demo", "tpl",
    ]

    /// Whether a text's name says that what was learnt is kept in it, to be known ever after.
    static func isCurated(_ name: String) -> Bool {
        let parts = name.lowercased().split(separator: ".")
        guard parts.count == 2, ["md", "txt", "lst"].contains(parts[1]) else { return false }
        return curated.contains(String(parts[0]))
    }

    private static let curated: Set<String> = [
        "lessons", "learnings", "learned", "learnt", "insights", "memory", "memories",
        "core-memory", "long-term", "longterm", "principles", "lektionen", "apprentissages",
        "rules", "house-rules", "standing-rules", "creed", "regeln", "hausregeln",
    ]

    /// Whether the name is that of a sample or a template to be filled in.
    static func isSample(_ name: String) -> Bool {
        if ["_template.", "_example.", "_sample."].contains(where: name.hasPrefix) { return true }
        // `mail_ada@house.example.jsonl` is about somebody's address.
        if name.contains("@") { return false }
        let bare = name.utf8.split { [0x2E, 0x2D, 0x5F, 0x20].contains($0) }
        guard bare.count > 1 else { return false }
        let words = bare.map { String(Substring($0)) }
        if isLeftByOthers(words) { return true }
        guard words.contains(where: { marks.contains($0) }), let last = words.last,
            let first = words.first
        else { return false }
        if last == "defaults" || last == "default", words.count == 2, name.hasPrefix(".") == false {
            return false
        }
        // `mail.host.example.conf` is a host's name below the domain kept for documentation.
        let parts = name.split(separator: ".")
        if parts.count > 3, parts[parts.count - 2] == "example" { return false }
        if words.count > 2, words.dropLast().contains("template") { return true }
        return marks.contains(last) && last != "default" && last != "defaults"
            || (marks.contains(first) && first != "default" && first != "defaults"
                && first != "template" && first != "demo")
            || words.count > 2
                && (words[words.count - 2] == "example" || words[words.count - 2] == "sample"
                    || words[words.count - 2] == "beispiel" || words[words.count - 2] == "exemple"
                    || words[words.count - 2] == "ejemplo")
    }

    /// `TEMPLATE.env`, to be copied; `chat_upstream.txt`, somebody else's text kept to compare.
    private static func isLeftByOthers(_ words: [String]) -> Bool {
        guard let last = words.last, let first = words.first else { return false }
        if last == "env", words.count == 2 { return ["template", "example"].contains(first) }
        return words.count > 2 && words[words.count - 2] == "upstream"
            && ["txt", "md", "prompt"].contains(last)
    }

    /// Whether the name, in one of those folders, lower case, is a host's below the domain that is
    /// kept for documentation: `nginx/museum.example.conf`.
    static func isHost(_ name: String, in segments: [String]) -> Bool {
        let parts = name.split(separator: ".")
        guard parts.count >= 3, parts[parts.count - 2] == "example" || parts.last == "example",
            let first = parts.first, !generic.contains(String(first))
        else { return false }
        return segments.contains { servers.contains($0) }
    }

    private static let servers: Set<String> = [
        "nginx", "apache2", "httpd", "caddy", "haproxy", "traefik", "sites-enabled",
        "sites-available", "conf.d", "renewal", "vhosts", "vhost.d", "proxy_host", "live", "zones",
        "dkim", "opendkim", "wireguard", "letsencrypt", "dnsmasq.d", "bind", "postfix", "dovecot",
    ]
    private static let generic: Set<String> = [
        "nginx", "site", "app", "default", "server", "config", "vhost", "proxy", "local", "ssl",
        "settings", "compose", "docker-compose", "main", "index", "http", "https", "web", "api",
        "env", "",
    ]

    /// Whether the name is that of one record among many: dated or numbered.
    static func isRecord(_ name: String) -> Bool {
        let stem = name.utf8.drop { $0 == 0x2E }.prefix { $0 != 0x2E }
        let digits = stem.count { (0x30...0x39).contains($0) }
        return digits >= 4 || !stem.isEmpty && digits == stem.count
    }
}
