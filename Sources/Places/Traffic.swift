import CLinux
import Glibc

/// What flows between us and a child: all three pipes at once, so that neither waits for ever.
struct Traffic: ~Copyable {
    private let command: Command
    private var given = 0
    private var input: Int32
    private var outputs: [Int32]
    private var kept: [[UInt8]] = [[], []]
    private var isCut = false

    /// Our ends of the pipes; they are closed when it is over.
    init(_ command: Command, _ input: Int32, _ output: Int32, _ errors: Int32) {
        self.command = command
        self.input = input
        outputs = [output, errors]
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
    }

    deinit {
        for end in outputs + [input] where end >= 0 { close(end) }
    }

    /// Carries bytes both ways until the child has closed its outputs; false when time is over, or
    /// `isStopped` said so: it is asked ten times a second.
    mutating func carry(isStopped: (() -> Bool)? = nil) -> Bool {
        let end = Self.milliseconds() + Int64(command.timeout)
        while outputs.contains(where: { $0 >= 0 }) {
            if input >= 0, given == command.input.count { closeInput() }
            var left = end - Self.milliseconds()
            guard left > 0, isStopped?() != true else { return false }
            if isStopped != nil { left = min(left, 100) }
            var polls = [
                pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: outputs[0], events: Int16(POLLIN), revents: 0),
                pollfd(fd: outputs[1], events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&polls, 3, Int32(clamping: left)) > 0 else { continue }
            if polls[0].revents != 0 { give() }
            for index in 0..<2 where polls[index + 1].revents != 0 { take(index) }
        }
        return true
    }

    /// Waits for the child and tells how it ended.
    mutating func result(await process: pid_t, inTime: Bool) -> CommandResult {
        closeInput()
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        var ending = CommandResult.Ending.exited(status >> 8 & 0xFF)
        if signal != 0 { ending = .signalled(signal) }
        if !inTime { ending = .timedOut }
        return CommandResult(ending: ending, output: kept[0], errors: kept[1], isCut: isCut)
    }

    private mutating func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    private mutating func give() {
        let count = command.input.withUnsafeBytes { bytes in
            SilentPipe.write(input, UnsafeRawBufferPointer(rebasing: bytes[given...]))
        }
        if count >= 0 {
            given += count
        } else if errno != EAGAIN, errno != EINTR {
            closeInput()
        }
    }

    private mutating func take(_ index: Int) {
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
            let count = read(outputs[index], buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { return }
            if count <= 0 {
                close(outputs[index])
                outputs[index] = -1
                return
            }
            let room = max(command.outputLimit - kept[index].count, 0)
            if count > room { isCut = true }
            kept[index].append(contentsOf: buffer[..<min(count, room)])
        }
    }

    private static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// Writing to a pipe whose reader may be gone, without the signal that would end us.
enum SilentPipe {
    /// As write(2); SIGPIPE is blocked for this thread and taken back where it was raised.
    static func write(_ end: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        var pipe = sigset_t()
        var before = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, &before)
        let count = Glibc.write(end, bytes.baseAddress, bytes.count)
        let failure = errno
        if count < 0, failure == EPIPE {
            var none = timespec()
            sigtimedwait(&pipe, nil, &none)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        errno = failure
        return count
    }
}
