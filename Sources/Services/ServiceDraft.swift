public import Vocabulary

/// A service as its definition tells it, before the names in its values have been resolved.
///
/// Readers of compose files, units, schedules and configuration make drafts; the resolver turns
/// the values of `leaves` into dependencies and forgets them. Values never leave this room.
public struct ServiceDraft: Sendable {
    /// A value that may name another service.
    public struct Leaf: Hashable, Sendable {
        /// Where it stands, such as `environment.DATABASE_URL`, `command.2`, `labels.x`.
        public var key: String
        /// The value, after interpolation.
        public var value: String
        /// Absolute path of the file it stands in.
        public var file: PathBytes
        /// Its line, counted from 1.
        public var line: Int
        /// Whether it comes from a file of variables that other services take too.
        public var isShared: Bool

        /// A value.
        public init(key: String, value: String, file: PathBytes, line: Int, isShared: Bool = false)
        {
            self.key = key
            self.value = value
            self.file = file
            self.line = line
            self.isShared = isShared
        }
    }

    /// A command line of its definition, and where it stands.
    struct CommandUse: Sendable {
        let line: CommandLine
        let file: PathBytes
        let number: Int
        let folder: String?
    }

    /// Command lines it runs.
    var commands: [CommandUse] = []
    /// The service, without the dependencies its values imply.
    public var service: Service
    /// Its values.
    public var leaves: [Leaf] = []
    /// The stores it defines.
    public var stores: [Store] = []
    /// Dependencies its definition declares, by id.
    public var dependencies: [Dependency] = []
    /// Paths its definition names.
    public var mentions: [Mention] = []
    /// Names it answers to on its networks: its own, container name, aliases, host name.
    public var names: Set<String> = []
    /// Networks it is on, unique across projects: `host` for the place's own, else such as
    /// `moto_default` or the real name of an external one.
    public var networks: Set<String> = []
    /// Id of the service whose network namespace it lives in.
    public var sharesNamespaceWith: String?
    /// Ports it listens on inside its namespace, as far as its definition or playbook tells.
    public var listens: Set<Int> = []
    /// Configuration files that belong to it: mounted, passed by flag, or beside its program.
    public var configuration: [PathBytes] = []
    /// Paths inside the service by path on the place, for the files and folders it mounts.
    public var mountedAt: [(source: PathBytes, at: String)] = []

    /// The image that its own image starts from, where it is built here.
    var baseImage: String?
    /// Whether it is a unit that runs to its end, such as one that brings a project up at boot: it
    /// then belongs to the supervisors of what it starts, and none of them waits for it.
    var startsOnce = false

    /// A draft with no values yet; it answers to its own name.
    public init(_ service: Service) {
        self.service = service
        names = [service.name]
    }
}
