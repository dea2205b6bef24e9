import Glibc
public import Vocabulary

/// A file that only grows, by whole pieces that are on the disk before anything goes on; one
/// process at a time holds it.
public final class RecordFile: Sendable {
    private let descriptor: Int32

    /// Opens or creates it, for its owner alone, and claims it; no link is followed.
    /// `EWOULDBLOCK` where another process holds it.
    public init(_ path: PathBytes) throws(SystemError) {
        let opened = path.withPointer {
            Glibc.open($0, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        }
        guard opened >= 0 else { throw SystemError(errno) }
        descriptor = opened
        // A child that another thread is just starting holds our lock until it has become another
        // program: a moment's patience tells it from a process that means to keep it.
        for attempt in 1...20 {
            if flock(opened, LOCK_EX | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK, attempt < 20 else { throw SystemError(errno) }
            usleep(10_000)
        }
    }

    deinit { close(descriptor) }

    /// Writes a piece at the end and waits until the disk has it.
    public func append(_ bytes: [UInt8]) throws(SystemError) {
        try PersonalFiles.write(bytes, to: descriptor)
        guard fsync(descriptor) == 0 else { throw SystemError(errno) }
    }

    /// Cuts off what lies behind that many bytes.
    public func cut(to count: Int) throws(SystemError) {
        guard ftruncate(descriptor, off_t(count)) == 0, fsync(descriptor) == 0 else {
            throw SystemError(errno)
        }
    }
}

extension SystemError {
    /// Another process holds it.
    public static let wouldBlock = SystemError(EWOULDBLOCK)
}
