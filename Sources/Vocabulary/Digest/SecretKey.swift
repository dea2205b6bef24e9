import CCrypto

/// The 32 random bytes that key the digests and fingerprints of secrets (contract: *Secrets*).
///
/// Kept beside the history, never exported; without it no fingerprint leaves the reader.
public struct SecretKey: Sendable {
    let bytes: [UInt8]

    /// A key from exactly 32 bytes; nil for another count.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// HMAC-SHA-256 (RFC 2104) of bytes under this key.
    public func code(_ message: UnsafeRawBufferPointer) -> Digest {
        var out = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 32
        let data = message.baseAddress?.assumingMemoryBound(to: UInt8.self)
        _ = HMAC(EVP_sha256(), bytes, Int32(bytes.count), data, message.count, &out, &count)
        return Digest(bytes: out) ?? .none
    }

    /// HMAC-SHA-256 of bytes at hand.
    public func code(_ message: [UInt8]) -> Digest {
        message.withUnsafeBytes { code($0) }
    }

    /// A fingerprint short enough to compare by eye: 16 hexadecimal digits of the code.
    public func fingerprint(_ secret: [UInt8]) -> String {
        String(code(secret).hexadecimal.prefix(16))
    }
}
