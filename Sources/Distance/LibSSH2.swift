import CSSH2
import Glibc
import Places
import Synchronization

/// A connection carried by libssh2: one session, one channel at a time.
final class LibSSH2: Connection {
    private let place: String
    private let session: Mutex<LibrarySession?>

    /// Opens a connection and hears the host's greeting.
    static func open(
        _ destination: Destination, place: String, reach: Reach
    ) throws(LibraryFailure) -> (connection: LibSSH2, greeting: Greeting) {
        let dial = try LibraryDial(destination, place: place, reach: reach)
        let connection = LibSSH2(place, try dial.session())
        let script = Greeting.script(then: "")
        var frame = Frame(script, place: place)
        var said: [UInt8] = []
        do throws(PlacesError) {
            let ended = try connection.run(script, input: [], idle: reach.connectTimeout + 10) {
                bytes throws(PlacesError) in
                try frame.take(bytes) { said.append(contentsOf: $0) }
            }
            guard frame.isClosed else {
                let words = Ended(status: nil, errors: frame.banner + ended.errors).lines
                let line = words.first { !$0.isEmpty }.map { ": " + $0.prefix(200) } ?? ""
                throw PlacesError.unreachable(
                    place: place, why: "it gave no shell" + line, hint: nil)
            }
            return (connection, try Greeting(said, place: place))
        } catch {
            throw .refused(error.beforeTheStart)
        }
    }

    private init(_ place: String, _ session: consuming sending LibrarySession) {
        self.place = place
        self.session = Mutex(session)
    }

    func run(
        _ script: Script, input: [UInt8], idle: Int,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended {
        let line = script.line
        let outcome = session.withLock { session -> Result<Ended, PlacesError> in
            guard let through = session?.line else {
                return .failure(.interrupted(place: place, why: "the connection is closed"))
            }
            return Result { () throws(PlacesError) in
                var channel = try LibraryChannel(through, line, place: place)
                return try channel.carry(input, idle: idle, take: take)
            }
        }
        return try outcome.get()
    }

    func close() {
        session.withLock { $0 = nil }
    }
}
