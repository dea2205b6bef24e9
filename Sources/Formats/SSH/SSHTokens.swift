/// What the tokens of ssh_config(5), *TOKENS*, stand for.
public struct SSHTokens: Hashable, Sendable {
    /// `%h`: the name or address that is connected to.
    public var host: String
    /// `%n`: the name a person gave.
    public var original: String
    /// `%p`: the port.
    public var port: Int
    /// `%r`: the user there.
    public var remoteUser: String
    /// `%u`: the user here.
    public var localUser: String
    /// `%d`, `~`: the home folder here.
    public var home: String

    /// The tokens of a connection; `HostName` of the settings is expanded on the way.
    public init(_ settings: SSHSettings, localUser: String, home: String) {
        original = settings.host
        port = settings.port ?? 22
        remoteUser = settings.user ?? localUser
        self.localUser = localUser
        self.home = home
        host = settings.host
        if let name = settings.hostName { host = expand(name) ?? name }
    }

    /// The text with `%` tokens and a leading `~/` expanded; nil where it has others.
    public func expand(_ text: String) -> String? {
        var out = ""
        var isToken = false
        let tail = text.hasPrefix("~/") ? home + text.dropFirst() : text
        for character in tail {
            if isToken {
                guard let value = value(of: character) else { return nil }
                out += value
                isToken = false
            } else if character == "%" {
                isToken = true
            } else {
                out.append(character)
            }
        }
        return isToken ? nil : out
    }

    private func value(of token: Character) -> String? {
        switch token {
        case "%": "%"
        case "h": host
        case "n": original
        case "p": String(port)
        case "r": remoteUser
        case "u": localUser
        case "d": home
        default: nil
        }
    }
}
