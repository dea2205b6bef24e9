import CLinux
import Glibc
public import Vocabulary

/// What the process was started with and where it stands: read once, at the edge.
public enum Surroundings {
    /// The value of an environment variable; nil where it is unset.
    public static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The words the process was started with, without the program's name; told by the C library,
    /// so that it works where there is no /proc.
    public static var arguments: [String] {
        (1..<max(1, linux_argument_count())).map { String(cString: linux_argument($0)) }
    }

    /// What tells this build of the program from others: inode, size and times of its file; nil
    /// where it cannot be seen.
    public static var program: String? {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return nil }
        let modified = status.st_mtim
        return "\(status.st_ino) \(status.st_size) \(modified.tv_sec).\(modified.tv_nsec)"
    }

    /// The current folder, absolute.
    public static var currentFolder: PathBytes {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return PathBytes(bytes: Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
    }

    /// The home folder of the user who runs the program.
    public static var home: PathBytes { PathBytes(variable("HOME") ?? "/") }

    /// The effective user.
    public static var userID: UInt32 { geteuid() }

    /// The login name of a user, from the user database; nil where it has none.
    public static func userName(_ id: UInt32) -> String? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
            return nil
        }
        return String(cString: entry.pw_name)
    }

    /// Now, nanoseconds since 1970 UTC.
    public static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Processor seconds this process has used, user and system.
    public static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Whether a descriptor is a terminal.
    public static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// Columns of the terminal on a descriptor; nil where it is none.
    public static func columns(_ descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// The path with all links resolved; nil where nothing is there.
    public static func resolved(_ path: PathBytes) -> PathBytes? {
        guard
            let real = (path.bytes + [0]).withUnsafeBufferPointer({ bytes in
                bytes.withMemoryRebound(to: CChar.self) { realpath($0.baseAddress, nil) }
            })
        else { return nil }
        defer { free(real) }
        return PathBytes(bytes: Array(UnsafeRawBufferPointer(start: real, count: strlen(real))))
    }
}

extension Surroundings {
    /// Lets time pass; a signal may end it early.
    public static func sleep(seconds: UInt32) { Glibc.sleep(seconds) }

    /// The text of a file of /proc about this process; empty where it cannot be read.
    public static func own(_ name: String) -> String {
        let bytes = try? PersonalFiles.read(PathBytes("/proc/self/\(name)"))
        return String(decoding: bytes.flatMap { $0 } ?? [], as: UTF8.self)
    }
}
