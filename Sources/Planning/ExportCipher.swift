/// How exports are encrypted where they are kept: each under a key of its own, which openssl-cms(1)
/// wraps for whoever holds the certificate's private key. Its digests tell a flipped byte; nothing
/// of it is in the open on any disk.
enum ExportCipher {
    /// Where the plan keeps the certificate.
    static let certificate = "files/exports/recipient.pem"

    /// How the names of an encrypted export and of its key end.
    static let (data, key) = (".tar.enc", ".key.cms")

    /// Reads a stream and writes `$1` and the suffixes; `$2` is the certificate.
    static let sealing = #"""
        seal() {
          local word
          word=$(openssl rand -hex 32)
          printf '%s\n' "$word" | openssl cms -encrypt -binary -aes-256-cbc -outform DER \
            -out "$1.key.cms.new" "$2"
          openssl enc -aes-256-ctr -pbkdf2 -salt -pass "file:"<(printf '%s\n' "$word") \
            -out "$1.tar.enc.new"
          mv "$1.key.cms.new" "$1.key.cms"
          mv "$1.tar.enc.new" "$1.tar.enc"
        }
        """#

    /// Writes the stream that `$1` and the suffixes hold; `$2` is the private key.
    static let opening = #"""
        unseal() {
          openssl enc -d -aes-256-ctr -pbkdf2 -in "$1.tar.enc" -pass \
            "file:"<(openssl cms -decrypt -binary -inform DER -in "$1.key.cms" -inkey "$2")
        }
        """#
}
