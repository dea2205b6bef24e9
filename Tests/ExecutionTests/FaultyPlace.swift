import Places
import Synchronization
import Vocabulary

/// This machine, until the program with that number: from then on it does not answer.
final class FaultyPlace: PlaceAccess {
    let id = "local"
    let reach = "local"
    private let here = LocalPlace()
    private let left: Mutex<Int>

    init(after programs: Int) {
        left = Mutex(programs)
    }

    func run(_ command: Command) throws(PlacesError) -> CommandResult {
        let answers = left.withLock { left in
            left -= 1
            return left >= 0
        }
        guard answers else { throw .interrupted(place: id, why: "the connection dropped") }
        return try here.run(command)
    }

    func facts() -> [String: String] { here.facts() }
    func machine(key: SecretKey) -> String? { here.machine(key: key) }

    func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        try here.walk(root, options: options, examiner: examiner, previous: previous)
    }

    func read(_ path: PathBytes, below root: PathBytes, limit: Int) throws(PlacesError) -> [UInt8] {
        try here.read(path, below: root, limit: limit)
    }

    func head(of path: PathBytes, below root: PathBytes, count: Int) throws(PlacesError) -> [UInt8]
    {
        try here.head(of: path, below: root, count: count)
    }
}
