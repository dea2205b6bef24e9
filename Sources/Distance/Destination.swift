/// Where a host is, as a person names it: `[user@]host[:port]` or an alias of a configuration.
public struct Destination: Hashable, Comparable, Sendable {
    /// The text as given, without a path.
    public let text: String
    /// The login name, where one was given.
    public let user: String?
    /// Name, address or alias; an IPv6 address without its brackets.
    public let host: String
    /// The port, where one was given.
    public let port: Int?

    /// Reads `[user@]host[:port]`; nil for anything else, a name that looks like an option
    /// included.
    public init?(_ text: String) {
        self.text = text
        var rest = text[...]
        var user: String?
        if let at = rest.lastIndex(of: "@") {
            user = String(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        var port: Int?
        if rest.first == "[", let end = rest.firstIndex(of: "]") {
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
        } else {
            let name = rest.prefix { $0 != ":" }
            host = String(name)
            rest = rest[name.endIndex...]
        }
        if rest.first == ":" {
            guard let number = Int(rest.dropFirst()), (1...65535).contains(number) else {
                return nil
            }
            port = number
            rest = ""
        }
        (self.user, self.port) = (user, port)
        guard rest.isEmpty, Self.isName(host), user.map(Self.isName) ?? true else { return nil }
    }

    /// Whether a name can stand on a command line: not empty, no option, no control bytes.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first != UInt8(ascii: "-") else { return false }
        return name.utf8.allSatisfy {
            $0 > 0x20 && $0 != 0x7F && !"\"'`$\\;&|<>(){}/".utf8.contains($0)
        }
    }

    /// By the text as given.
    public static func < (left: Destination, right: Destination) -> Bool {
        left.text < right.text
    }
}
