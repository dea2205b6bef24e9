import Formats

/// Credentials by the shape of the token itself, and values that only stand for one.
enum SecretShapes {
    /// Prefixes of providers' tokens, and how many characters follow at least.
    static let prefixes: [(kind: String, prefix: [UInt8], length: Int)] = [
        ("api-token", Array("sk-".utf8), 16), ("api-token", Array("sk_live_".utf8), 12),
        ("api-token", Array("rk_live_".utf8), 12), ("api-token", Array("pk_live_".utf8), 12),
        ("forge-token", Array("ghp_".utf8), 16), ("forge-token", Array("gho_".utf8), 16),
        ("forge-token", Array("ghs_".utf8), 16), ("forge-token", Array("github_pat_".utf8), 16),
        ("forge-token", Array("glpat-".utf8), 12), ("hub-token", Array("hf_".utf8), 16),
        ("messenger-token", Array("xoxb-".utf8), 10),
        ("messenger-token", Array("xoxp-".utf8), 10), ("messenger-token", Array("xapp-".utf8), 10),
        ("api-token", Array("gsk_".utf8), 16), ("api-token", Array("nvapi-".utf8), 16),
        ("api-token", Array("r8_".utf8), 16), ("api-token", Array("pplx-".utf8), 16),
        ("api-token", Array("sk_test_".utf8), 12), ("api-token", Array("re_".utf8), 20),
        ("api-token", Array("npm_".utf8), 20),
        ("api-token", Array("dop_v1_".utf8), 20), ("api-token", Array("syt_".utf8), 12),
        ("api-token", Array("tskey-".utf8), 10),
        ("age-identity", Array("AGE-SECRET-KEY-1".utf8), 20),
        ("api-token", Array("whsec_".utf8), 12), ("api-token", Array("shpat_".utf8), 16),
        ("api-token", Array("lin_api_".utf8), 12), ("api-token", Array("fc-".utf8), 24),
        ("api-token", Array("bw_".utf8), 20),
    ]

    /// Words in a key that say its value is a credential.
    static let keyWords: [[UInt8]] = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "api_key", "api-key",
        "access_key", "accesskey",
        "private_key", "privatekey", "auth_key", "authkey", "encryption_key", "salt", "credential",
        "client_secret", "bearer", "passwort",
        "contraseña", "mot_de_passe", "senha", "hasło", "authorization", "cookie", "session_key",
        "signing_key",
        "master_key", "webhook_key", "pwd", "psk", "api_hash", "clave", "schluessel", "jeton",
        "pass", "secretkey", "key", "_pw", "-pw", "jwt",
    ].map { Array($0.utf8) }

    /// Words that, standing last in a key, make it no credential after all: a count, a path, a flag.
    static let notLast: Set<String> = [
        "tokens", "secrets", "passwords", "max", "limit", "count", "file", "path", "url", "uri",
        "id", "name", "type",
        "length", "size", "ttl", "expires", "expiry",
        "enabled", "required", "env", "field", "header", "algorithm", "usage", "budget", "ref",
        "hint", "policy", "signingkey", "keycloak", "at", "scope", "version", "prefix", "format",
        "dir", "min", "zone", "loadcredential", "loadcredentialencrypted", "importcredential",
    ]

    /// Whether a value is a credential and not a stand-in.
    static func isPlausible(_ value: [UInt8]) -> Bool {
        guard value.count >= 6, value.count <= 4096 else { return false }
        if isHash(value) { return true }
        let text = String(decoding: value, as: UTF8.self)
        let lower = text.lowercased()
        let lowered = Array(lower.utf8)
        if placeholders.contains(where: { lowered.holds($0) }) { return false }
        if value.count < 20, runs.contains(where: { lower.contains($0) }) { return false }
        if text.hasPrefix("$") || text.hasPrefix("!secret") || text.hasPrefix("!env")
            || text.hasPrefix("[") || text.hasPrefix("<") || text.hasPrefix("{{")
            || text.hasPrefix("%")
            || text.hasPrefix("/") || text.hasPrefix("~/") || text.hasPrefix("./")
            || lower.hasPrefix("process.env") || lower.hasPrefix("os.environ")
            || lower.hasPrefix("env.")
        {
            return false
        }
        if isCall(text) || text.contains("${") || text.contains("{{") || text.hasSuffix(".md")
            || text.hasSuffix(".json") || text.hasSuffix(".txt")
        {
            return false
        }
        if lower.hasPrefix("http://") || lower.hasPrefix("https://") { return false }
        if Set(value).count <= 2 { return false }
        if [
            "true", "false", "null", "none", "string", "required", "optional", "enabled",
            "disabled", "default", "bearer", "basic", "undefined",
        ].contains(lower.filter { $0 != " " }) {
            return false
        }
        return true
    }

    /// Whether a value is a password's hash as crypt(5), bcrypt and Argon2 write it, also with
    /// every `$` doubled.
    static func isHash(_ value: [UInt8]) -> Bool {
        guard value.count > 20, value.first == UInt8(ascii: "$") else { return false }
        let text = String(decoding: value.prefix(64), as: UTF8.self)
            .split(separator: "$", omittingEmptySubsequences: true)
        guard let scheme = text.first, text.count >= 2 else { return false }
        return hashSchemes.contains(String(scheme))
    }

    private static let hashSchemes: Set<String> = [
        "apr1", "1", "2a", "2b", "2y", "5", "6", "y", "7", "argon2i", "argon2id", "argon2d",
        "pbkdf2",
        "pbkdf2-sha256", "pbkdf2-sha512", "scrypt",
    ]

    /// Whether a bare value looks drawn at random: letters and digits, or long.
    static func looksRandom(_ value: [UInt8]) -> Bool {
        let digits = value.count { (0x30...0x39).contains($0) }
        let letters = value.count { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        return value.count >= 12 && digits >= 2 && letters >= 4 && !value.contains(0x20)
    }

    private static let placeholders = [
        "changeme", "change-me", "change_me", "your-", "your_", "yourpass", "yoursecret", "xxxx",
        "<your", "example", "placeholder", "replace", "todo", "dummy", "insert", "fill-in",
        "fill_in", "...", "redacted", "hidden", "secret_here", "put_", "enter_", "set_me", "setme",
        "****", "my-secret", "mysecret", "not-needed", "notneeded", "unused",
    ].map { Array($0.utf8) }

    /// Runs that make a short value a stand-in; a long one may hold them by chance.
    private static let runs = ["abc123", "123456"]

    /// Whether a value begins as code does: a name, dots, and an opening mark.
    private static func isCall(_ text: String) -> Bool {
        guard let open = text.firstIndex(where: { $0 == "(" || $0 == "{" }) else { return false }
        return text[..<open].allSatisfy { $0.isLetter || $0 == "." || $0 == "_" || $0 == ":" }
            || text.last == ")" || text.last == "("
    }
}
