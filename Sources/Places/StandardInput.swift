import Glibc

/// The input of this process, read piece by piece while somebody is there to give it.
public enum StandardInput {
    /// What comes next, at most `count` bytes; nothing where it ended, and where nothing came
    /// within so many seconds.
    public static func read(atMost count: Int, patience: Int) -> [UInt8] {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        while true {
            let ready = poll(&waiting, 1, Int32(clamping: patience * 1000))
            if ready < 0, errno == EINTR { continue }
            guard ready > 0 else { return [] }
            var buffer = [UInt8](repeating: 0, count: count)
            let taken = Glibc.read(STDIN_FILENO, &buffer, count)
            if taken < 0, errno == EINTR { continue }
            return Array(buffer.prefix(max(taken, 0)))
        }
    }

    /// Exactly that many bytes; nil where they do not come.
    public static func read(exactly count: Int, patience: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let more = read(atMost: min(count - bytes.count, 64 << 10), patience: patience)
            if more.isEmpty { return nil }
            bytes += more
        }
        return bytes
    }
}
