/// What of a value may leave this room (contract: *Secrets: an allow-list*).
///
/// Flags, paths, image references, hosts with ports, small numbers and a few plain words of the
/// tools we know; everything else becomes `‹…›`.
public enum Redaction {
    /// What stands for a value that may not leave.
    public static let hidden = "‹…›"

    /// A command line, word by word.
    public static func command(_ words: [String]) -> [String] {
        var hidesNext = false
        return words.enumerated().map { index, word in
            if hidesNext {
                hidesNext = false
                return hidden
            }
            if index == 0 { return isProgram(word) ? word : hidden }
            if word.first == "-" {
                let parts = word.split(separator: "=", maxSplits: 1)
                let flag = String(parts[0])
                guard isFlag(flag) else { return hidden }
                if holdsValue(flag) { return flag.prefix(2) + hidden }
                if parts.count == 1 {
                    hidesNext =
                        secretWords.contains { flag.lowercased().contains($0) }
                        || ["-u", "-p", "-H", "-a"].contains(flag)
                    return flag
                }
                return flag + "="
                    + plain(
                        String(parts[1]),
                        isSecret: secretWords.contains { flag.lowercased().contains($0) })
            }
            return plain(word, isSecret: false)
        }
    }

    /// A variable's or key's name as it may be shown.
    public static func name(_ text: String) -> String {
        let isPlain = text.utf8.count <= 64 && text.utf8.allSatisfy { isNameByte($0) }
        return isPlain ? text : hidden
    }

    private static let secretWords = [
        "pass", "secret", "token", "key", "auth", "cred", "user", "header", "cookie",
    ]

    private static func plain(_ word: String, isSecret: Bool) -> String {
        if isSecret { return hidden }
        if knownWords.contains(word) || Int(word).map({ $0 < 1_000_000 }) == true
            || ["true", "false"].contains(word)
        {
            return word
        }
        if isPath(word) { return word }
        if word.contains("://") { return address(word) }
        if let (host, port) = References.hostAndPort(Substring(word)), port != nil, host.count < 64,
            !host.allSatisfy(\.isNumber)
        {
            return word
        }
        return hidden
    }

    /// `scheme://host[:port]` of a URL.
    static func address(_ word: String) -> String {
        guard case .host(let host, let port)? = References.find(in: word, key: "url").first?.target,
            let scheme = References.find(in: word, key: "url").first?.scheme
        else { return hidden }
        return "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
    }

    private static func isProgram(_ word: String) -> Bool {
        word.utf8.count <= 64 && word.utf8.allSatisfy { isNameByte($0) } && !looksRandom(word)
            || isPath(word)
    }

    /// `-pSECRET` of database clients: a value written to its flag.
    private static func holdsValue(_ flag: String) -> Bool {
        flag.count > 2 && !flag.hasPrefix("--") && "pauPwH".contains(flag.dropFirst().prefix(1))
    }

    private static func isFlag(_ word: String) -> Bool {
        word.utf8.count <= 40 && word.utf8.allSatisfy { isNameByte($0) } && !looksRandom(word)
    }

    /// Paths: absolute, relative with a slash, or a plain file name with an ending; no segment of
    /// which looks like a token.
    private static func isPath(_ word: String) -> Bool {
        guard word.utf8.count <= 255,
            word.utf8.allSatisfy({
                isNameByte($0) || $0 == 0x2F || $0 == 0x7E || $0 == 0x24 || $0 == 0x7B || $0 == 0x7D
            })
        else {
            return false
        }
        let hasEnding = word.lastIndex(of: ".").map { dot in
            let ending = word[word.index(after: dot)...]
            return (1...5).contains(ending.count)
                && ending.allSatisfy { $0.isLetter || $0.isNumber } && dot != word.startIndex
        }
        guard word.contains("/") || hasEnding == true || word == "." else { return false }
        return !word.split(separator: "/").contains { looksRandom(String($0)) }
    }

    /// Sixteen or more letters and digits in a row, mixed as no word is.
    static func looksRandom(_ word: String) -> Bool {
        word.split { !$0.isLetter && !$0.isNumber }.contains { run in
            guard run.count >= 12 else { return false }
            let digits = run.count { $0.isNumber }
            let changes = zip(run, run.dropFirst()).count {
                $0.isNumber != $1.isNumber || ($0.isLowercase && $1.isUppercase)
            }
            return run.count >= 40 || (digits >= 2 && changes >= 3) || changes >= 4
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "._-@+:".utf8.contains(byte)
        }
    }

    private static let knownWords: Set<String> = [
        "serve", "server", "start", "run", "up", "down", "exec", "worker", "web", "api", "gateway",
        "daemon",
        "compose", "docker", "podman", "sh", "bash", "-c", "node", "python", "python3", "npm",
        "npx", "uv", "uvx",
        "postgres", "redis-server", "mysqld", "mongod", "nginx", "caddy", "yes", "no", "restart",
        "stop", "--",
        "&&", "||", ";", "|", "start-dev", "standalone", "beat", "celery", "gunicorn", "uvicorn",
        "main",
    ]
}
