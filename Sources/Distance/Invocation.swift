import Formats
import Places
import Vocabulary

/// The words that the system's `ssh` is started with.
struct Invocation: Sendable {
    private let target: [String]
    private let configuration: [String]
    private let checking: String
    /// How long a connection may take, in seconds.
    let timeout: Int
    /// Whether `ssh` may ask the person at the terminal.
    let asksPerson: Bool

    init(_ destination: Destination, reach: Reach, asksPerson: Bool = false) {
        self.asksPerson = asksPerson
        var words: [String] = []
        if let user = destination.user { words += ["-l", user] }
        if let port = destination.port { words += ["-p", String(port)] }
        target = words + ["--", destination.host]
        configuration = reach.configuration.map { ["-F", $0.text] } ?? []
        let asked = try? SSHFiles.configuration(reach.configuration).settings(for: destination.host)
        timeout = asked?.connectTimeout ?? reach.connectTimeout
        let isAsked = reach.acceptsNewHosts || asked?.strictHostKeyChecking == "accept-new"
        checking = isAsked ? "accept-new" : "yes"
    }

    /// How long it may take until the host said who it is, in seconds; people take longer.
    var patience: Int { asksPerson ? 120 : timeout + 20 }

    /// What every connection of ours is like, whatever a configuration says.
    private func words(_ more: [String], level: String) -> [String] {
        let options = [
            "BatchMode=\(asksPerson ? "no" : "yes")", "PasswordAuthentication=no",
            "ConnectTimeout=\(timeout)", "ServerAliveInterval=10",
            "ServerAliveCountMax=3", "StrictHostKeyChecking=\(checking)", "ControlPersist=no",
            "PermitLocalCommand=no", "RemoteCommand=none", "RequestTTY=no",
            "ClearAllForwardings=yes", "ForwardAgent=no", "ForwardX11=no", "UpdateHostKeys=no",
            "LogLevel=\(level)",
        ]
        return ["ssh"] + configuration + options.flatMap { ["-o", $0] } + more + target
    }

    /// A connection that others run over; `-s` before a name asks for that subsystem.
    func master(socket: String, _ command: [String]) -> [String] {
        let isSubsystem = command.first == "-s"
        return words(["-M", "-S", socket] + (isSubsystem ? ["-s"] : []), level: "ERROR")
            + command.dropFirst(isSubsystem ? 1 : 0)
    }

    /// A connection that tells what it sees on the way and stops at an unknown key.
    var probe: [String] {
        words(["-S", "none", "-n"], level: "DEBUG1") + ["true"]
    }

    /// A session over a control connection; without one it fails instead of making its own.
    /// `-s` before a name asks for that subsystem.
    static func session(socket: String, _ command: [String]) -> [String] {
        let isSubsystem = command.first == "-s"
        let options = [
            "BatchMode=yes", "ControlMaster=no", "ProxyCommand=false", "RequestTTY=no",
            "LogLevel=ERROR",
        ]
        return ["ssh", "-F", "none", "-S", socket] + options.flatMap { ["-o", $0] }
            + (isSubsystem ? ["-s"] : []) + ["--", "host"] + command.dropFirst(isSubsystem ? 1 : 0)
    }
}
