public import Vocabulary

/// What a walk may do and must leave alone.
public struct WalkOptions: Sendable {
    /// Whether folders on other mounts are entered.
    public var crossesMounts = false
    /// What to leave out; each line in the form of an ignore file.
    public var excludes = IgnorePatterns()
    /// The name of the file at the root whose lines leave out more; nil for none.
    public var ignoreFile: PathBytes? = ".bedplateignore"
    /// Whether file contents are read and digested at all.
    public var readsContent = true
    /// Files above this many bytes are not read; nil for no limit.
    public var readLimit: UInt64?
    /// Whether everything is read again, unchanged or not.
    public var isParanoid = false
    /// Absolute paths of our own history and its companions: never opened.
    public var ownHistory: [PathBytes] = []
    /// Told by whichever thread read a folder how many entries it has; nil where nobody watches.
    public var onFolder: (@Sendable (Int) -> Void)?
    /// Asked before each folder and each piece of a file: once it says yes, nothing more is looked
    /// at. Nil where nobody can stop the walk.
    public var isStopped: (@Sendable () -> Bool)?
    /// How many threads; nil for one per processor, at most eight.
    public var lanes: Int?

    /// The defaults.
    public init() {}

    /// The history file and what SQLite keeps beside it (sqlite.org/tempfiles.html).
    public static func companions(ofHistory path: PathBytes) -> [PathBytes] {
        ["", "-wal", "-shm", "-journal"].map { PathBytes(bytes: path.bytes + Array($0.utf8)) }
    }
}
