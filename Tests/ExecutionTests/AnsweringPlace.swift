import Places
import Synchronization
import Vocabulary

/// This machine, but for the programs that something else answers for.
final class AnsweringPlace: PlaceAccess {
    let id = "local"
    let reach = "local"
    private let here = LocalPlace()
    private let answer: @Sendable (Command) throws(PlacesError) -> CommandResult?

    /// - Parameter answer: what a program would have ended with; nil where it is run here.
    init(_ answer: @escaping @Sendable (Command) throws(PlacesError) -> CommandResult?) {
        self.answer = answer
    }

    /// A place that does not answer from the program with that number on.
    static func faulty(after programs: Int) -> AnsweringPlace {
        let left = Counter(programs)
        return AnsweringPlace { (_) throws(PlacesError) in
            guard left.takesOne() else {
                throw .interrupted(place: "local", why: "the connection dropped")
            }
            return nil
        }
    }

    func run(_ command: Command) throws(PlacesError) -> CommandResult {
        if let answered = try answer(command) { return answered }
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

/// So many, and no more.
private final class Counter: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) {
        left = Mutex(count)
    }

    func takesOne() -> Bool {
        left.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}
