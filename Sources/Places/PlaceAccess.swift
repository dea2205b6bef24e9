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

    /// The content of a regular file below a root, no link followed on the way.
    ///
    /// - Parameters:
    ///   - path: below the root; empty for a root that is a file.
    ///   - limit: the most bytes taken; a larger file is refused.
    func read(_ path: PathBytes, below root: PathBytes, limit: Int) throws(PlacesError) -> [UInt8]

    /// The first bytes of a regular file below a root, at most `count`, no link followed.
    func head(of path: PathBytes, below root: PathBytes, count: Int) throws(PlacesError) -> [UInt8]

    /// Runs a program and waits for it.
    func run(_ command: Command) throws(PlacesError) -> CommandResult

    /// Every process that can be seen, with its open files and network namespaces; nil where this
    /// kind of place cannot tell.
    func processes() throws(PlacesError) -> ProcessFiles?
}

extension PlaceAccess {
    /// What a shell of the place tells; nil where it has none that can.
    public func processes() throws(PlacesError) -> ProcessFiles? {
        let result = try run(Command(ProcessScript.command))
        guard result.isSuccess, !result.isCut else { return nil }
        let files = ProcessScript.read(result.output)
        return files.processes.isEmpty ? nil : files
    }

    /// The place as an inventory has it, its coverage still empty.
    public func described(key: SecretKey?) -> Place {
        Place(id: id, reach: reach, machine: key.flatMap(machine), facts: facts())
    }
}
