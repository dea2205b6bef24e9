/// How a host is reached, as a client's configuration has it; nil and empty where it says nothing.
public struct SSHSettings: Hashable, Sendable {
    /// The name a person gave, before any alias.
    public let host: String
    /// `HostName`, its tokens not yet expanded.
    public internal(set) var hostName: String?
    /// `User`.
    public internal(set) var user: String?
    /// `Port`.
    public internal(set) var port: Int?
    /// `IdentityFile`, in order, tokens and tilde not yet expanded.
    public internal(set) var identityFiles: [String] = []
    /// `CertificateFile`, in order.
    public internal(set) var certificateFiles: [String] = []
    /// `IdentitiesOnly`.
    public internal(set) var identitiesOnly: Bool?
    /// `IdentityAgent`.
    public internal(set) var identityAgent: String?
    /// `ProxyJump`; nil where there is none, or `none`.
    public var proxyJump: String? { proxy?.jump }
    /// `ProxyCommand`; nil where there is none, or `none`.
    public var proxyCommand: String? { proxy?.command }
    /// `StrictHostKeyChecking`, lower case.
    public internal(set) var strictHostKeyChecking: String?
    /// `UserKnownHostsFile`, in order, tokens and tilde not yet expanded.
    public internal(set) var userKnownHostsFiles: [String]?
    /// `HostKeyAlias`.
    public internal(set) var hostKeyAlias: String?
    /// `Compression`.
    public internal(set) var compression: Bool?
    /// `ConnectTimeout`, seconds.
    public internal(set) var connectTimeout: Int?

    /// A jump or a command: whichever stands first keeps the other out.
    private struct Proxy: Hashable {
        var jump: String?
        var command: String?
    }
    private var proxy: Proxy?

    /// Settings of a host about which nothing is said.
    public init(host: String) {
        self.host = host
    }

    /// Takes over a line, unless an earlier one said something already.
    mutating func take(_ line: SSHLine) throws(SSHLine.Fault) {
        let word = line.words[0]
        switch line.keyword {
        case "hostname": hostName = hostName ?? word
        case "user": user = user ?? word
        case "port":
            if port == nil { port = try Self.number(word, 1...65535, "port") }
        case "identityfile": add(word, to: &identityFiles)
        case "certificatefile": add(word, to: &certificateFiles)
        case "identitiesonly":
            if identitiesOnly == nil { identitiesOnly = try Self.truth(word) }
        case "compression":
            if compression == nil { compression = try Self.truth(word) }
        case "identityagent": identityAgent = identityAgent ?? word
        case "proxyjump": proxy = proxy ?? Proxy(jump: Self.unlessNone(line.rest))
        case "proxycommand": proxy = proxy ?? Proxy(command: Self.unlessNone(line.rest))
        case "stricthostkeychecking":
            strictHostKeyChecking = strictHostKeyChecking ?? word.lowercased()
        case "userknownhostsfile": userKnownHostsFiles = userKnownHostsFiles ?? line.words
        case "hostkeyalias": hostKeyAlias = hostKeyAlias ?? word
        case "connecttimeout":
            if word != "none", connectTimeout == nil {
                connectTimeout = try Self.number(word, 0...86400, "time")
            }
        default: break
        }
    }

    private func add(_ word: String, to list: inout [String]) {
        if !list.contains(word) { list.append(word) }
    }

    private static func unlessNone(_ text: String) -> String? {
        text.lowercased() == "none" ? nil : text
    }

    private static func truth(_ word: String) throws(SSHLine.Fault) -> Bool {
        switch word.lowercased() {
        case "yes", "true": true
        case "no", "false": false
        default: throw SSHLine.Fault(what: "\(word) is neither yes nor no")
        }
    }

    private static func number(
        _ word: String, _ range: ClosedRange<Int>, _ what: String
    ) throws(SSHLine.Fault) -> Int {
        guard let number = Int(word), range.contains(number) else {
            throw SSHLine.Fault(what: "\(word) is no \(what)")
        }
        return number
    }
}
