public import Places
import Synchronization
public import Vocabulary

/// A host reached over SSH.
///
/// Whatever is asked costs a number of round trips that grows with roots and not with files:
/// lists go there on standard input, answers come back as one stream.
public final class RemotePlace: DistantPlace {
    /// `ssh:` and the destination as it was given.
    public let id: String
    /// The home folder of the login.
    public let home: PathBytes
    /// What is worth a line to the person, such as which transport was chosen and why.
    public let remarks: [String]
    let connection: any Connection
    let greeting: Greeting
    let reachOptions: Reach
    let documents = KeptDocuments()
    let deployment = Mutex(Deployment())
    let grace: Grace
    private let asked = Atomic<Int>(1)
    private let received = Atomic<Int>(0)

    /// Opens a connection; throws `unreachable` with the reason where that fails, and where the
    /// host gives no shell.
    public convenience init(_ destination: Destination, reach: Reach) throws(PlacesError) {
        let id = "ssh:" + destination.text
        let grace = Grace()
        let reach = reach.granting(grace)
        let opened = try Opening.open(destination, place: id, reach: reach)
        guard let greeting = opened.greeting else {
            throw .unreachable(
                place: id, why: "it gives no shell, only a file server (SFTP)", hint: nil)
        }
        self.init(opened, greeting, id: id, reach: reach, grace: grace)
    }

    init(_ opened: Opened, _ greeting: Greeting, id: String, reach: Reach, grace: Grace) {
        self.grace = grace
        self.id = id
        self.greeting = greeting
        reachOptions = reach
        connection = opened.connection
        remarks = opened.remarks
        home = greeting.home
    }

    deinit {
        connection.close()
    }

    /// `ssh`.
    public var reach: String { "ssh" }

    /// Far: what is read is gathered.
    public var isFar: Bool { true }

    /// How many times something was asked and an answer awaited, the greeting included.
    public var roundTrips: Int { asked.load(ordering: .relaxed) }

    /// Bytes that came, marks included.
    public var bytesReceived: Int { received.load(ordering: .relaxed) }

    /// What the host told when the connection opened.
    ///
    /// `probe` tells that ours was put there for a while.
    public func facts() -> [String: String] {
        var facts = greeting.facts
        let deployment = deployment.withLock { $0 }
        if deployment.didRun {
            let end = deployment.remains == nil ? "removed" : "perhaps not removed"
            facts["probe"] = "put there to look, run, and \(end)"
        }
        return facts
    }

    /// Keyed hash of machine-id(5), as the host's own scan would make it.
    public func machine(key: SecretKey) -> String? {
        guard greeting.machine.count == 32 else { return nil }
        return String(key.code(greeting.machine).hexadecimal.prefix(32))
    }

    /// What the host's tools cannot tell as finely as ours.
    public var gaps: [Place.Coverage.Gap] {
        let deployment = deployment.withLock { $0 }
        var gaps: [Place.Coverage.Gap] = []
        if let refusal = deployment.refusal {
            gaps.append(.init(what: "a look by our own probe (--deploy)", why: refusal))
        }
        if let remains = deployment.remains {
            gaps.append(
                .init(
                    what: "whether our probe's folder is gone: \(remains)",
                    why: "the host did not say so before the talk with it ended"))
        }
        if greeting.find == .small, !deployment.didRun || deployment.refusal != nil {
            gaps.append(
                .init(
                    what: "modification times finer than a second",
                    why: "find there has no -printf"))
        }
        gaps.append(
            .init(
                what: "access times may have moved",
                why: "the host's own tools read its files"))
        return gaps
    }

    /// A small text that passed by during a walk.
    public func atHand(_ path: PathBytes) -> [UInt8]? { documents.text(at: path) }

    /// Keeps a small text, while there is room.
    public func keep(_ bytes: [UInt8], at path: PathBytes) { documents.keep(bytes, at: path) }

    /// Ends the connection.
    public func close() { connection.close() }

    /// One more question was asked.
    func countTrip() { asked.add(1, ordering: .relaxed) }

    /// So many more bytes came.
    func count(_ bytes: Int) { received.add(bytes, ordering: .relaxed) }

    /// Runs a text there and hands on what it prints, piece by piece; whoever takes it says to the
    /// pace how much of it was asked for.
    @discardableResult
    func ask(
        _ script: Script, input: [UInt8] = [], patience: Int? = nil,
        _ take: (ArraySlice<UInt8>, Pace) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended {
        guard !reachOptions.isStopped() else { throw Reach.stopped(id) }
        countTrip()
        var frame = Frame(script, place: id)
        let pace = Pace(patience: patience ?? reachOptions.idleTimeout)
        var ended = try connection.run(script, input: input, pace: pace) {
            bytes throws(PlacesError) in
            count(bytes.count)
            try frame.take(bytes) { bytes throws(PlacesError) in try take(bytes, pace) }
        }
        guard let status = frame.status else {
            let last = ended.lines.last { !$0.isEmpty }
            throw .interrupted(
                place: id,
                why: "the answer was cut" + (last.map { ": " + $0.prefix(200) } ?? ""))
        }
        ended.status = status
        return ended
    }

    /// The error of an answer that is none.
    func garbled(_ what: String) -> PlacesError {
        .interrupted(place: id, why: "it said what nobody asked for: \(what)")
    }
}
