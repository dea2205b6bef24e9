public import Vocabulary

/// The words in which evidence says where a value points: written and read in one place.
enum NamedAddress {
    private static let verb = " names "

    /// `DATABASE_URL names postgres:5432`.
    static func words(_ subject: String, host: String, port: Int?) -> String {
        "\(subject)\(verb)\(host)\(port.map { ":\($0)" } ?? "")"
    }

    /// The port behind the address that such words end with; nil where none is written.
    static func port(in words: String) -> Int? {
        guard let address = words.firstRange(of: verb).map({ words[$0.upperBound...] }),
            !address.contains(" "), let colon = address.lastIndex(of: ":")
        else { return nil }
        return Int(address[address.index(after: colon)...])
    }
}

extension Dependency {
    /// The ports that files name for its other end, sorted.
    public var namedPorts: [Int] {
        Set(
            evidence.filter { $0.basis != .observed }.compactMap { NamedAddress.port(in: $0.says) }
        ).sorted()
    }
}
