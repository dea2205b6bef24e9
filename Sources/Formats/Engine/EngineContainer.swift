/// A container as Docker's or Podman's `inspect` answers it (Docker Engine API v1.41,
/// *Inspect a container*); of its variables only the names are taken.
public struct EngineContainer: Equatable, Sendable {
    /// Something of the place, or of the engine, that the container sees at a path.
    public struct Mount: Equatable, Sendable {
        /// `bind`, `volume`, `tmpfs`, ….
        public let type: String
        /// Name of the volume; nil for a bind.
        public let name: String?
        /// Path on the place.
        public let source: String
        /// Path inside.
        public let destination: String
        /// Whether the container may not write it.
        public let isReadOnly: Bool
    }

    /// A port inside, and where it is published; host and address are nil where it is not.
    public struct Port: Hashable, Sendable {
        /// Port inside.
        public let container: Int
        /// `tcp`, `udp` or `sctp`.
        public let protocolName: String
        /// Port of the host.
        public let host: Int?
        /// Address of the host; nil for all.
        public let address: String?
    }

    /// A network the container is on.
    public struct Network: Equatable, Sendable {
        /// Its name.
        public let name: String
        /// Names the container answers to there, without those made of its id.
        public let aliases: [String]
        /// Addresses it has there, IPv4 and IPv6.
        public let addresses: [String]
    }

    /// How the engine asks whether it is well; times in seconds.
    public struct Health: Equatable, Sendable {
        /// The test, unredacted: it must not leave as it is.
        public let test: [String]
        /// Seconds between tests; nil for the engine's own.
        public let intervalSeconds: Int?
        /// Seconds one test may take.
        public let timeoutSeconds: Int?
        /// Failures until unhealthy.
        public let retries: Int?
        /// Seconds of grace at the start.
        public let startPeriodSeconds: Int?
    }

    /// The full id.
    public let id: String
    /// Its name, without the leading slash.
    public let name: String
    /// The image as it was asked for.
    public let image: String
    /// Id of the image, `sha256:…`.
    public let imageID: String
    /// `created`, `running`, `paused`, `restarting`, `exited`, `dead`.
    public let status: String
    /// The main process on the place; nil where none runs.
    public let process: Int?
    /// `healthy`, `unhealthy`, `starting`; nil without a check.
    public let healthStatus: String?
    /// Labels.
    public let labels: [String: String]
    /// Names of its variables, sorted.
    public let environment: [String]
    /// Those of them that have a value.
    public let filled: Set<String>
    /// Entry point, unredacted.
    public let entrypoint: [String]
    /// Command, unredacted.
    public let command: [String]
    /// Folder it runs in; nil for the image's root.
    public let workingFolder: String?
    /// User it runs as; nil for root.
    public let user: String?
    /// Mounts, by destination.
    public let mounts: [Mount]
    /// Paths of memory, sorted.
    public let memory: [String]
    /// Ports, sorted.
    public let ports: [Port]
    /// Networks, by name.
    public let networks: [Network]
    /// `host`, `none`, `bridge`, `container:ID`, or the name of a network.
    public let networkMode: String
    /// The restart policy: `no`, `always`, `unless-stopped`, `on-failure`, `on-failure:N`.
    public let restart: String
    /// Health check; nil without one.
    public let health: Health?
    /// Whether the engine removes it when it stops.
    public let isRemovedAtStop: Bool
    /// Whether the engine itself says that it only keeps the namespaces of a pod.
    let isMarkedInfra: Bool

    /// Whether it only keeps the namespaces of a pod: Podman's own, no service (podman-pod(1)). The
    /// compatible API does not mark it; it runs nothing but the pause image.
    public var isInfra: Bool {
        let name = image.split(separator: "/").last?.prefix { $0 != ":" } ?? ""
        return isMarkedInfra || name == "podman-pause"
    }

    /// The container whose network namespace it lives in, by id or name; nil for one of its own.
    public var networkOf: String? {
        networkMode.hasPrefix("container:") ? String(networkMode.dropFirst(10)) : nil
    }

    /// Whether a process of it exists.
    public var isRunning: Bool { status == "running" || status == "paused" }

    /// Compose's name of its project; nil where compose did not make it.
    public var composeProject: String? { label("project") }

    /// Compose's name of its service.
    public var composeService: String? { label("service") }

    /// The folder compose was run for.
    public var composeFolder: String? { label("project.working_dir") }

    /// Compose files it was made from, as the label has them: absolute, or from `composeFolder`.
    public var composeFiles: [String] {
        label("project.config_files")?.split(separator: ",").map(String.init) ?? []
    }

    /// Whether `compose run` made it: an occasion, no service.
    public var isOneOff: Bool { label("oneoff")?.lowercased() == "true" }

    /// Docker's compose and podman-compose mark containers alike, but for the first word.
    private func label(_ name: String) -> String? {
        ["com.docker.compose.", "io.podman.compose."].lazy.compactMap { labels[$0 + name] }
            .first { !$0.isEmpty }
    }
}
