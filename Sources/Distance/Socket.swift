import Glibc
import Places

/// A stream socket that is connected and never blocks; closes when it goes out of scope.
struct Socket: ~Copyable, Sendable {
    let number: Int32

    /// Connects to the first address of a name that answers, within so many milliseconds each.
    ///
    /// - Throws: the reason, lower case.
    init(
        host: String, port: Int, patience: Int, isStopped: () -> Bool
    ) throws(SocketFailure) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &found)
        defer { if let found { freeaddrinfo(found) } }
        guard status == 0 else {
            throw SocketFailure(
                why: "could not resolve \(host): \(String(cString: gai_strerror(status)))")
        }
        var last = SystemError(ENOENT)
        var next = found
        while let address = next?.pointee {
            switch Self.connect(address, patience: patience, isStopped) {
            case .success(let number):
                self.number = number
                return
            case .failure(let error): last = error
            }
            next = address.ai_next
        }
        let why =
            last.number == ECONNREFUSED
            ? "connection refused" : String(cString: strerror(last.number))
        throw SocketFailure(why: why.prefix(1).lowercased() + why.dropFirst())
    }

    deinit {
        close(number)
    }

    private static func connect(
        _ address: addrinfo, patience: Int, _ isStopped: () -> Bool
    ) -> Result<Int32, SystemError> {
        let flags = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let number = socket(address.ai_family, flags, address.ai_protocol)
        guard number >= 0 else { return .failure(SystemError(errno)) }
        var failure: Int32 = 0
        if Glibc.connect(number, address.ai_addr, address.ai_addrlen) != 0 {
            failure = errno
            if failure == EINPROGRESS {
                failure = ETIMEDOUT
                if isConnected(number, patience, isStopped) {
                    var size = socklen_t(MemoryLayout<Int32>.size)
                    getsockopt(number, SOL_SOCKET, SO_ERROR, &failure, &size)
                }
            }
        }
        guard failure == 0 else {
            close(number)
            return .failure(SystemError(failure))
        }
        var one: Int32 = 1
        setsockopt(
            number, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        return .success(number)
    }

    /// Waits until a connection stands or is refused; false when time is over.
    private static func isConnected(
        _ number: Int32, _ patience: Int, _ isStopped: () -> Bool
    ) -> Bool {
        var left = patience
        while left > 0, !isStopped() {
            var waiting = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
            if poll(&waiting, 1, Int32(clamping: min(left, Reach.patience))) == 1 { return true }
            left -= Reach.patience
        }
        return false
    }
}

/// Why a socket could not be connected.
struct SocketFailure: Error {
    let why: String
}
