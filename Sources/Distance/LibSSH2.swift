import CSSH2
import Glibc
import Places
import Synchronization

/// A connection carried by libssh2: one session, one channel at a time.
final class LibSSH2: Connection {
    private let place: String
    private let session: Mutex<LibrarySession?>
    private let refusesCommands = Atomic<Bool>(false)

    /// Opens a connection and hears the host's greeting.
    static func open(
        _ destination: Destination, place: String, reach: Reach
    ) throws(LibraryFailure) -> Opened {
        let dial = try LibraryDial(destination, place: place, reach: reach)
        let connection = LibSSH2(place, try dial.session())
        do throws(PlacesError) {
            return try connection.greeted(reach)
        } catch {
            throw .refused(error.beforeTheStart)
        }
    }

    private init(_ place: String, _ session: consuming sending LibrarySession) {
        self.place = place
        self.session = Mutex(session)
    }

    /// Hears the greeting of a shell; where there is none, of a file server.
    private func greeted(_ reach: Reach) throws(PlacesError) -> Opened {
        let patience = reach.connectTimeout + 20
        let refusal: PlacesError
        do throws(PlacesError) {
            return Opened(connection: self, greeting: try shell(patience))
        } catch {
            refusal = error
        }
        let isNoShell = if case .unreachable = refusal { true } else { false }
        guard isNoShell || refusesCommands.load(ordering: .relaxed),
            FileServerPlace.answers(through: self, place: place, patience: patience)
        else { throw refusal }
        return Opened(connection: self, greeting: nil)
    }

    private func shell(_ patience: Int) throws(PlacesError) -> Greeting {
        let script = Greeting.script(then: "")
        var frame = Frame(script, place: place)
        var said: [UInt8] = []
        let ended = try run(script, input: [], pace: Pace(patience: patience)) {
            bytes throws(PlacesError) in
            try frame.take(bytes) { said.append(contentsOf: $0) }
        }
        guard frame.isClosed else {
            let words = Ended(status: nil, errors: frame.banner + ended.errors).lines
            let line = words.first { !$0.isEmpty }.map { ": " + $0.prefix(200) } ?? ""
            throw .unreachable(place: place, why: "it gave no shell" + line, hint: nil)
        }
        return try Greeting(said, place: place)
    }

    func run(
        _ script: Script, input: [UInt8], pace: Pace,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended {
        try through(.script(script)) { channel throws(PlacesError) in
            try channel.carry(input, pace: pace, take: take)
        }
    }

    func converse(
        with partner: Partner, first: [UInt8], pace: Pace,
        hear: (UnsafeRawBufferPointer) throws(PlacesError) -> Reply
    ) throws(PlacesError) {
        try through(partner) { channel throws(PlacesError) in
            guard try channel.converse(first, pace: pace, hear: hear) else {
                throw .interrupted(place: place, why: "it ended the talk")
            }
        }
    }

    /// Does something through a channel of its own.
    private func through<Answer: Sendable>(
        _ partner: Partner,
        _ body: (inout LibraryChannel) throws(PlacesError) -> Answer
    ) throws(PlacesError) -> Answer {
        let outcome = session.withLock { session -> Result<Answer, PlacesError> in
            guard let line = session?.line else {
                return .failure(.interrupted(place: place, why: "the connection is closed"))
            }
            return Result { () throws(PlacesError) in
                var channel = try channel(line, partner)
                return try body(&channel)
            }
        }
        return try outcome.get()
    }

    private func channel(
        _ line: LibraryLine, _ partner: Partner
    ) throws(PlacesError) -> LibraryChannel {
        do throws(LibraryChannel.Refused) {
            return try LibraryChannel(line, partner, place: place)
        } catch {
            if error.isCommand { refusesCommands.store(true, ordering: .relaxed) }
            throw .interrupted(place: place, why: error.why)
        }
    }

    func close() {
        session.withLock { $0 = nil }
    }
}
