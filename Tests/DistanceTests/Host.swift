import Distance
import Formats
import Glibc
import Places
import Testing
import Vocabulary

/// An sshd on loopback, started by the current user for one test, with keys of its own.
final class Host {
    let scratch = Scratch()
    let port: Int
    private var daemon: StreamedChild?
    private(set) var kept: [Scratch] = []

    /// Starts it; `more` are further lines of its configuration.
    init(_ more: String = "", keyTypes: [String] = ["ed25519"]) throws {
        port = Self.freePort()
        mkdir("/run/sshd", 0o755)
        let folder = scratch.path
        for type in keyTypes { try Self.key(folder + "/host_\(type)", type: type) }
        try Self.key(folder + "/key")
        let keys = keyTypes.map { "HostKey \(folder)/host_\($0)" }.joined(separator: "\n")
        try scratch.file("authorized", try Tools.output(["cat", folder + "/key.pub"]))
        try scratch.file(
            "sshd_config",
            """
            Port \(port)
            ListenAddress 127.0.0.1
            \(keys)
            PidFile none
            AuthorizedKeysFile \(folder)/authorized
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            UsePAM no
            PermitRootLogin yes
            StrictModes no
            MaxStartups 200
            Subsystem sftp internal-sftp
            \(more)
            """)
        try knows(keyTypes.map { "host_\($0)" })
        try configure()
        daemon = try StreamedChild(
            ["/usr/sbin/sshd", "-D", "-f", folder + "/sshd_config", "-E", folder + "/log"])
        try #require(Self.wait(port), "sshd did not start")
    }

    /// Writes a client's configuration; `more` stands before the rest and so wins.
    func configure(_ more: String = "") throws {
        try scratch.file(
            "config",
            """
            \(more)
            Host box
                HostName 127.0.0.1
                Port \(port)
            Host *
                IdentityFile \(scratch.path)/key
                IdentitiesOnly yes
                UserKnownHostsFile \(scratch.path)/known
            """)
    }

    /// Keeps a folder for as long as the host runs.
    func keep(_ scratch: Scratch) { kept.append(scratch) }

    /// Writes the file of known hosts.
    func knows(_ keys: [String]) throws {
        let lines = try keys.map {
            "[127.0.0.1]:\(port) " + (try Tools.output(["cat", "\(scratch.path)/\($0).pub"]))
        }
        try scratch.file("known", lines.joined())
    }

    /// How it is reached.
    var reach: Reach {
        var reach = Reach()
        reach.configuration = PathBytes(scratch.path + "/config")
        reach.transport = .system
        reach.connectTimeout = 5
        return reach
    }

    /// The place behind it.
    func place(_ reach: Reach? = nil) throws -> RemotePlace {
        let destination = try #require(Destination("box"))
        return try RemotePlace(destination, reach: reach ?? self.reach)
    }

    static func key(_ path: String, type: String = "ed25519") throws {
        _ = try Tools.output(["ssh-keygen", "-q", "-t", type, "-N", "", "-f", path])
    }

    /// A port of loopback that nobody listened on a moment ago.
    static func freePort() -> Int {
        let (socket, address) = bound()
        defer { close(socket) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// A socket bound to a free port of loopback.
    static func bound() -> (Int32, sockaddr_in) {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(number, $0, size)
                _ = getsockname(number, $0, &size)
            }
        }
        return (number, address)
    }

    /// Waits until somebody listens on a port.
    static func wait(_ port: Int) -> Bool {
        for _ in 0..<500 {
            let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(number) }
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(number, $0, size)
                }
            }
            if status == 0 { return true }
            usleep(10000)
        }
        return false
    }
}
