public import Places
import Synchronization
public import Vocabulary

/// A host that gives no shell and only serves files (`internal-sftp` and its like).
///
/// It tells less than a shell would: no inode, no change time, no fraction of a second, no number
/// of links, nothing that runs. Many requests are under way at a time, so that the time it takes
/// grows with how deep the tree is and how many bytes are read, not with a round trip per file.
public final class FileServerPlace: DistantPlace {
    /// The subsystem's name (draft-ietf-secsh-filexfer-02 section 2).
    static let subsystem = "sftp"

    /// `ssh:` and the destination as it was given.
    public let id: String
    /// The folder in which the login starts.
    public let home: PathBytes
    /// What is worth a line to the person, such as which transport was chosen and why.
    public let remarks: [String]
    let connection: any Connection
    let reachOptions: Reach
    let documents = KeptDocuments()
    let undigested = Atomic<Int>(0)
    private let told: HostFiles

    init(_ opened: Opened, id: String, reach: Reach) throws(PlacesError) {
        self.id = id
        reachOptions = reach
        connection = opened.connection
        remarks = opened.remarks
        let files = try HostFiles.read(through: opened.connection, place: id, reach: reach)
        told = files
        home = files.home
    }

    deinit {
        connection.close()
    }

    /// `ssh`.
    public var reach: String { "ssh" }

    /// Far: what is read is gathered.
    public var isFar: Bool { true }

    /// No.
    public var runsPrograms: Bool { false }

    /// What files of the host say about it.
    public func facts() -> [String: String] { told.facts }

    /// Keyed hash of machine-id(5), as the host's own scan would make it.
    public func machine(key: SecretKey) -> String? {
        guard told.machine.count == 32 else { return nil }
        return String(key.code(told.machine).hexadecimal.prefix(32))
    }

    /// What a file server does not tell as a shell would.
    public var gaps: [Place.Coverage.Gap] {
        let shell = "a login with a shell"
        let why = "the host gives no shell, only a file server (SFTP)"
        let left = undigested.load(ordering: .relaxed)
        let large = Place.Coverage.Gap(
            what: "digests of \(left) files",
            why: "all their bytes would have to travel: at most \(Self.digestLimit >> 20) MiB "
                + "of a file and \(Self.digestBudget >> 30) GiB of a root do", privilege: shell)
        let refused = Place.Coverage.Gap(
            what: "a look by our own probe (--deploy)", why: why, privilege: shell)
        return (left > 0 ? [large] : []) + (reachOptions.probe == nil ? [] : [refused]) + [
            .init(what: "change times, inodes and numbers of links", why: why, privilege: shell),
            .init(
                what: "modification times finer than a second", why: why, privilege: shell),
            .init(
                what: "changes that leave size and modification time as they were",
                why: "no change time is told, so that such a file is not read again",
                privilege: shell),
            .init(
                what: "folders that become links while they are listed",
                why: "a file server follows links in the paths it is given", privilege: shell),
            .init(
                what: "access times may have moved",
                why: "the host's own server reads its files"),
        ]
    }

    /// A small text that passed by during a walk.
    public func atHand(_ path: PathBytes) -> [UInt8]? { documents.text(at: path) }

    /// Keeps a small text, while there is room.
    public func keep(_ bytes: [UInt8], at path: PathBytes) { documents.keep(bytes, at: path) }

    /// Ends the connection.
    public func close() { connection.close() }

    /// Refuses: there is no shell.
    public func run(_ command: Command) throws(PlacesError) -> CommandResult {
        throw .interrupted(place: id, why: "it gives no shell, only a file server")
    }

    /// None: there is no shell.
    public func processes() throws(PlacesError) -> ProcessFiles? { nil }

    /// Does a piece of work; `each` is called after every batch of answers.
    func carry<Errand: FileErrand>(
        _ errand: inout Errand, each: (inout Errand) throws(PlacesError) -> Void = { _ in }
    ) throws(PlacesError) {
        guard !reachOptions.isStopped() else { throw Reach.stopped(id) }
        try Self.carry(
            &errand, through: connection, place: id, patience: reachOptions.idleTimeout,
            each: each)
    }

    static func carry<Errand: FileErrand>(
        _ errand: inout Errand, through connection: any Connection, place: String, patience: Int,
        each: (inout Errand) throws(PlacesError) -> Void = { _ in }
    ) throws(PlacesError) {
        var exchange = FileExchange<Errand.Purpose>(place: place)
        let pace = Pace(patience: patience)
        try connection.converse(with: .subsystem(subsystem), first: exchange.drain(), pace: pace) {
            bytes throws(PlacesError) in
            try exchange.take(bytes) { purpose, answer, exchange throws(PlacesError) in
                pace.gained(records: answer.records, bytes: answer.bytes)
                try errand.take(answer, for: purpose, &exchange)
            }
            if exchange.extensions != nil { try errand.goOn(&exchange) }
            try each(&errand)
            return exchange.isIdle ? .enough : .say(exchange.drain())
        }
    }

    /// Whether bytes are a file server's greeting: a version packet.
    static func isGreeting(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 9 && bytes[0] == 0 && bytes[1] == 0 && bytes[4] == 2
    }

    /// Whether a file server answers on a connection.
    static func answers(
        through connection: any Connection, place: String, patience: Int
    ) -> Bool {
        var said: [UInt8] = []
        do throws(PlacesError) {
            try connection.converse(
                with: .subsystem(subsystem), first: FileRequest.greeting,
                pace: Pace(patience: patience)
            ) { bytes in
                said.append(contentsOf: bytes)
                return isGreeting(said) ? .enough : .say([])
            }
            return true
        } catch {
            return false
        }
    }
}
