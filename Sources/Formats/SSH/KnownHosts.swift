import Vocabulary

/// A file of host keys in the form of sshd(8), *SSH_KNOWN_HOSTS FILE FORMAT*.
public struct KnownHosts: Sendable {
    /// What a line says about its key.
    public enum Marker: Hashable, Sendable {
        /// It is the host's.
        case plain
        /// It must not be taken for anybody's (`@revoked`).
        case revoked
        /// It signs host certificates (`@cert-authority`).
        case authority
    }

    /// One line.
    public struct Entry: Hashable, Sendable {
        /// What it says about its key.
        public let marker: Marker
        /// Host patterns, or one hashed name.
        let names: [String]
        /// `ssh-ed25519`, `ssh-rsa`, ….
        public let keyType: String
        /// The public key as it travels (RFC 4253 section 6.6).
        public let key: [UInt8]
        /// The line, from 1.
        public let line: Int

        /// The key's fingerprint as ssh writes it.
        public var fingerprint: String { KnownHosts.fingerprint(key) }
    }

    /// What the file knows of a key that a host shows.
    public enum Verdict: Hashable, Sendable {
        /// It is the host's.
        case known
        /// The host has other keys, none of this type.
        case otherTypes([Entry])
        /// The host has another key of this type.
        case changed(Entry)
        /// The key is revoked.
        case revoked(Entry)
        /// The file says nothing about the host.
        case unknown
    }

    /// Lines that could be read; broken ones are passed over, as ssh does.
    public let entries: [Entry]

    /// Reads a file's text.
    public init(_ text: String) {
        var entries: [Entry] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            if let entry = Self.entry(line, number: index + 1) { entries.append(entry) }
        }
        self.entries = entries
    }

    private static func entry(_ line: Substring, number: Int) -> Entry? {
        var words = line.split { $0 == " " || $0 == "\t" }
        guard let first = words.first, first.first != "#" else { return nil }
        var marker = Marker.plain
        if first.first == "@" {
            switch first {
            case "@revoked": marker = .revoked
            case "@cert-authority": marker = .authority
            default: return nil
            }
            words.removeFirst()
        }
        guard words.count >= 3, let key = Base64.decode(String(words[2])) else { return nil }
        let names = words[0].split(separator: ",").map(String.init)
        return Entry(
            marker: marker, names: names, keyType: String(words[1]), key: key, line: number)
    }

    /// The entries that name a host, revoked keys and authorities included.
    ///
    /// - Parameters:
    ///   - host: a name or address, or the alias its key goes by.
    ///   - port: where it is not 22, names are written `[host]:port`.
    public func entries(for host: String, port: Int) -> [Entry] {
        let name = port == 22 ? host.lowercased() : "[\(host.lowercased())]:\(port)"
        return entries.filter { $0.names(name) }
    }

    /// Holds a key that a host shows against the file.
    public func verdict(on key: [UInt8], type: String, host: String, port: Int) -> Verdict {
        let own = entries(for: host, port: port)
        if let revoked = own.first(where: { $0.marker == .revoked && $0.key == key }) {
            return .revoked(revoked)
        }
        let plain = own.filter { $0.marker == .plain }
        if plain.contains(where: { $0.key == key }) { return .known }
        if let other = plain.first(where: { $0.keyType == type }) { return .changed(other) }
        return plain.isEmpty ? .unknown : .otherTypes(plain)
    }

    /// A key's fingerprint as ssh writes it: SHA-256 in base64 without padding.
    public static func fingerprint(_ key: [UInt8]) -> String {
        var text = Base64.encode(SHA256.digest(key).bytes)
        while text.last == "=" { text.removeLast() }
        return "SHA256:" + text
    }
}

extension KnownHosts.Entry {
    /// Whether the line names a host, in the clear, by pattern, or hashed.
    func names(_ name: String) -> Bool {
        if let hashed = names.first, hashed.hasPrefix("|1|") {
            let parts = hashed.split(separator: "|")
            guard parts.count == 3, let salt = Base64.decode(String(parts[1])),
                let code = Base64.decode(String(parts[2]))
            else { return false }
            return Self.code(Array(name.utf8), key: salt) == code
        }
        return SSHPattern.matches(name, any: names.map { $0.lowercased() })
    }

    /// HMAC-SHA-1 (RFC 2104): what HashKnownHosts writes in place of a name.
    private static func code(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
        let short = key.count > 64 ? SHA1.digest(key) : key
        let padded = short + Array(repeating: 0, count: 64 - short.count)
        let inner = SHA1.digest(padded.map { $0 ^ 0x36 } + message)
        return SHA1.digest(padded.map { $0 ^ 0x5C } + inner)
    }
}
