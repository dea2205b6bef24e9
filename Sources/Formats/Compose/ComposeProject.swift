public import Vocabulary

/// A compose project as compose itself would resolve it, each part with its place.
///
/// It holds values and must not leave the reader: only names and places may (contract, *Secrets*).
public struct ComposeProject: Sendable {
    /// What it is called.
    public var name: String
    /// The folder its relative paths start from, absolute.
    public let folder: PathBytes
    /// The files laid over each other, in order.
    public let files: [PathBytes]
    /// Every file read for it, with those included, extended and the `.env`, sorted.
    public var read: [PathBytes] = []
    /// Services in the order they first stood.
    public var services: [ComposeService] = []
    /// Volumes by the key the services use.
    public var volumes: [ComposeResource] = []
    /// Networks likewise.
    public var networks: [ComposeResource] = []
    /// Secrets likewise.
    public var secrets: [ComposeResource] = []
    /// Configs likewise.
    public var configs: [ComposeResource] = []
    /// Names set in the project's `.env`, sorted.
    public var variables: [String] = []
    /// What was wrong, in the order it was met; the rest was read all the same.
    public var problems: [ComposeProblem] = []

    /// A project of those files.
    init(name: String, folder: PathBytes, files: [PathBytes]) {
        self.name = name
        self.folder = folder
        self.files = files
    }

    /// The service of that name.
    public func service(_ name: String) -> ComposeService? {
        services.first { $0.name == name }
    }
}

/// A volume, network, secret or config of the project.
public struct ComposeResource: Sendable {
    /// The key that services use.
    public let key: String
    /// Its name in the engine, the project's prefix included.
    public let name: String
    /// Whether it is made elsewhere.
    public let isExternal: Bool
    /// The driver, where one is named.
    public let driver: String?
    /// The host's path behind it: a secret's or config's file, a bind made through driver options.
    public let path: PathBytes?
    /// The variable that a secret or config comes from.
    public let variable: String?
    /// Whether its content stands in the compose file itself.
    public let isInline: Bool
    /// Where.
    public let origin: ComposeOrigin
}
