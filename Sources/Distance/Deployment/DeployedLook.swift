import Glibc
import Places
import Vocabulary

/// The talk with a host that takes the probe: it is given there, and walks one root after another.
struct DeployedLook {
    /// How far the talk is.
    private enum Stage {
        /// The folder is made.
        case making
        /// The probe is on its way.
        case giving
        /// A root is listed.
        case listing
        /// Files of a root are looked at.
        case looking
        /// Nothing more is asked: everything is removed.
        case leaving
        /// Nothing more is said.
        case over
    }

    private let place: RemotePlace
    private let probe: ProbeProgram
    private let mark: String
    private let options: WalkOptions
    private let examiner: (any ContentExaminer)?
    private var waiting: ArraySlice<RootToWalk>
    private var messages = HostMessages()
    private var stage = Stage.making
    private var walk: RootWalk?
    private var reader: LookReader?
    private var entries = 0
    private var out: [UInt8] = []
    /// What became of the roots that are done, in their order.
    private(set) var outcomes: [Result<FileTable, PlacesError>] = []
    /// Why the host does not run the probe, or no longer; nil where it did its work.
    private(set) var refusal: String?
    /// Whether the host said that its folder is gone.
    private(set) var isTidied = false

    init(
        _ place: RemotePlace, _ probe: ProbeProgram, mark: String, _ roots: [RootToWalk],
        options: WalkOptions, examiner: (any ContentExaminer)?
    ) {
        self.place = place
        self.probe = probe
        self.mark = mark
        self.options = options
        self.examiner = examiner
        waiting = roots[...]
    }

    /// Whether nothing more is to be said or heard.
    var isOver: Bool {
        if case .over = stage { true } else { false }
    }

    /// Takes what came.
    mutating func take(_ bytes: ArraySlice<UInt8>, _ pace: Pace) throws(PlacesError) {
        messages.take(bytes)
        while !isOver {
            let message: HostMessages.Message?
            do { message = try messages.next() } catch { throw odd }
            guard let message else { return }
            try hear(message, pace)
        }
    }

    /// What is to be said now.
    mutating func answer() -> [UInt8] {
        defer { out.removeAll() }
        return out
    }

    private mutating func hear(
        _ message: HostMessages.Message, _ pace: Pace
    ) throws(PlacesError) {
        switch (message.letter, stage) {
        case ("n", .making), ("n", .giving): leave(message.text)
        case ("d", .making):
            say(probe.bytes, pace)
            stage = .giving
        case ("r", .giving): try nextRoot(pace)
        case ("w", .listing): try works(message, pace)
        case ("l", .listing): try walk?.enumeration.take(message.bytes, pace)
        case ("f", .listing): try fail(message, pace)
        case ("k", .listing): try listed(pace)
        case ("c", .looking): try read(message.bytes, pace)
        case ("x", .leaving): break
        case ("x", .listing), ("x", .looking):
            leave("it ended in the middle of its work with status \(message.text)")
        case ("g", .leaving), ("s", .leaving):
            isTidied = message.letter == "g"
            stage = .over
        default: throw odd
        }
    }

    private var odd: PlacesError { place.garbled("a message of a probe that is none") }

    private mutating func leave(_ why: String) {
        refusal = why
        stage = .leaving
    }

    private mutating func say(_ bytes: [UInt8], _ pace: Pace) {
        out += bytes
        pace.owes(bytes: bytes.count)
    }

    // MARK: a root

    private mutating func nextRoot(_ pace: Pace) throws(PlacesError) {
        guard let root = waiting.popFirst() else {
            say(HostMessages.message("Q", []), pace)
            stage = .leaving
            return
        }
        walk = RootWalk(
            place, root: root.root, options: options, examiner: examiner, previous: root.previous,
            find: .gnu)
        entries = 0
        stage = .listing
        let crosses = options.crossesMounts ? "1" : "0"
        let ignore = options.ignoreFile?.bytes ?? []
        say(
            HostMessages.message("W", Array(crosses.utf8) + [0] + ignore + [0] + root.root.bytes),
            pace)
    }

    /// It says how many entries it has looked at: more than before, and no more than there may be.
    private mutating func works(
        _ message: HostMessages.Message, _ pace: Pace
    ) throws(PlacesError) {
        guard let count = message.number, count > entries, count <= Enumeration.mostEntries else {
            throw odd
        }
        pace.gained(records: count - entries, bytes: 0)
        entries = count
    }

    private mutating func fail(
        _ message: HostMessages.Message, _ pace: Pace
    ) throws(PlacesError) {
        guard let walk, let number = message.number.flatMap({ Int32(exactly: $0) }) else {
            throw odd
        }
        outcomes.append(
            .failure(.failed(what: "look at", path: walk.root, SystemError(number))))
        try nextRoot(pace)
    }

    private mutating func listed(_ pace: Pace) throws(PlacesError) {
        try walk?.listed(Ended(status: 0, errors: []))
        walk?.contents.readEmpty()
        try look(pace)
    }

    /// Asks for the contents that are needed; goes on to the next root where none are.
    private mutating func look(_ pace: Pace) throws(PlacesError) {
        guard let requests = walk?.contents.nextLook(), !requests.isEmpty, let walk else {
            if let table = try walk?.finished() { outcomes.append(.success(table)) }
            walk = nil
            return try nextRoot(pace)
        }
        let (list, bytes) = walk.contents.list(requests)
        reader = LookReader(requests, mark: mark)
        stage = .looking
        pace.grants(seconds: Int(clamping: bytes / 20_000_000))
        say(HostMessages.message("L", walk.contents.base.bytes + [0] + list), pace)
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>, _ pace: Pace) throws(PlacesError) {
        pace.gained(bytes: bytes.count)
        do throws(LookFault) {
            try reader?.take(bytes) { walk?.contents.take($0, $1) }
        } catch {
            throw place.garbled("contents nobody asked for")
        }
        if reader?.isDone == true { try look(pace) }
    }
}
