public import Vocabulary

/// The one seam for "where": a place offers facts, walk, read and run.
///
/// Every collector is written once against it. Calls block; callers keep them off the
/// cooperative pool.
public protocol PlaceAccess: Sendable {
    /// Id of the place: `local`, `ssh:ALIAS`, PLACE`/in/`CONTAINER.
    var id: String { get }

    /// `local`, `ssh` or `container`.
    var reach: String { get }

    /// What the place says about itself: `os`, `architecture`, `hostname`, `kernel`, ….
    func facts() -> [String: String]

    /// Keyed hash of what makes the machine one machine however it is reached; nil without.
    func machine(key: SecretKey) -> String?

    /// Walks everything below a root, absolute on the place, and digests what it may.
    ///
    /// - Parameter previous: the table of an earlier walk of the same root, whose digests and
    ///   findings stand for files that did not change since.
    func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable

    /// Walks several roots, one after the other; what became of each, in their order.
    ///
    /// A place far away may do so in one go.
    func walk(
        _ roots: [RootToWalk], options: WalkOptions, examiner: (any ContentExaminer)?
    ) -> [Result<FileTable, PlacesError>]

    /// The content of a regular file below a root, no link followed on the way.
    ///
    /// - Parameters:
    ///   - path: below the root; empty for a root that is a file.
    ///   - limit: the most bytes taken; a larger file is refused.
    func read(_ path: PathBytes, below root: PathBytes, limit: Int) throws(PlacesError) -> [UInt8]

    /// The first bytes of a regular file below a root, at most `count`, no link followed.
    func head(of path: PathBytes, below root: PathBytes, count: Int) throws(PlacesError) -> [UInt8]

    /// Those of the paths, absolute on the place, at which a folder is; nil where the place cannot
    /// tell that without its programs.
    func folders(among paths: [PathBytes]) -> [PathBytes]?

    /// Whether programs can be run there at all.
    var runsPrograms: Bool { get }

    /// Runs a program and waits for it.
    func run(_ command: Command) throws(PlacesError) -> CommandResult

    /// Every process that can be seen, with its open files and network namespaces; nil where this
    /// kind of place cannot tell.
    func processes() throws(PlacesError) -> ProcessFiles?

    /// What this place cannot tell as finely as others, for its coverage.
    var gaps: [Place.Coverage.Gap] { get }

    /// The contents of several files at once, by absolute path; what cannot be read is missing.
    ///
    /// A place far away answers in a number of round trips that does not grow with the files.
    func read(_ wanted: [Wanted], limit: Int) -> [PathBytes: [UInt8]]

    /// The first bytes of several files at once, by absolute path; what cannot be read is missing.
    func heads(of wanted: [Wanted], count: Int) -> [PathBytes: [UInt8]]

    /// Whether reading one file costs a round trip, so that wishes are better gathered.
    var isFar: Bool { get }

    /// The content of a file at an absolute path, where a walk kept it: costs nothing.
    func atHand(_ path: PathBytes) -> [UInt8]?
}

/// A root that is to be walked.
public struct RootToWalk: Sendable {
    /// Absolute on the place.
    public let root: PathBytes
    /// The table of an earlier walk of it, whose digests and findings stand for files that did not
    /// change since; nil for none.
    public let previous: FileTable?

    /// A root, and what is known of it.
    public init(root: PathBytes, previous: FileTable?) {
        self.root = root
        self.previous = previous
    }
}

/// A file that somebody wants to read.
public struct Wanted: Hashable, Sendable {
    /// Below the root; empty for a root that is a file.
    public let path: PathBytes
    /// The root, absolute on the place.
    public let root: PathBytes

    /// A file below a root.
    public init(_ path: PathBytes, below root: PathBytes) {
        self.path = path
        self.root = root
    }

    /// The absolute path.
    public var absolute: PathBytes { root.appending(path) }
}

extension PlaceAccess {
    /// One root after another.
    public func walk(
        _ roots: [RootToWalk], options: WalkOptions, examiner: (any ContentExaminer)?
    ) -> [Result<FileTable, PlacesError>] {
        roots.map { root in
            Result { () throws(PlacesError) in
                try walk(
                    root.root, options: options, examiner: examiner, previous: root.previous)
            }
        }
    }

    /// What a shell of the place tells; nil where it has none that can.
    public func processes() throws(PlacesError) -> ProcessFiles? {
        let result = try run(Command(ProcessScript.command))
        guard result.isSuccess, !result.isCut else { return nil }
        let files = ProcessScript.read(result.output)
        return files.processes.isEmpty ? nil : files
    }

    /// Not told.
    public func folders(among paths: [PathBytes]) -> [PathBytes]? { nil }

    /// Nothing.
    public var gaps: [Place.Coverage.Gap] { [] }

    /// Yes.
    public var runsPrograms: Bool { true }

    /// Near.
    public var isFar: Bool { false }

    /// Nothing is kept.
    public func atHand(_ path: PathBytes) -> [UInt8]? { nil }

    /// One file after another.
    public func heads(of wanted: [Wanted], count: Int) -> [PathBytes: [UInt8]] {
        var found: [PathBytes: [UInt8]] = [:]
        for file in wanted {
            found[file.absolute] = try? head(of: file.path, below: file.root, count: count)
        }
        return found
    }

    /// One file after another.
    public func read(_ wanted: [Wanted], limit: Int) -> [PathBytes: [UInt8]] {
        var found: [PathBytes: [UInt8]] = [:]
        for file in wanted {
            found[file.absolute] = try? read(file.path, below: file.root, limit: limit)
        }
        return found
    }

    /// The place as an inventory has it, its coverage still empty.
    public func described(key: SecretKey?) -> Place {
        Place(id: id, reach: reach, machine: key.flatMap(machine), facts: facts())
    }
}
