/// Data that a service owns.
public struct Store: Hashable, Sendable, JSONWritable {
    /// What holds the data.
    public enum Kind: String, Sendable, CaseIterable {
        /// A named volume.
        case volume
        /// A path of the host.
        case bind
        /// A volume without a name: gone with its container.
        case anonymous
        /// The writable layer of a container: gone with it.
        case layer
        /// Memory: gone at the next stop.
        case tmpfs
        /// A file or file tree.
        case file
        /// A database within a file, a volume or a server.
        case database
    }

    /// The id, made by `Identifiers.store`.
    public var id: String
    /// What holds it.
    public var kind: Kind
    /// Absolute path on the place, where it has one.
    public var path: PathBytes?
    /// `postgresql`, `redis`, `sqlite`, `qdrant`, …; nil for a plain tree.
    public var engine: String?
    /// The engine's version, as far as it is known.
    public var version: String?
    /// Bytes, where they were counted.
    public var bytes: UInt64?
    /// What its loss would break.
    public var itemClass: ItemClass
    /// Id of the store that holds this one.
    public var within: String?
    /// Ids of the items that unlock it.
    public var keystones: [String] = []
    /// Why, sorted.
    public var evidence: [Evidence] = []

    /// A store of that place, kind and name.
    public init(place: String, kind: Kind, name: String, itemClass: ItemClass) {
        id = Identifiers.store(place: place, kind: kind, name: name)
        self.kind = kind
        self.itemClass = itemClass
    }

    /// The last segment of the id, unescaped.
    public var name: String { Identifiers.name(of: id) }

    /// Writes the contract's store.
    public func write(to out: inout JSONWriter) {
        out.object { out in
            out.field("id", id)
            out.field("kind", kind.rawValue)
            out.field("path", path: path)
            out.field("engine", engine)
            out.field("version", version)
            out.field("bytes", bytes)
            out.field("class", itemClass.rawValue)
            out.field("within", within)
            out.field("keystones", keystones)
            out.list("evidence", evidence)
        }
    }

    /// Reads the contract's store; nil when its id or kind is missing.
    public init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let kind = json["kind"]?.string.flatMap(Kind.init) else {
            return nil
        }
        self.id = id
        self.kind = kind
        itemClass = json["class"]?.string.flatMap(ItemClass.init) ?? .unknown
        path = PathBytes(json, "path")
        engine = json["engine"]?.string
        version = json["version"]?.string
        bytes = json["bytes"]?.integer.map { UInt64(clamping: $0) }
        within = json["within"]?.string
        keystones = json["keystones"]?.strings ?? []
        evidence = json["evidence"]?.elements.compactMap(Evidence.init) ?? []
    }
}
