/// Something that runs or would run.
public struct Service: Hashable, Sendable {
    /// Where a listening port is published.
    public struct Port: Hashable, Sendable {
        /// Port on the host; nil where only the network of the service sees it.
        public var host: Int?
        /// Port inside.
        public var container: Int
        /// `tcp` or `udp`.
        public var protocolName: String
        /// Address it is published on; nil for all.
        public var address: String?

        /// A port.
        public init(
            host: Int?, container: Int, protocolName: String = "tcp", address: String? = nil
        ) {
            self.host = host
            self.container = container
            self.protocolName = protocolName
            self.address = address
        }
    }

    /// A store or a path of the place that the service sees somewhere else.
    public struct Mount: Hashable, Sendable {
        /// Id of the store.
        public var store: String
        /// Where the service sees it.
        public var at: String
        /// Whether the service may not write it.
        public var isReadOnly: Bool
        /// `data`, `config`, `secret`, `socket` or `temporary`.
        public var role: String

        /// A mount.
        public init(store: String, at: String, isReadOnly: Bool = false, role: String = "data") {
            self.store = store
            self.at = at
            self.isReadOnly = isReadOnly
            self.role = role
        }
    }

    /// How the service is asked whether it is well.
    public struct Health: Hashable, Sendable {
        /// The test, values outside the allow-list as `‹…›`; empty where only its existence is known.
        public var test: [String] = []
        /// Seconds between tests.
        public var intervalSeconds: Int?
        /// Seconds one test may take.
        public var timeoutSeconds: Int?
        /// Failures until unhealthy.
        public var retries: Int?
        /// Seconds of grace at the start.
        public var startPeriodSeconds: Int?

        /// A health check.
        public init(test: [String] = []) {
            self.test = test
        }
    }

    /// Where variables of a service's environment are set, so that a plan can derive them.
    public struct EnvironmentSource: Hashable, Sendable {
        /// Absolute path of the file on the place.
        public var file: PathBytes
        /// `dotenv`, `compose`, `unit`.
        public var form: String
        /// Names set there, sorted.
        public var names: [String]

        /// A source of variables.
        public init(file: PathBytes, form: String, names: [String]) {
            self.file = file
            self.form = form
            self.names = names
        }
    }

    /// The id, made by `Identifiers.service`.
    public var id: String
    /// Id of the place.
    public var place: String
    /// What describes it, sorted: `compose`, `container`, `unit`, `timer`, `cron`, `at`, `agent-schedule`, `process`, `external`, `mcp`.
    public var kinds: [String]
    /// The last segment of the id, unescaped.
    public var name: String
    /// Image reference as written, after interpolation.
    public var image: String?
    /// Digest the image resolved to.
    public var imageDigest: String?
    /// Folder its image is built from, absolute on the place.
    public var build: PathBytes?
    /// Names of its variables, sorted. Never values.
    public var environment: [String] = []
    /// Which file sets which of them.
    public var environmentFrom: [EnvironmentSource] = []
    /// Published and exposed ports, sorted.
    public var ports: [Port] = []
    /// Ids of the stores it holds, sorted.
    public var stores: [String] = []
    /// Where it sees them.
    public var mounts: [Mount] = []
    /// Entry point, values outside the allow-list as `‹…›`.
    public var entrypoint: [String] = []
    /// Arguments or command line, values outside the allow-list as `‹…›`.
    public var command: [String] = []
    /// The folder it runs in.
    public var workingFolder: String?
    /// The user it runs as, as written.
    public var user: String?
    /// Networks it is on, sorted.
    public var networks: [String] = []
    /// Other names it answers to (container name, aliases, host name), sorted.
    public var aliases: [String] = []
    /// Restart policy in its own supervisor's word.
    public var restart: String?
    /// Whether something limits how often it is restarted; nil where nothing restarts it.
    public var restartIsLimited: Bool?
    /// Health check; nil without one.
    public var health: Health?
    /// What keeps it running, sorted: `docker`, `systemd`, `systemd-user`, `cron`, `pm2`, ….
    public var supervisors: [String] = []
    /// When it runs, in its scheduler's own words.
    public var schedule: String?
    /// Whether it is enabled; nil where that cannot be seen.
    public var isEnabled: Bool?
    /// Whether it is a variant nothing reaches.
    public var isVariant = false
    /// Absolute path of the file that defines it.
    public var definedIn: PathBytes?
    /// The profiles it belongs to, sorted.
    public var profiles: [String] = []
    /// Whether it holds state that its loss would lose; nil where undecided.
    public var holdsState: Bool?
    /// Why, sorted.
    public var evidence: [Evidence] = []

    /// A service of that place, group and name.
    public init(place: String, group: String, name: String, kinds: [String]) {
        id = Identifiers.service(place: place, group: group, name: name)
        self.place = place
        self.name = name
        self.kinds = kinds
    }

    /// Whether it lies outside all scanned places.
    public var isExternal: Bool { kinds.contains("external") }
}
