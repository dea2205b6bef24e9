internal import Vocabulary

/// The commands by which a person, once and as root, says on a host who may approve there.
public enum TrustText {
    /// A line of an owners file, limited to approving and confirming.
    ///
    /// - Parameter key: a public key file's content, or that of a private key file of which only
    ///   the public half is wanted is refused.
    public static func line(principal: String, key: [UInt8]) throws(TrustError) -> String {
        let words = String(decoding: key, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, let signer = Signer(line: "x \(words[0]) \(words[1])") else {
            throw .usage(why: "--key must be a public key: the file that ends in .pub")
        }
        let isPlain = principal.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && !"\"'\\,*?!#".utf8.contains(byte)
        }
        guard !principal.isEmpty, isPlain else {
            throw .usage(why: "--as must be a plain name, such as ada@example.org")
        }
        let namespaces = [Keygen.Namespace.approval, .confirmation].map(\.rawValue)
        return "\(principal) namespaces=\"\(namespaces.joined(separator: ","))\" "
            + "\(signer.keyType) \(signer.key)"
    }

    /// Shell text that adds the line; it changes nothing that is there already.
    public static func shell(line: String) -> String {
        """
        # Run this once, as root, on each host that a plan may change.
        # It lets the holder of the key below approve plans there, and nobody else.
        install -d -o root -g root -m 0755 /etc/bedplate
        test -e /etc/bedplate/owners || install -o root -g root -m 0644 /dev/null /etc/bedplate/owners
        printf '%s\\n' '\(line)' >> /etc/bedplate/owners
        cat /etc/bedplate/owners

        """
    }
}
