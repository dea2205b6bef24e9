import CCrypto

/// SHA-1 (FIPS 180-4) through libcrypto: only to compare with the ids git gave its objects.
public enum SHA1 {
    /// The 20 bytes of the digest.
    public static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: 20)
        var count: UInt32 = 20
        _ = EVP_Digest(bytes, bytes.count, &out, &count, EVP_sha1(), nil)
        return out
    }

    /// The id git gives a blob of that content (gitformat-pack(5): header `blob SIZE NUL`).
    public static func gitBlob(_ content: [UInt8]) -> [UInt8] {
        digest(Array("blob \(content.count)\0".utf8) + content)
    }
}
