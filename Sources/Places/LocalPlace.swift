import CLinux
import Glibc
public import Vocabulary

/// This machine.
public struct LocalPlace: PlaceAccess {
    /// Asked while a program runs: once it says yes, the program is killed.
    private let isStopped: (@Sendable () -> Bool)?

    /// This machine.
    ///
    /// - Parameter isStopped: whether whoever looks was told to end; no program is waited for then.
    ///   Nil where programs run to their end.
    public init(isStopped: (@Sendable () -> Bool)? = nil) {
        self.isStopped = isStopped
    }

    /// `local`.
    public var id: String { Identifiers.local }

    /// `local`.
    public var reach: String { "local" }

    /// Walks everything below a root with this machine's own calls.
    public func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)? = nil,
        previous: FileTable? = nil
    ) throws(PlacesError) -> FileTable {
        try LocalWalk.table(
            place: id, root: root, options: options, examiner: examiner, previous: previous)
    }

    /// The content of a regular file below a root, no link followed below the root.
    public func read(
        _ path: PathBytes, below root: PathBytes, limit: Int
    ) throws(PlacesError) -> [UInt8] {
        let file = try Content.open(path, below: root)
        return try Content.bytes(of: file, path.isEmpty ? root : path, limit: limit)
    }

    /// The first bytes of a regular file below a root, no link followed below the root.
    public func head(
        of path: PathBytes, below root: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        let file = try Content.open(path, below: root)
        return try Content.head(of: file, path.isEmpty ? root : path, count: count)
    }

    /// The record of a regular file below a root, with its digest, however large it is.
    public func digest(
        _ path: PathBytes, below root: PathBytes
    ) throws(PlacesError) -> FileRecord {
        let file = try Content.open(path, below: root)
        var reader = ContentReader(nil)
        do {
            var record = FileRecord(try file.status())
            try reader.read(file, into: &record, name: "")
            return record
        } catch {
            throw .failed(what: "read", path: path, error)
        }
    }

    /// Runs a program of this machine.
    public func run(_ command: Command) throws(PlacesError) -> CommandResult {
        guard let isStopped else { return try Child.run(command) }
        guard !isStopped() else { throw .stopped(id) }
        let result = try Child.run(command, isStopped: isStopped)
        guard !isStopped() else { throw .stopped(id) }
        return result
    }
}
