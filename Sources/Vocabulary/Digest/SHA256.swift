import CCrypto

/// SHA-256 (FIPS 180-4) through libcrypto, one reused context per owner.
///
/// The algorithm is fetched once for the process and the context is kept, as EVP_DigestInit(3)
/// advises: fetching per file costs more than hashing a small one.
public struct SHA256: ~Copyable {
    let context: OpaquePointer

    /// Read by every thread, changed by none.
    nonisolated(unsafe) private static let algorithm: OpaquePointer = {
        guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil) else {
            fatalError("libcrypto has no SHA-256")
        }
        return algorithm
    }()

    /// A context ready for `begin`.
    public init() {
        guard let context = EVP_MD_CTX_new() else { fatalError("libcrypto has no memory") }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Starts a digest, dropping any that was not finished.
    public borrowing func begin() {
        EVP_DigestInit_ex2(context, Self.algorithm, nil)
    }

    /// Adds bytes.
    public borrowing func update(_ bytes: UnsafeRawBufferPointer) {
        EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// Ends the digest.
    public borrowing func finish() -> Digest {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &words) { out in
            _ = EVP_DigestFinal_ex(
                context, out.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
        }
        return Digest(
            words: (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian))
    }

    /// The digest of bytes at hand.
    public static func digest(_ bytes: [UInt8]) -> Digest {
        let hash = SHA256()
        hash.begin()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.finish()
    }

    /// The digest of text, as UTF-8.
    public static func digest(_ text: String) -> Digest {
        digest(Array(text.utf8))
    }
}
