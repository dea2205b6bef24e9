import CSSH2
import Glibc
import Places

/// Why the library could not open a connection.
enum LibraryFailure: Error {
    /// It lacks what this host needs; another program may have it.
    case gap(String)
    /// Nothing else would do better.
    case refused(PlacesError)
}

/// One session of libssh2 on a socket that never blocks; ends when it goes out of scope.
struct LibrarySession: ~Copyable, Sendable {
    /// What calls are made through, for as long as the session is.
    let line: LibraryLine
    private let socket: Socket

    private static let isReady = libssh2_init(0) == 0

    /// A session on a connected socket, nothing said yet.
    init(
        _ socket: consuming Socket, isStopped: @escaping @Sendable () -> Bool
    ) throws(LibraryFailure) {
        guard Self.isReady, let handle = libssh2_session_init_ex(nil, nil, nil, nil) else {
            throw .gap("the library did not start")
        }
        libssh2_session_set_blocking(handle, 0)
        line = LibraryLine(handle: handle, socket: socket.number, isStopped: isStopped)
        self.socket = socket
    }

    deinit {
        let handle = line.handle
        _ = line.call(.now + .seconds(1)) {
            libssh2_session_disconnect_ex(handle, 11, "done", "")
        }
        _ = line.call(.now + .seconds(1)) { libssh2_session_free(handle) }
    }
}

/// The handle of a session and its socket: borrowed, never kept longer than the session.
struct LibraryLine: Sendable {
    private let address: UInt
    let socket: Int32
    /// Whether to give up.
    let isStopped: @Sendable () -> Bool

    init(
        handle: OpaquePointer, socket: Int32, isStopped: @escaping @Sendable () -> Bool
    ) {
        address = UInt(bitPattern: handle)
        self.socket = socket
        self.isStopped = isStopped
    }

    /// What the library's calls take.
    var handle: OpaquePointer {
        guard let handle = OpaquePointer(bitPattern: address) else {
            preconditionFailure("a session without memory")
        }
        return handle
    }

    /// What the library says about its last failure.
    var complaint: String {
        var text: UnsafeMutablePointer<CChar>?
        libssh2_session_last_error(handle, &text, nil, 0)
        return text.map { String(cString: $0) } ?? ""
    }

    /// Waits until the socket is ready for what the library waits for; false when time is over.
    func wait(milliseconds: Int) -> Bool {
        let directions = libssh2_session_block_directions(handle)
        var events: Int16 = 0
        if directions & LIBSSH2_SESSION_BLOCK_INBOUND != 0 { events |= Int16(POLLIN) }
        if directions & LIBSSH2_SESSION_BLOCK_OUTBOUND != 0 { events |= Int16(POLLOUT) }
        if events == 0 { events = Int16(POLLIN) }
        var waiting = pollfd(fd: socket, events: events, revents: 0)
        return poll(&waiting, 1, Int32(clamping: milliseconds)) != 0
    }

    /// Whether the library still has a packet to send, so that nothing else may be begun.
    var isSending: Bool {
        libssh2_session_block_directions(handle) & LIBSSH2_SESSION_BLOCK_OUTBOUND != 0
    }

    /// Calls until it no longer has to wait; nil when time is over, or when all is given up.
    func call(_ deadline: ContinuousClock.Instant, _ body: () -> Int32) -> Int32? {
        while true {
            let status = body()
            guard status == LIBSSH2_ERROR_EAGAIN else { return status }
            let left = deadline - .now
            guard left > .zero, !isStopped() else { return nil }
            _ = wait(milliseconds: min(left.milliseconds, Reach.patience))
        }
    }
}

extension Duration {
    /// Whole milliseconds, at least one.
    var milliseconds: Int {
        max(Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000), 1)
    }
}
