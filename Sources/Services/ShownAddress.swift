/// An address as it may be shown: scheme, host and port, nothing of its user, path or query.
public enum ShownAddress {
    /// `scheme://host[:port]` or `host:port`; nil where the text is neither.
    public static func cut(_ text: String) -> String? {
        guard let mark = text.firstRange(of: "://") else { return hostAndPort(text[...]) }
        let scheme = text[..<mark.lowerBound]
        guard !scheme.isEmpty, scheme.utf8.count <= 20,
            scheme.utf8.allSatisfy({ isNamePart($0) || $0 == 0x2B })
        else { return nil }
        var rest = text[mark.upperBound...].prefix { !"/?#".contains($0) }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        guard let host = hostAndPort(rest) ?? self.host(rest) else { return scheme + "://" }
        return scheme + "://" + host
    }

    private static func hostAndPort(_ text: Substring) -> String? {
        guard let colon = text.lastIndex(of: ":"), let host = host(text[..<colon]),
            let port = Int(text[text.index(after: colon)...]), (1...65535).contains(port)
        else { return nil }
        return "\(host):\(port)"
    }

    private static func host(_ text: Substring) -> String? {
        let isName =
            !text.isEmpty && text.utf8.count <= 253
            && text.utf8.allSatisfy { isNamePart($0) || $0 == 0x5F }
        return isName ? String(text) : nil
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
            || byte == 0x2E
    }
}
