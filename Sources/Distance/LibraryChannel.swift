import CSSH2
import Glibc
import Places

/// One command or subsystem over a session of libssh2: opened, carried both ways, freed.
struct LibraryChannel: ~Copyable {
    /// Why nothing could be started.
    struct Refused: Error {
        /// Whether there is a channel, and only what was asked of it is refused.
        let isCommand: Bool
        let why: String
    }

    /// Bytes that may be under way to us before we say that we took some.
    private static let window: UInt32 = 2 << 20

    private let session: LibraryLine
    private let channel: OpaquePointer
    private let place: String
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    private var errors: [UInt8] = []
    private var input: [UInt8] = []
    private var given = 0
    private var isInputEnded = false

    /// Opens a channel and starts on it what it is for.
    init(
        _ session: LibraryLine, _ partner: Partner, place: String
    ) throws(Refused) {
        self.session = session
        self.place = place
        let deadline = ContinuousClock.now + .seconds(30)
        var opened: OpaquePointer?
        let status = session.call(deadline) {
            opened = libssh2_channel_open_ex(
                session.handle, "session", 7, Self.window, 32768, nil, 0)
            return opened == nil ? libssh2_session_last_errno(session.handle) : 0
        }
        guard status == 0, let opened else {
            throw Refused(isCommand: false, why: "it opens no channel (\(session.complaint))")
        }
        let (kind, text) = partner.request
        let started = session.call(deadline) {
            libssh2_channel_process_startup(
                opened, kind, UInt32(kind.utf8.count), text, UInt32(text.utf8.count))
        }
        guard started == 0 else {
            libssh2_channel_free(opened)
            throw Refused(isCommand: true, why: "it runs no command (\(session.complaint))")
        }
        channel = opened
    }

    deinit {
        buffer.deallocate()
        _ = session.call(.now + .seconds(2)) { libssh2_channel_free(channel) }
    }

    /// What one turn of work came to.
    private enum Turn {
        case moved
        case waits
        case ended
        case enough
    }

    /// Gives the input and takes the output until the command ends, or the host has run out of
    /// patience.
    mutating func carry(
        _ input: [UInt8], pace: Pace,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended {
        self.input = input
        pace.owes(bytes: input.count)
        try talk(thenEnd: true, pace) { bytes throws(PlacesError) in
            try take(bytes)
            return .say([])
        }
        return Ended(status: nil, errors: errors)
    }

    /// Says something and goes on by what is heard; whether it was ended here and not there.
    @discardableResult
    mutating func converse(
        _ first: [UInt8], pace: Pace,
        hear: (UnsafeRawBufferPointer) throws(PlacesError) -> Reply
    ) throws(PlacesError) -> Bool {
        input = first
        return try talk(thenEnd: false, pace, hear)
    }

    /// What was said on standard error, the first 64 KiB.
    var complaint: [UInt8] { errors }

    @discardableResult
    private mutating func talk(
        thenEnd: Bool, _ pace: Pace,
        _ hear: (UnsafeRawBufferPointer) throws(PlacesError) -> Reply
    ) throws(PlacesError) -> Bool {
        while true {
            var turn = try listen(hear, pace)
            if turn == .waits || turn == .moved, !session.isSending, try give(thenEnd, pace) {
                turn = .moved
            }
            guard turn == .ended || !pace.isOver else { throw pace.over(at: place) }
            switch turn {
            case .ended: return false
            case .enough: return true
            case .moved: break
            case .waits:
                guard !session.isStopped() else { throw Reach.stopped(place) }
                if !session.wait(milliseconds: Reach.patience) { keepAlive() }
            }
        }
    }

    private func keepAlive() {
        var next: Int32 = 0
        libssh2_keepalive_send(session.handle, &next)
    }

    /// Reads what came on both outputs.
    private mutating func listen(
        _ hear: (UnsafeRawBufferPointer) throws(PlacesError) -> Reply, _ pace: Pace
    ) throws(PlacesError) -> Turn {
        var turn = Turn.waits
        let count = try read(0)
        if count > 0 {
            pace.heard()
            guard case .say(let more) = try hear(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            else { return .enough }
            if !more.isEmpty { say(more) }
            turn = .moved
        }
        if count == 0 || !session.isSending {
            let said = try read(1)
            if said > 0 {
                pace.heard()
                errors.append(contentsOf: buffer[..<min(said, max((64 << 10) - errors.count, 0))])
                turn = .moved
            }
        }
        if turn == .waits, libssh2_channel_eof(channel) == 1 { return .ended }
        return turn
    }

    /// Reads one of the outputs: how many bytes came, 0 for none.
    private func read(_ stream: Int32) throws(PlacesError) -> Int {
        let count = libssh2_channel_read_ex(
            channel, stream, buffer.baseAddress, buffer.count)
        if count >= 0 { return count }
        guard count == Int(LIBSSH2_ERROR_EAGAIN) else { throw dropped }
        return 0
    }

    /// Puts bytes behind those that are still to be given.
    private mutating func say(_ more: [UInt8]) {
        if given == input.count {
            input = more
            given = 0
        } else {
            input += more
        }
    }

    /// Writes the next piece of the input; whether anything went.
    private mutating func give(_ thenEnd: Bool, _ pace: Pace) throws(PlacesError) -> Bool {
        guard given < input.count else { return thenEnd && endInput() }
        // A packet that was begun must be ended before anything else is: the same bytes again.
        while true {
            let count = input.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[given...].prefix(32 << 10))
                return libssh2_channel_write_ex(channel, 0, rest.baseAddress, rest.count)
            }
            if count > 0 {
                given += count
                pace.gave(bytes: count)
                return true
            }
            guard count == 0 || count == Int(LIBSSH2_ERROR_EAGAIN) else { throw dropped }
            guard session.isSending else { return false }
            guard session.wait(milliseconds: 30_000) else { throw dropped }
        }
    }

    private mutating func endInput() -> Bool {
        guard !isInputEnded else { return false }
        let status = session.call(.now + .seconds(10)) { libssh2_channel_send_eof(channel) }
        isInputEnded = true
        return status == 0
    }

    private var dropped: PlacesError {
        .interrupted(place: place, why: "the connection dropped (\(session.complaint))")
    }
}

extension Partner {
    /// What is asked of a channel for it, and with which words.
    fileprivate var request: (kind: String, text: String) {
        switch self {
        case .script(let script): ("exec", script.line)
        case .subsystem(let name): ("subsystem", name)
        }
    }
}
