import CSSH2
import Glibc
import Places

/// One command over a session of libssh2: opened, carried both ways, freed.
struct LibraryChannel: ~Copyable {
    /// Bytes that may be under way to us before we say that we took some.
    private static let window: UInt32 = 2 << 20

    private let session: LibraryLine
    private let channel: OpaquePointer
    private let place: String
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    private var errors: [UInt8] = []
    private var given = 0
    private var isInputEnded = false

    /// Opens a channel and starts a command line on it.
    init(
        _ session: LibraryLine, _ line: String, place: String
    ) throws(PlacesError) {
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
            throw .interrupted(place: place, why: "it opens no channel (\(session.complaint))")
        }
        let started = session.call(deadline) {
            libssh2_channel_process_startup(
                opened, "exec", 4, line, UInt32(line.utf8.count))
        }
        guard started == 0 else {
            libssh2_channel_free(opened)
            throw .interrupted(place: place, why: "it runs no command (\(session.complaint))")
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
    }

    /// Gives the input and takes the output until the command ends, or nothing moves for `idle`
    /// seconds.
    mutating func carry(
        _ input: [UInt8], idle: Int,
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Ended {
        var last = ContinuousClock.now
        while true {
            var turn = try listen(take)
            if turn != .ended, !session.isSending, try give(input) { turn = .moved }
            switch turn {
            case .ended: return Ended(status: nil, errors: errors)
            case .moved: last = .now
            case .waits:
                guard .now - last < .seconds(idle) else {
                    throw .interrupted(place: place, why: "it was silent for \(idle) seconds")
                }
                if !session.wait(milliseconds: 1000) { keepAlive() }
            }
        }
    }

    private func keepAlive() {
        var next: Int32 = 0
        libssh2_keepalive_send(session.handle, &next)
    }

    /// Reads what came on both outputs.
    private mutating func listen(
        _ take: (UnsafeRawBufferPointer) throws(PlacesError) -> Void
    ) throws(PlacesError) -> Turn {
        var turn = Turn.waits
        let count = try read(0)
        if count > 0 {
            try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            turn = .moved
        }
        if count == 0 || !session.isSending {
            let said = try read(1)
            if said > 0 {
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

    /// Writes the next piece of the input; whether anything went.
    private mutating func give(_ input: [UInt8]) throws(PlacesError) -> Bool {
        guard given < input.count else { return endInput() }
        // A packet that was begun must be ended before anything else is: the same bytes again.
        while true {
            let count = input.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[given...].prefix(32 << 10))
                return libssh2_channel_write_ex(channel, 0, rest.baseAddress, rest.count)
            }
            if count > 0 {
                given += count
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
