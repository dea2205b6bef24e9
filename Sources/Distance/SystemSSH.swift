import Formats
import Places
import Synchronization
import Vocabulary

/// The system's `ssh` with one control connection of our own that everything runs over.
///
/// The first session of the control connection says who the host is and then waits for the end of
/// our input: when this process goes, however it goes, the connection goes too.
final class SystemSSH: Connection {
    private let place: String
    private let folder: PrivateFolder
    private let master: Mutex<StreamedChild?>
    private var socket: String { folder.path + "/s" }

    /// Opens a connection; what the host said about itself comes with it.
    static func open(
        _ destination: Destination, place: String, reach: Reach
    ) throws(PlacesError) -> (connection: SystemSSH, greeting: Greeting) {
        let folder = try PrivateFolder()
        let words = Invocation(destination, reach: reach)
        let script = Greeting.script(then: "exec cat >/dev/null <&3")
        var child = try StreamedChild(
            ["sh", "-c", Self.tidy, "sh", folder.path] + words.master(socket: folder.path + "/s")
                + [script.line])
        var frame = Frame(script, place: place)
        var said: [UInt8] = []
        let outcome: StreamedChild.Outcome
        do throws(PlacesError) {
            outcome = try child.carry(
                [], thenClose: false, idle: (words.timeout + 10) * 1000
            ) { bytes throws(PlacesError) in
                try frame.take(bytes) { said.append(contentsOf: $0) }
                return !frame.isClosed
            }
        } catch {
            throw error.beforeTheStart
        }
        guard case .enough = outcome else {
            let refusal = Refusal(
                errors: child.errors, said: frame.banner, words: words, place: place,
                isSilent: outcome == .idle)
            throw refusal.error
        }
        let greeting = try Greeting(said, place: place)
        return (SystemSSH(place, folder, child), greeting)
    }

    /// Runs a program and removes the folder when it has ended, even where nobody else is left to.
    private static let tidy = #"f=$1; shift; "$@"; s=$?; rm -f "$f/s"; rmdir "$f"; exit $s"#

    private init(_ place: String, _ folder: PrivateFolder, _ child: consuming StreamedChild) {
        self.place = place
        self.folder = folder
        master = Mutex(child)
    }

    deinit {
        close()
    }

    func run(
        _ script: Script, input: [UInt8], idle: Int,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended {
        var child = try StreamedChild(Invocation.session(socket: socket) + [script.line])
        let outcome = try child.carry(input, thenClose: true, idle: idle * 1000) {
            bytes throws(PlacesError) in
            try take(bytes)
            return true
        }
        guard case .ended = outcome else {
            throw .interrupted(place: place, why: "it was silent for \(idle) seconds")
        }
        return Ended(status: child.status(patience: 2000), errors: child.errors)
    }

    func close() {
        master.withLock { master in
            guard var child = master.take() else { return }
            child.closeInput()
            _ = child.status(patience: 1000)
        }
    }
}

extension PlacesError {
    /// The same reason, where nothing had come of the place yet.
    var beforeTheStart: PlacesError {
        guard case .interrupted(let place, let why) = self else { return self }
        return .unreachable(
            place: place, why: why, hint: "see what the shell's start files print there")
    }
}
