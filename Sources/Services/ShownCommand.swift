/// A command line as it may be shown: what the contract allows stays, everything else is `‹…›`.
///
/// Allowed: the program, flags, paths, hosts with ports, addresses cut to scheme and host, numbers,
/// booleans, names of variables, and the few verbs that programs are told to do.
public enum ShownCommand {
    /// What stands for a hidden value.
    public static let hidden = "‹…›"

    /// The words as they may be shown.
    public static func words(_ words: [String]) -> [String] {
        var shown: [String] = []
        var isSecretNext = false
        var isScriptNext = false
        for (index, word) in words.enumerated() {
            if isSecretNext {
                shown.append(hidden)
                isSecretNext = false
            } else if isScriptNext {
                shown.append(script(word))
                isScriptNext = false
            } else {
                shown.append(index == 0 ? program(word) : self.word(word))
                isSecretNext = word.hasPrefix("-") && !word.contains("=") && isSecretName(word)
                isScriptNext =
                    ["-c", "-lc", "-ec"].contains(word)
                    || word == "CMD-SHELL" && index == 0
            }
        }
        return shown
    }

    /// A shell script of one line as it may be shown.
    public static func script(_ text: String) -> String {
        let parts = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }.map(String.init)
        var shown: [String] = []
        var isFirst = true
        var isSecretNext = false
        for part in parts {
            if operators.contains(part) {
                shown.append(part)
                isFirst = part != ">" && part != "<" && part != "2>"
                isSecretNext = false
            } else if isSecretNext {
                shown.append(hidden)
                isSecretNext = false
            } else {
                shown.append(isFirst ? program(part) : word(part))
                isFirst = false
                isSecretNext = part.hasPrefix("-") && !part.contains("=") && isSecretName(part)
            }
        }
        return shown.joined(separator: " ")
    }

    private static let operators: Set<String> = ["||", "&&", "|", ";", ">", "<", "2>", "!", "2>&1"]

    /// Verbs that tell a program what to do; a secret is none of these.
    private static let verbs: Set<String> = [
        "api", "beat", "boot", "daemon", "dev", "exec", "exit", "gateway", "install", "listen",
        "migrate", "module", "ping", "prod", "production", "run", "scheduler", "serve", "server",
        "start", "start-dev", "status", "up", "watch", "web", "worker", "CMD", "CMD-SHELL", "NONE",
        "true", "false", "yes", "no", "on", "off", "localhost", "node", "python", "python3", "sh",
        "bash", "npm", "pnpm", "yarn", "bun", "curl", "wget", "nc", "test", "cron", "info",
    ]

    /// Whether a flag or variable of that name takes a credential itself, not a file of it.
    static func isSecretName(_ name: String) -> Bool {
        let lower = name.lowercased()
        if lower.hasSuffix("file") || lower.hasSuffix("path") || lower.hasSuffix("dir") {
            return false
        }
        return ["pass", "secret", "token", "key", "auth", "cred", "salt", "pin", "user", "header"]
            .contains { lower.contains($0) }
            || lower == "-p" || lower == "-a" || lower == "-u" || lower == "-h" && name == "-H"
    }

    private static func program(_ word: String) -> String {
        let isName = word.utf8.allSatisfy(isNameByte) && word.utf8.count <= 40
        let digits = word.utf8.count { (0x30...0x39).contains($0) }
        let isMixed = digits > 0 && word.utf8.contains { (0x41...0x5A).contains($0) }
        return isName && digits < 5 && !isMixed ? word : self.word(word)
    }

    private static func word(_ word: String) -> String {
        if verbs.contains(word) || Int(word) != nil { return word }
        if word.hasPrefix("-"), let flag = flag(word) { return flag }
        if let variable = variable(word) { return variable }
        if let address = ShownAddress.cut(word) { return address }
        if let equals = word.firstIndex(of: "="), equals > word.startIndex {
            let name = word[..<equals]
            if name.utf8.allSatisfy(isVariableByte) { return name + "=" + hidden }
        }
        return isPath(word) || isProgramFile(word) ? word : hidden
    }

    /// `-x`, `--name`, `--name=value` with its value shown only where allowed.
    private static func flag(_ word: String) -> String? {
        let name = word.prefix { $0 != "=" }
        guard name.utf8.count <= 40, name.utf8.allSatisfy({ isNameByte($0) && $0 != 0x2F }) else {
            return nil
        }
        if name.utf8.count == word.utf8.count {
            let isShort = !word.hasPrefix("--")
            return isShort && word.utf8.count > 4 && !word.utf8.allSatisfy(isLetterOrDash)
                ? String(word.prefix(2)) + hidden : word
        }
        let value = String(word.dropFirst(name.utf8.count + 1))
        return name + "=" + (isSecretName(String(name)) ? hidden : self.word(value))
    }

    /// `$NAME` or `${NAME}`, quoted or not.
    private static func variable(_ word: String) -> String? {
        let bare = word.filter { $0 != "\"" && $0 != "'" }
        guard bare.hasPrefix("$") else { return nil }
        let name = bare.dropFirst().filter { $0 != "{" && $0 != "}" }
        let isName = !name.isEmpty && name.utf8.allSatisfy(isVariableByte)
        return isName ? "$" + name : nil
    }

    /// An absolute path, or one that starts from a folder named by a dot.
    private static func isPath(_ word: String) -> Bool {
        guard word.hasPrefix("/") || word.hasPrefix("./") || word.hasPrefix("../") else {
            return false
        }
        return word.utf8.count <= 200 && word.utf8.allSatisfy { isNameByte($0) || $0 == 0x2F }
    }

    /// `app.py`, `dist/index.js`, `redis.conf`.
    private static func isProgramFile(_ word: String) -> Bool {
        let ends = [
            ".py", ".js", ".mjs", ".cjs", ".ts", ".sh", ".conf", ".cfg", ".ini", ".json", ".yaml",
            ".yml", ".toml", ".jar", ".rb", ".php", ".sql", ".xml", ".md", ".txt", ".log", ".pid",
        ]
        return ends.contains { word.hasSuffix($0) } && word.utf8.count <= 80
            && word.utf8.allSatisfy { isNameByte($0) || $0 == 0x2F }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        isVariableByte(byte) || "-./@+:[".utf8.contains(byte)
    }

    private static func isLetterOrDash(_ byte: UInt8) -> Bool {
        byte == 0x2D || (0x61...0x7A).contains(byte | 0x20)
    }

    private static func isVariableByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
    }
}
