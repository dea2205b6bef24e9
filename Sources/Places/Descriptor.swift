import CLinux
import Glibc

/// An open file or folder; closes when it goes out of scope.
struct Descriptor: ~Copyable {
    let number: Int32

    /// Takes over an open descriptor.
    init(owning number: Int32) {
        self.number = number
    }

    deinit {
        _ = Glibc.close(number)
    }

    /// Hands the number over; whoever takes it closes it.
    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    /// Opens what the C string names below a folder, its last component never followed.
    ///
    /// - Parameter quietly: without moving the access time; retried plainly where the file's
    ///   owner must allow that (open(2): O_NOATIME).
    static func open(
        _ name: UnsafePointer<CChar>, in folder: Int32, flags: Int32, quietly: Bool = true
    ) throws(SystemError) -> Descriptor {
        let plain = flags | O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
        if quietly {
            let number = linux_openat(folder, name, plain | Int32(linux_no_atime))
            if number >= 0 { return Descriptor(owning: number) }
            guard errno == EPERM else { throw .last }
        }
        let number = linux_openat(folder, name, plain)
        guard number >= 0 else { throw .last }
        return Descriptor(owning: number)
    }

    /// What fstat(2) tells.
    borrowing func status() throws(SystemError) -> stat {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .last }
        return status
    }

    /// Reads once into the buffer, again when interrupted.
    borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        while true {
            let count = Glibc.read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw .last }
        }
    }
}

extension stat {
    /// Modification time, nanoseconds since 1970 UTC.
    var modified: Int64 { Int64(st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(st_mtim.tv_nsec) }

    /// Change time, nanoseconds since 1970 UTC.
    var changed: Int64 { Int64(st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(st_ctim.tv_nsec) }

    /// Whether it is a regular file.
    var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
}
