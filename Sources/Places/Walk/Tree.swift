import CLinux
import Glibc
import Vocabulary

/// Opens folders and files deep below an open root, no link followed on the way.
enum Tree {
    /// The longest path handed to the kernel at once; PATH_MAX is 4096 with its NUL.
    static let longest = 4000

    /// Opens what lies at a path below a folder; an empty path is the folder itself.
    ///
    /// A path longer than the kernel takes is opened piece by piece.
    static func open(
        _ path: UnsafeBufferPointer<CChar>, below root: Int32, flags: Int32, staysOnMount: Bool,
        quietly: Bool
    ) throws(SystemError) -> Descriptor {
        guard let start = path.baseAddress, !path.isEmpty else {
            return try Descriptor.open(".", in: root, flags: flags, quietly: quietly)
        }
        guard path.count > longest else {
            return try piece(
                start, in: root, flags: flags, staysOnMount: staysOnMount, quietly: quietly)
        }
        let slash = CChar(UInt8(ascii: "/"))
        guard let cut = path[..<longest].lastIndex(of: slash) else {
            throw SystemError(ENAMETOOLONG)
        }
        let head = Array(path[..<cut]) + [0]
        let folder = try piece(
            head, in: root, flags: O_DIRECTORY | Int32(linux_path_only),
            staysOnMount: staysOnMount, quietly: false)
        return try open(
            UnsafeBufferPointer(rebasing: path[(cut + 1)...]), below: folder.number, flags: flags,
            staysOnMount: staysOnMount, quietly: quietly)
    }

    /// Opens a file at a path below a folder for reading, on whatever mount.
    static func open(_ path: PathBytes, below root: Int32) throws(SystemError) -> Descriptor {
        let text = path.bytes.map { CChar(bitPattern: $0) } + [0]
        let number = Result { () throws(SystemError) in
            try text.withUnsafeBufferPointer { text throws(SystemError) -> Int32 in
                let below = UnsafeBufferPointer(rebasing: text.dropLast())
                let file = try open(
                    below, below: root, flags: 0, staysOnMount: false, quietly: true)
                return file.release()
            }
        }
        return Descriptor(owning: try number.get())
    }

    private static func piece(
        _ path: UnsafePointer<CChar>, in folder: Int32, flags: Int32, staysOnMount: Bool,
        quietly: Bool
    ) throws(SystemError) -> Descriptor {
        let isPathOnly = flags & Int32(linux_path_only) != 0
        let plain = flags | O_NOFOLLOW | (isPathOnly ? 0 : O_RDONLY | O_NONBLOCK | O_NOCTTY)
        let wanted = quietly ? plain | Int32(linux_no_atime) : plain
        var number = linux_open_below(folder, path, wanted, staysOnMount ? 1 : 0)
        if number < 0, errno == EPERM, quietly {
            number = linux_open_below(folder, path, plain, staysOnMount ? 1 : 0)
        }
        if number >= 0 { return Descriptor(owning: number) }
        guard errno == ENOSYS || errno == EPERM else { throw .last }
        return try segments(path, in: folder, flags: flags, quietly: quietly)
    }

    /// Component by component, for kernels and sandboxes without openat2(2).
    private static func segments(
        _ path: UnsafePointer<CChar>, in folder: Int32, flags: Int32, quietly: Bool
    ) throws(SystemError) -> Descriptor {
        let slash = CChar(UInt8(ascii: "/"))
        let whole = UnsafeBufferPointer(start: path, count: strlen(path))
        let parts = whole.split(separator: slash).map { Array($0) + [0] }
        var current = try Descriptor.open(
            ".", in: folder, flags: O_DIRECTORY | Int32(linux_path_only), quietly: false)
        for part in parts.dropLast() {
            current = try Descriptor.open(
                part, in: current.number, flags: O_DIRECTORY | Int32(linux_path_only),
                quietly: false)
        }
        guard let last = parts.last else { throw SystemError(ENOENT) }
        return try Descriptor.open(last, in: current.number, flags: flags, quietly: quietly)
    }
}
