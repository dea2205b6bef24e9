import Formats
import Vocabulary

/// What the head of a private key's file tells without its passphrase.
struct LockedKey {
    /// The type of the key, where its file says so in the clear: `ssh-ed25519`, `ssh-rsa`, ….
    let type: String?

    /// Reads a file's text; nil for a key that no passphrase locks, and for what is no key.
    init?(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline)
        guard let first = lines.first, first.hasPrefix("-----BEGIN "),
            first.hasSuffix("PRIVATE KEY-----")
        else { return nil }
        guard first.contains("OPENSSH") else {
            let isLocked =
                first.contains("ENCRYPTED")
                || lines.dropFirst().prefix(3).contains { $0.hasSuffix("4,ENCRYPTED") }
            guard isLocked else { return nil }
            type = first.contains("RSA") ? "ssh-rsa" : nil
            return
        }
        // PROTOCOL.key of OpenSSH: magic, cipher, kdf, its options, how many, the public key.
        let body = lines.dropFirst().prefix { !$0.hasPrefix("-") }.joined()
        let magic = Array("openssh-key-v1\0".utf8)
        guard let bytes = Base64.decode(body), bytes.starts(with: magic) else { return nil }
        var reader = PacketReader(bytes[magic.count...])
        guard let cipher = reader.text(longest: 64), !cipher.elementsEqual("none".utf8),
            reader.text(longest: 64) != nil, reader.text(longest: 256) != nil,
            reader.number() != nil, let key = reader.text(longest: 1 << 16)
        else { return nil }
        var inner = PacketReader(key)
        type = inner.text(longest: 64).map { String(decoding: $0, as: UTF8.self) }
    }
}
