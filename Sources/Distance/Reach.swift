public import Places
public import Vocabulary

/// How hosts are reached: what a person asked for on the command line.
public struct Reach: Sendable {
    /// Which program carries the bytes.
    public enum Transport: String, Sendable {
        /// The library where it serves, the system's `ssh` where it does not.
        case automatic = "auto"
        /// The library alone.
        case library = "libssh2"
        /// The system's `ssh` alone.
        case system = "ssh"
    }

    /// A configuration in place of the user's and the system's own.
    public var configuration: PathBytes?
    /// Whether a host whose key nobody knows is let in, and its key kept.
    public var acceptsNewHosts = false
    /// How long a connection may take until the host answers, in seconds.
    public var connectTimeout = 10
    /// How long a command may be silent, in seconds.
    public var idleTimeout = 120
    /// How much of names and records of one root is kept, in bytes; what is listed beyond that is
    /// a gap.
    public var listingLimit = 512 << 20
    /// Which program carries the bytes.
    public var transport = Transport.automatic

    /// Whether the person at the terminal may be asked for passphrases, and answers the questions
    /// of hosts. Without a terminal nothing is asked.
    public var asksPerson = false
    /// The program that is put on hosts, run there and removed again; nil where nothing is put
    /// anywhere.
    public var probe: ProbeProgram?
    /// Told what is worth a line to the person while a host is looked at.
    public var note: @Sendable (String) -> Void = { _ in }
    /// What the person gave in this run.
    let passphrases = Passphrases()
    /// Asked several times a second by whoever waits: whether to give up.
    public var isStopped: @Sendable () -> Bool = { false }

    /// The defaults.
    public init() {}

    /// The longest stretch of waiting without asking `isStopped`, in milliseconds.
    static let patience = 200

    /// The same, but that what is put on a host may be removed again after all is stopped.
    func granting(_ grace: Grace) -> Reach {
        guard probe != nil else { return self }
        var reach = self
        let isStopped = isStopped
        reach.isStopped = { isStopped() && grace.isOver() }
        return reach
    }

    /// The error of what was given up.
    public static func stopped(_ place: String) -> PlacesError {
        .stopped(place)
    }
}
