public import Vocabulary

/// A service of a compose project, resolved.
public struct ComposeService: Sendable {
    /// A text with its place.
    public struct Text: Sendable {
        /// The text, variables resolved.
        public let value: String
        /// Where.
        public let origin: ComposeOrigin
        /// Names of the variables that went into it.
        public let uses: [String]
    }

    /// The name.
    public let name: String
    /// Where it stands.
    public let origin: ComposeOrigin
    /// Image reference.
    public var image: Text?
    /// Folder or address its image is built from; nil for a build written out in place.
    public var build: Text?
    /// Whether it has an image or a build, without which compose refuses it.
    public var hasImage = true
    /// Name of its container.
    public var containerName: Text?
    /// Host name within it.
    public var hostname: Text?
    /// Entry point as words; nil for the image's own.
    public var entrypoint: [Text]?
    /// Command as words; nil for the image's own.
    public var command: [Text]?
    /// Variables, sorted by name.
    public var environment: [ComposeVariable] = []
    /// Files of variables, in order.
    public var envFiles: [ComposeEnvFile] = []
    /// Published ports.
    public var ports: [ComposePort] = []
    /// Ports for the other services only, as written.
    public var expose: [Text] = []
    /// Mounts, `tmpfs` among them.
    public var mounts: [ComposeMount] = []
    /// What starts before it, sorted by name.
    public var dependsOn: [ComposeOrder] = []
    /// Networks it is on, sorted.
    public var networks: [ComposeAttachment] = []
    /// `host`, `none`, `service:NAME`, `container:NAME`, ….
    public var networkMode: Text?
    /// `SERVICE[:ALIAS]`.
    public var links: [Text] = []
    /// `CONTAINER[:ALIAS]`.
    public var externalLinks: [Text] = []
    /// `SERVICE[:ro]` or `container:NAME[:ro]`.
    public var volumesFrom: [Text] = []
    /// Names with fixed addresses, `name=address`.
    public var extraHosts: [Text] = []
    /// The health check.
    public var health: ComposeHealth?
    /// Restart policy, as written.
    public var restart: Text?
    /// The restart policy of `deploy`: its condition and how many attempts.
    public var deployRestart: (condition: String, attempts: Int?)?
    /// Labels, sorted by name.
    public var labels: [ComposeVariable] = []
    /// Secrets it is given.
    public var secrets: [ComposeReference] = []
    /// Configs it is given.
    public var configs: [ComposeReference] = []
    /// Profiles, sorted; none for a service that is always there.
    public var profiles: [String] = []
    /// The user it runs as.
    public var user: Text?
    /// The folder it runs in.
    public var workingFolder: Text?
    /// When its image is fetched.
    public var pullPolicy: Text?
    /// How many of it run.
    public var replicas: Int?
    /// Every single value with its path (`environment.PORT`, `labels.a.b`, `command.0`) and place,
    /// for whoever looks for references to other services. Values must not leave the reader.
    public var leaves: [ComposeLeaf] = []

    init(name: String, origin: ComposeOrigin) {
        self.name = name
        self.origin = origin
    }
}

/// A variable or label of a service.
public struct ComposeVariable: Sendable {
    /// The name.
    public let name: String
    /// The value; nil for one that is taken from outside.
    public let value: String?
    /// Where it is set.
    public let origin: ComposeOrigin
    /// The file of variables that sets it; nil where the compose file does.
    public let envFile: PathBytes?
    /// Whether that file is given to other services too.
    public let isShared: Bool
    /// Names of the variables that went into the value.
    public let uses: [String]
    /// Whether variables that are set nowhere should have gone into it: then whoever starts the
    /// project gives it its value.
    public var lacksParts = false
}

/// A file of variables that a service is given.
public struct ComposeEnvFile: Sendable {
    /// Absolute path.
    public let path: PathBytes
    /// Whether compose refuses to start without it.
    public let isRequired: Bool
    /// Names set there, sorted; empty where it could not be read.
    public let names: [String]
    /// Whether other services are given it too.
    public let isShared: Bool
    /// Where it is named.
    public let origin: ComposeOrigin
}

/// A port of a service.
public struct ComposePort: Sendable {
    /// Port inside.
    public let container: Int
    /// Port or range of the host; nil where the engine chooses.
    public let published: String?
    /// Address it is published on; nil for all.
    public let address: String?
    /// `tcp`, `udp` or `sctp`.
    public let protocolName: String
    /// Where.
    public let origin: ComposeOrigin
}

/// A mount of a service.
public struct ComposeMount: Sendable {
    /// `volume`, `bind`, `tmpfs`, `image`, `npipe`, `cluster`.
    public let type: String
    /// Name of a volume or absolute path; nil for an anonymous volume or memory.
    public let source: String?
    /// Where the service sees it.
    public let target: String
    /// Whether it may not write there.
    public let isReadOnly: Bool
    /// Names of the variables that went into it.
    public let uses: [String]
    /// Names of those that are not set; then the source is not what it will be.
    public let missing: [String]
    /// Where.
    public let origin: ComposeOrigin
}

/// That a service starts after another.
public struct ComposeOrder: Sendable {
    /// The other service.
    public let service: String
    /// `service_started`, `service_healthy`, `service_completed_successfully`.
    public let condition: String
    /// Whether it is needed.
    public let isRequired: Bool
    /// Whether it is restarted with the other.
    public let restarts: Bool
    /// Where.
    public let origin: ComposeOrigin
}

/// That a service is on a network.
public struct ComposeAttachment: Sendable {
    /// Key of the network.
    public let network: String
    /// Other names of the service there.
    public let aliases: [String]
    /// Where.
    public let origin: ComposeOrigin
}

/// A secret or config that a service is given.
public struct ComposeReference: Sendable {
    /// Key of the secret or config.
    public let source: String
    /// Where the service sees it.
    public let target: String
    /// Where.
    public let origin: ComposeOrigin
}

/// How a service is asked whether it is well.
public struct ComposeHealth: Sendable {
    /// The test as words, beginning with `CMD` or `CMD-SHELL`; empty where the image's is kept.
    public let test: [String]
    /// Whether it is switched off.
    public let isDisabled: Bool
    /// Seconds between tests.
    public let interval: Int?
    /// Seconds one may take.
    public let timeout: Int?
    /// Failures until unhealthy.
    public let retries: Int?
    /// Seconds of grace at the start.
    public let startPeriod: Int?
    /// Where.
    public let origin: ComposeOrigin
}

/// One value of a service with its path and place.
public struct ComposeLeaf: Sendable {
    /// The path within the service, `.`-joined.
    public let path: String
    /// The value, variables resolved. Must not leave the reader.
    public let value: String
    /// Absolute path of the file that sets it.
    public let file: PathBytes
    /// Line, counted from 1.
    public let line: Int
    /// Whether it comes from a file of variables that several services are given.
    public let isFromSharedEnvFile: Bool
    /// Names of the variables that went into it.
    public let uses: [String]
}
