import CLinux
import Glibc
public import Vocabulary

/// This machine.
public struct LocalPlace: PlaceAccess {
    /// This machine.
    public init() {}

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
        let text = root.bytes.map { CChar(bitPattern: $0) } + [0]
        let flags = path.isEmpty ? O_RDONLY | O_NONBLOCK | O_NOCTTY : Int32(linux_path_only)
        let number = linux_open(text, flags)
        guard number >= 0 else { throw .failed(what: "open", path: root, .last) }
        let folder = Descriptor(owning: number)
        guard path.isEmpty else {
            return try Content.read(path, below: folder.number, limit: limit)
        }
        return try Content.bytes(of: folder, root, limit: limit)
    }

    /// Runs a program of this machine.
    public func run(_ command: Command) throws(PlacesError) -> CommandResult {
        try Child.run(command)
    }
}
