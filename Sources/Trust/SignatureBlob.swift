internal import Vocabulary

/// What a signature says of itself, before anybody has judged it (OpenSSH's PROTOCOL.sshsig).
struct SignatureBlob: Equatable {
    /// The public key, or certificate, in standard base64 as a key file has it.
    let key: String
    /// Its type: `ssh-ed25519`, `sk-ssh-ed25519@openssh.com`, ….
    let keyType: String
    /// What the signature is for.
    let namespace: String
    /// For a security key, whether somebody touched it; nil for other keys.
    let wasTouched: Bool?

    /// Reads an armoured signature; nil for anything else.
    init?(armoured bytes: [UInt8]) {
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard lines.first == "-----BEGIN SSH SIGNATURE-----",
            lines.last == "-----END SSH SIGNATURE-----",
            let blob = Base64.decode(lines.dropFirst().dropLast().joined())
        else { return nil }
        var reader = WireReader(blob)
        guard reader.take(6) == Array("SSHSIG".utf8)[...], reader.number() == 1,
            let key = reader.string(), let namespace = reader.text(),
            reader.string() != nil, reader.string() != nil, let seal = reader.string(),
            reader.isAtEnd
        else { return nil }
        var keyReader = WireReader(Array(key))
        guard let type = keyReader.text() else { return nil }
        self.key = Base64.encode(Array(key))
        self.namespace = namespace
        keyType = type
        wasTouched = type.hasPrefix("sk-") ? Self.wasTouched(Array(seal)) : nil
    }

    /// The user-presence bit of what a security key signed: flags and a counter of four bytes
    /// stand behind the signature proper (OpenSSH's PROTOCOL.u2f).
    private static func wasTouched(_ seal: [UInt8]) -> Bool {
        var reader = WireReader(seal)
        guard reader.string() != nil, reader.string() != nil, let flags = reader.take(1)?.first
        else { return false }
        return flags & 1 == 1
    }
}

/// Strings and numbers as SSH puts them on the wire (RFC 4251 section 5).
struct WireReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func number() -> UInt32? {
        take(4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } }
    }

    mutating func string() -> ArraySlice<UInt8>? {
        guard let count = number() else { return nil }
        return take(Int(count))
    }

    mutating func text() -> String? {
        string().flatMap { String(validating: $0, as: UTF8.self) }
    }
}
