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
    private let isStopped: @Sendable () -> Bool
    private let master: Mutex<StreamedChild?>
    private var socket: String { folder.path + "/s" }

    /// Opens a connection; what the host said about itself comes with it. Where no key of ours is
    /// accepted and a person is there, `ssh` may ask them.
    static func open(
        _ destination: Destination, place: String, reach: Reach
    ) throws(PlacesError) -> Opened {
        switch try attempt(Invocation(destination, reach: reach), place, reach) {
        case .opened(let opened): return opened
        case .refused(let refusal):
            guard refusal.isDenied, reach.asksPerson, TerminalQuestion.isPossible else {
                throw refusal.error
            }
            let asking = Invocation(destination, reach: reach, asksPerson: true)
            return try TerminalQuestion.exclusively { () throws(PlacesError) in
                switch try attempt(asking, place, reach) {
                case .opened(let opened): opened
                case .refused(let refusal): throw refusal.error
                }
            }
        }
    }

    private enum Attempt {
        case opened(Opened)
        case refused(Refusal)
    }

    private static func attempt(
        _ words: Invocation, _ place: String, _ reach: Reach
    ) throws(PlacesError) -> Attempt {
        let folder = try PrivateFolder()
        let script = Greeting.script(then: "exec cat >/dev/null <&3")
        var child = try StreamedChild(
            tidied(folder, words, [script.line]), asksPerson: words.asksPerson)
        var frame = Frame(script, place: place)
        var said: [UInt8] = []
        let outcome: StreamedChild.Outcome
        let pace = Pace(patience: words.patience)
        do throws(PlacesError) {
            outcome = try child.carry(
                [], thenClose: false, isStopped: { reach.isStopped() || pace.isOver }
            ) { bytes throws(PlacesError) in
                try frame.take(bytes) { said.append(contentsOf: $0) }
                return !frame.isClosed
            }
        } catch {
            throw error.beforeTheStart
        }
        if case .enough = outcome {
            let greeting = try Greeting(said, place: place)
            let connection = SystemSSH(place, folder, child, reach)
            return .opened(Opened(connection: connection, greeting: greeting))
        }
        guard !reach.isStopped() else { throw Reach.stopped(place) }
        // 255 is ssh's own failure (EXIT STATUS of ssh(1)); anything else came from there.
        if case .ended = outcome, let status = child.status(patience: 1000), status != 255,
            let connection = try files(words, place, reach)
        {
            return .opened(Opened(connection: connection, greeting: nil))
        }
        return .refused(
            Refusal(
                errors: child.errors, said: frame.banner, words: words, place: place,
                isSilent: outcome == .stopped))
    }

    /// The control connection held by a file server; nil where there is none.
    private static func files(
        _ words: Invocation, _ place: String, _ reach: Reach
    ) throws(PlacesError) -> SystemSSH? {
        let folder = try PrivateFolder()
        var child = try StreamedChild(
            tidied(folder, words, ["-s", FileServerPlace.subsystem]), asksPerson: words.asksPerson)
        var said: [UInt8] = []
        let pace = Pace(patience: words.patience)
        let outcome = try child.converse(
            FileRequest.greeting, isStopped: { reach.isStopped() || pace.isOver }
        ) { bytes in
            said.append(contentsOf: bytes)
            return FileServerPlace.isGreeting(said) ? nil : []
        }
        guard case .enough = outcome else { return nil }
        return SystemSSH(place, folder, child, reach)
    }

    private static func tidied(
        _ folder: PrivateFolder, _ words: Invocation, _ command: [String]
    ) -> [String] {
        ["sh", "-c", tidy, "sh", folder.path]
            + words.master(socket: folder.path + "/s", command)
    }

    /// Runs a program and removes the folder when it has ended, even where nobody else is left to.
    private static let tidy = #"f=$1; shift; "$@"; s=$?; rm -f "$f/s"; rmdir "$f"; exit $s"#

    private init(
        _ place: String, _ folder: PrivateFolder, _ child: consuming StreamedChild, _ reach: Reach
    ) {
        self.place = place
        isStopped = reach.isStopped
        self.folder = folder
        master = Mutex(child)
    }

    deinit {
        close()
    }

    func run(
        _ script: Script, input: [UInt8], pace: Pace,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended {
        var child = try StreamedChild(Invocation.session(socket: socket, [script.line]))
        pace.owes(bytes: input.count)
        let outcome = try child.carry(
            input, thenClose: true, isStopped: { isStopped() || pace.isOver },
            gave: { pace.gave(bytes: $0) }
        ) { bytes throws(PlacesError) in
            pace.heard()
            try take(bytes)
            return true
        }
        guard case .ended = outcome else { throw silence(pace) }
        return Ended(status: child.status(patience: 2000), errors: child.errors)
    }

    func converse(
        with partner: Partner, first: [UInt8], pace: Pace,
        hear: (UnsafeRawBufferPointer) throws(PlacesError) -> Reply
    ) throws(PlacesError) {
        var child = try StreamedChild(
            Invocation.session(socket: socket, partner.command))
        let outcome = try child.converse(
            first, isStopped: { isStopped() || pace.isOver }, gave: { pace.gave(bytes: $0) }
        ) { bytes throws(PlacesError) in
            pace.heard()
            switch try hear(bytes) {
            case .say(let more): return more
            case .enough: return nil
            }
        }
        switch outcome {
        case .enough: return
        case .stopped: throw silence(pace)
        case .ended: throw .interrupted(place: place, why: "it ended the talk")
        }
    }

    private func silence(_ pace: Pace) -> PlacesError {
        pace.isOver ? pace.over(at: place) : Reach.stopped(place)
    }

    func close() {
        master.withLock { master in
            guard var child = master.take() else { return }
            child.closeInput()
            _ = child.status(patience: 1000)
        }
    }
}

extension Partner {
    /// The words behind those of `ssh` itself.
    fileprivate var command: [String] {
        switch self {
        case .script(let script): [script.line]
        case .subsystem(let name): ["-s", name]
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
