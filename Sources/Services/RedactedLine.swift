/// One command line on its way out: what a word may show depends on the words before it.
struct RedactedLine {
    /// What the next word must be.
    private enum Expected {
        case program
        case argument
        case secret
        case script
    }

    private var expected = Expected.program

    /// The word as it may be shown, in its turn.
    mutating func shown(_ word: String) -> String {
        let now = expected
        expected = .argument
        switch now {
        case .secret: return Redaction.hidden
        case .script: return Redaction.script(word)
        case .program:
            if word == "CMD-SHELL" { expected = .script }
            if word.first == "-" { return flag(word) }
            return Self.isProgram(word) ? word : Self.plain(word)
        case .argument:
            guard word.first == "-" else { return Self.plain(word) }
            return flag(word)
        }
    }

    private mutating func flag(_ word: String) -> String {
        let parts = word.split(separator: "=", maxSplits: 1)
        guard let flag = parts.first.map(String.init), Self.isFlag(flag) else {
            return Redaction.hidden
        }
        if Self.holdsValue(flag) { return flag.prefix(2) + Redaction.hidden }
        if parts.count > 1 {
            return flag + "="
                + (Self.isSecret(flag) ? Redaction.hidden : Self.plain(String(parts[1])))
        }
        if ["-c", "-lc", "-ec"].contains(flag) {
            expected = .script
        } else if Self.isSecret(flag) || ["-u", "-p", "-H", "-a"].contains(flag) {
            expected = .secret
        }
        return word
    }

    /// Whether a flag takes a credential itself, not a file of it.
    private static func isSecret(_ flag: String) -> Bool {
        let lower = flag.lowercased()
        if ["file", "path", "dir"].contains(where: lower.hasSuffix) { return false }
        return secretWords.contains { lower.contains($0) }
    }

    private static let secretWords = [
        "pass", "secret", "token", "key", "auth", "cred", "salt", "user", "header", "cookie",
    ]

    private static func plain(_ word: String) -> String {
        if knownWords.contains(word) || Int(word).map({ $0 < 1_000_000 }) == true { return word }
        if let variable = variable(word) { return variable }
        if let equals = word.firstIndex(of: "="), equals > word.startIndex,
            word[..<equals].utf8.allSatisfy({ Redaction.isVariableByte($0) || $0 == 0x2E }),
            !Redaction.looksRandom(String(word[..<equals]))
        {
            return word[...equals] + Redaction.hidden
        }
        if word.contains("://") { return Redaction.address(word) }
        if isRootedPath(word) || isProgramFile(word) || isPackage(word) || isNumericAddress(word) {
            return word
        }
        if let (host, port) = References.hostAndPort(Substring(word)), port != nil, host.count < 64,
            !host.allSatisfy(\.isNumber)
        {
            return word
        }
        return Redaction.hidden
    }

    /// `$NAME` or `${NAME}`, quoted or not.
    private static func variable(_ word: String) -> String? {
        let bare = word.filter { $0 != "\"" && $0 != "'" }
        guard bare.hasPrefix("$") else { return nil }
        let name = bare.dropFirst().filter { $0 != "{" && $0 != "}" }
        let isName = !name.isEmpty && name.utf8.allSatisfy(Redaction.isVariableByte)
        return isName && !Redaction.looksRandom(name) ? "$" + name : nil
    }

    /// A program's name: few digits, and none among capitals, as a password has them.
    private static func isProgram(_ word: String) -> Bool {
        let digits = word.utf8.count { (0x30...0x39).contains($0) }
        let isMixed = digits > 0 && word.utf8.contains { (0x41...0x5A).contains($0) }
        let isName = word.utf8.count <= 64 && word.utf8.allSatisfy(Redaction.isNameByte)
        return isName && digits < 5 && !isMixed && !Redaction.looksRandom(word)
            || isPath(word) && !word.contains("://")
    }

    /// `-pSECRET` of database clients: a value written to its flag.
    private static func holdsValue(_ flag: String) -> Bool {
        flag.count > 2 && !flag.hasPrefix("--") && "pauPwH".contains(flag.dropFirst().prefix(1))
    }

    private static func isFlag(_ word: String) -> Bool {
        word.utf8.count <= 40 && word.utf8.allSatisfy { Redaction.isNameByte($0) }
            && !Redaction.looksRandom(word)
    }

    /// A path no segment of which looks like a token.
    private static func isPath(_ word: String) -> Bool {
        word.contains("/") && word.utf8.count <= 255
            && word.utf8.allSatisfy { Redaction.isNameByte($0) || "/~${}".utf8.contains($0) }
            && !word.split(separator: "/").contains { Redaction.looksRandom(String($0)) }
    }

    /// A path from the root, a home, a variable, or a folder named by a dot: anything else with a
    /// slash in it may be a value.
    private static func isRootedPath(_ word: String) -> Bool {
        word == "." || ["/", "./", "../", "~", "$"].contains(where: word.hasPrefix) && isPath(word)
    }

    /// `app.py`, `dist/index.js`, `redis.conf`.
    private static func isProgramFile(_ word: String) -> Bool {
        word.utf8.count <= 80 && fileEnds.contains(where: word.hasSuffix)
            && isPath(word.contains("/") ? word : "./" + word)
    }

    /// `@scope/name`, a package that is run like a program.
    private static func isPackage(_ word: String) -> Bool {
        word.first == "@" && word.count { $0 == "/" } == 1 && isPath(word)
    }

    private static let fileEnds = [
        ".py", ".js", ".mjs", ".cjs", ".ts", ".sh", ".conf", ".cfg", ".ini", ".json", ".yaml",
        ".yml", ".toml", ".jar", ".rb", ".php", ".sql", ".xml", ".md", ".txt", ".log", ".pid",
    ]

    /// `0.0.0.0`: an address is a host.
    private static func isNumericAddress(_ word: String) -> Bool {
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }

    /// What programs are told to do; a secret is none of these.
    private static let knownWords: Set<String> = [
        "api", "bash", "beat", "boot", "bun", "caddy", "celery", "compose", "cron", "curl",
        "daemon", "dev", "docker", "down", "exec", "exit", "false", "gateway", "gunicorn", "info",
        "install", "listen", "localhost", "main", "migrate", "module", "mongod", "mysqld", "nc",
        "nginx", "no", "node", "npm", "npx", "off", "on", "ping", "pnpm", "podman", "postgres",
        "prod", "production", "python", "python3", "redis-server", "restart", "run", "scheduler",
        "serve", "server", "sh", "standalone", "start", "start-dev", "status", "stop", "test",
        "true", "up", "uv", "uvicorn", "uvx", "watch", "web", "wget", "worker", "yarn", "yes",
        "CMD", "CMD-SHELL", "NONE", "--", "&&", "daemon off;", "||", ";", "|",
    ]
}
