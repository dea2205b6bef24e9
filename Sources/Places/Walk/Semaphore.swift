import CLinux
import Glibc

/// A counting semaphore (sem_overview(7)).
public final class Semaphore: Sendable {
    private let address: UInt

    /// A semaphore at a count.
    public init(_ count: UInt32 = 0) {
        let memory = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        sem_init(memory, 0, count)
        address = UInt(bitPattern: memory)
    }

    deinit {
        guard let memory else { return }
        sem_destroy(memory)
        memory.deallocate()
    }

    private var memory: UnsafeMutablePointer<sem_t>? { UnsafeMutablePointer(bitPattern: address) }

    /// Lets one waiter go on.
    public func signal() {
        if let memory { sem_post(memory) }
    }

    /// Waits for a signal.
    public func wait() {
        guard let memory else { return }
        while sem_wait(memory) != 0, errno == EINTR {}
    }

    /// Waits for a signal so long; whether one came.
    func wait(milliseconds: Int) -> Bool {
        guard let memory else { return false }
        var until = timespec()
        clock_gettime(CLOCK_REALTIME, &until)
        until.tv_nsec += milliseconds % 1000 * 1_000_000
        until.tv_sec += milliseconds / 1000 + until.tv_nsec / 1_000_000_000
        until.tv_nsec %= 1_000_000_000
        return sem_timedwait(memory, &until) == 0
    }
}
