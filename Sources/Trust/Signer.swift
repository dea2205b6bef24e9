internal import Vocabulary

/// One line of an owners file: who may sign with which key (ssh-keygen(1), ALLOWED SIGNERS).
public struct Signer: Hashable, Sendable {
    /// Patterns of the names it may sign as, comma-separated as they stand.
    public let principals: String
    /// Type of the key.
    public let keyType: String
    /// The public key in standard base64.
    public let key: String
    /// What it may sign for, comma-separated; nil for anything.
    public let namespaces: String?
    /// Whether the key signs certificates instead of documents.
    public let isAuthority: Bool

    /// The key's fingerprint as OpenSSH prints it: `SHA256:…` without padding.
    public var fingerprint: String { Self.fingerprint(ofKey: key) }

    /// The fingerprint of a public key in base64.
    static func fingerprint(ofKey key: String) -> String {
        let digest = SHA256.digest(Base64.decode(key) ?? []).bytes
        return "SHA256:" + Base64.encode(digest).prefix { $0 != "=" }
    }

    /// Every line of an owners file that names a key; `ssh-keygen` alone decides what they mean.
    static func all(in bytes: [UInt8]) -> [Signer] {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .compactMap { Signer(line: String($0)) }
    }

    /// A line: principals, options, key type, key; nil for a comment or anything else.
    init?(line: String) {
        var words = Self.words(line)
        guard let first = words.first, !first.hasPrefix("#"), words.count >= 3 else { return nil }
        words.removeFirst()
        principals = first.filter { $0 != "\"" }
        var options: [Substring] = []
        if !Self.isKeyType(words[0]) {
            options = Self.options(words.removeFirst())
        }
        guard words.count >= 2, Self.isKeyType(words[0]), Base64.decode(words[1]) != nil else {
            return nil
        }
        keyType = words[0]
        key = words[1]
        isAuthority = options.contains { $0.lowercased() == "cert-authority" }
        let named = options.first { $0.lowercased().hasPrefix("namespaces=") }
        namespaces = named.map { $0.dropFirst(11).filter { $0 != "\"" } }
    }

    private static func isKeyType(_ word: String) -> Bool {
        ["ssh-", "ecdsa-", "sk-"].contains { word.hasPrefix($0) }
    }

    /// Words between blanks, quoted blanks kept.
    private static func words(_ line: String) -> [String] {
        split(line) { $0 == " " || $0 == "\t" }.map(String.init)
    }

    /// Options between commas, quoted commas kept.
    private static func options(_ word: String) -> [Substring] { split(word) { $0 == "," } }

    private static func split(_ text: String, at isEnd: (Character) -> Bool) -> [Substring] {
        var isQuoted = false
        return text.split { character in
            if character == "\"" { isQuoted.toggle() }
            return !isQuoted && isEnd(character)
        }
    }
}
