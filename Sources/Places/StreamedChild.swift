import CLinux
import Glibc
import Vocabulary

/// A child process whose bytes stream both ways while it runs; it is killed when it is dropped.
public struct StreamedChild: ~Copyable, Sendable {
    /// How a stretch of streaming ended.
    public enum Outcome: Sendable {
        /// The child closed its outputs.
        case ended
        /// Whoever takes the output has enough.
        case enough
        /// Whoever waits gave up.
        case stopped
    }

    /// The longest stretch of waiting, in milliseconds.
    private static let turn: Int32 = 200

    /// Standard error, its first 64 KiB.
    public private(set) var errors: [UInt8] = []
    private let process: pid_t
    private let isInOwnGroup: Bool
    private var input: Int32
    private var output: Int32
    private var complaint: Int32
    private var isRunning = true
    private var ending: Int32 = 0

    /// Starts a program, found along `PATH`, in a process group of its own; one that asks the
    /// person at the terminal stays in ours.
    public init(_ arguments: [String], asksPerson: Bool = false) throws(PlacesError) {
        isInOwnGroup = !asksPerson
        let started = Result { () throws(SystemError) in
            try Self.start(arguments, asksPerson: asksPerson)
        }
        switch started {
        case .success(let ends): (process, input, output, complaint) = ends
        case .failure(let error):
            throw .failed(what: "run", path: PathBytes(arguments.first ?? ""), error)
        }
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
    }

    private static func start(
        _ arguments: [String], asksPerson: Bool
    ) throws(SystemError) -> (pid_t, Int32, Int32, Int32) {
        let given = try Pipe()
        let taken = try Pipe()
        let said = try Pipe()
        defer { for end in [given.reader, taken.writer, said.writer] { close(end) } }
        var command = Command(arguments)
        command.asksPerson = asksPerson
        let process = try Child.spawn(
            command, given.reader, taken.writer, said.writer)
        return (process, given.writer, taken.reader, said.reader)
    }

    deinit {
        for end in [input, output, complaint] where end >= 0 { close(end) }
        guard isRunning else { return }
        kill(isInOwnGroup ? -process : process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }

    /// Gives input and takes output until the child closes its outputs, whoever takes has enough,
    /// or it is stopped.
    ///
    /// - Parameters:
    ///   - isStopped: asked five times a second.
    ///   - gave: told how many bytes of the input the child took.
    ///   - take: gets at most 256 KiB at a time; returns whether it wants more.
    public mutating func carry(
        _ bytes: [UInt8], thenClose: Bool, isStopped: () -> Bool,
        gave: (Int) -> Void = { _ in },
        take: (UnsafeRawBufferPointer) throws(PlacesError) -> Bool
    ) throws(PlacesError) -> Outcome {
        try converse(bytes, thenClose: thenClose, isStopped: isStopped, gave: gave) {
            bytes throws(PlacesError) in
            try take(bytes) ? [] : nil
        }
    }

    /// Gives input and takes output like `carry`, where what comes decides what is given next.
    ///
    /// - Parameters:
    ///   - isStopped: asked five times a second.
    ///   - gave: told how many bytes of the input the child took.
    ///   - hear: gets at most 256 KiB at a time; returns what is given next, nil once it has
    ///     enough.
    public mutating func converse(
        _ first: [UInt8], thenClose: Bool = false, isStopped: () -> Bool,
        gave: (Int) -> Void = { _ in },
        hear: (UnsafeRawBufferPointer) throws(PlacesError) -> [UInt8]?
    ) throws(PlacesError) -> Outcome {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var bytes = first
        var given = 0
        while output >= 0 || complaint >= 0 {
            if given == bytes.count, thenClose { closeInput() }
            var polls = [
                pollfd(
                    fd: given < bytes.count ? input : -1, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: complaint, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&polls, 3, Self.turn)
            if isStopped() { return .stopped }
            guard count > 0 else { continue }
            if polls[0].revents != 0 {
                let before = given
                give(bytes, &given)
                gave(given - before)
            }
            if polls[2].revents != 0 { listen(buffer) }
            if polls[1].revents != 0 {
                let count = Self.read(&output, buffer)
                guard count > 0 else { continue }
                guard let more = try hear(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else {
                    return .enough
                }
                if !more.isEmpty {
                    bytes = Array(bytes[given...]) + more
                    given = 0
                }
            }
        }
        return .ended
    }

    /// Tells the child that nothing more comes.
    public mutating func closeInput() {
        if input >= 0 { close(input) }
        input = -1
    }

    /// Waits for a child that closed its outputs: its exit status; nil after a signal, or where it
    /// did not end within `patience` milliseconds.
    public mutating func status(patience: Int) -> Int32? {
        for _ in 0...max(patience / 2, 0) {
            if isRunning {
                isRunning = waitpid(process, &ending, WNOHANG) == 0
            }
            if !isRunning { return ending & 0x7F == 0 ? ending >> 8 & 0xFF : nil }
            usleep(2000)
        }
        return nil
    }

    private mutating func give(_ bytes: [UInt8], _ given: inout Int) {
        let count = bytes.withUnsafeBytes { bytes in
            SilentPipe.write(input, UnsafeRawBufferPointer(rebasing: bytes[given...]))
        }
        if count >= 0 {
            given += count
        } else if errno != EAGAIN, errno != EINTR {
            given = bytes.count
            closeInput()
        }
    }

    private mutating func listen(_ buffer: UnsafeMutableRawBufferPointer) {
        let count = Self.read(&complaint, buffer)
        let room = max((64 << 10) - errors.count, 0)
        errors.append(contentsOf: buffer[..<min(max(count, 0), room)])
    }

    /// Reads once; closes the end where there is nothing more.
    private static func read(_ end: inout Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = Glibc.read(end, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { return 0 }
        if count <= 0 {
            close(end)
            end = -1
        }
        return count
    }
}
