import Glibc
public import Vocabulary

/// Files the program writes for the person who asked: plans, reports. Never on a scanned place
/// unless the person named the path.
public enum PersonalFiles {
    /// Writes all of the bytes to an open descriptor, again when interrupted.
    public static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
                return Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
            if count >= 0 {
                start += count
            } else if errno != EINTR {
                throw SystemError(errno)
            }
        }
    }

    /// Creates a file, or replaces it whole: written beside, synced, renamed.
    public static func replace(_ path: PathBytes, with bytes: [UInt8], mode: UInt32)
        throws(SystemError)
    {
        let beside = PathBytes(bytes: path.bytes + Array(".\(getpid()).new".utf8))
        let descriptor = beside.withPointer {
            Glibc.open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        }
        guard descriptor >= 0 else { throw SystemError(errno) }
        defer { close(descriptor) }
        do throws(SystemError) {
            try write(bytes, to: descriptor)
            guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else {
                throw SystemError(errno)
            }
            guard beside.withPointer({ from in path.withPointer { rename(from, $0) } }) == 0 else {
                throw SystemError(errno)
            }
        } catch {
            _ = beside.withPointer { unlink($0) }
            throw error
        }
    }

    /// Creates a folder and those above it that are missing.
    public static func createFolder(_ path: PathBytes, mode: UInt32 = 0o755) throws(SystemError) {
        if path.withPointer({ mkdir($0, mode) }) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, !path.folder.isEmpty else { throw SystemError(errno) }
        try createFolder(path.folder, mode: mode)
        guard path.withPointer({ mkdir($0, mode) }) == 0 || errno == EEXIST else {
            throw SystemError(errno)
        }
    }

    /// The content of a file the person named, links followed; nil where there is none.
    public static func read(_ path: PathBytes, limit: Int = 1 << 30) throws(SystemError) -> [UInt8]?
    {
        let descriptor = path.withPointer { Glibc.open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw SystemError(errno)
        }
        defer { close(descriptor) }
        var out: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return out }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw SystemError(errno)
            }
            guard out.count + count <= limit else { throw SystemError(EFBIG) }
            out.append(contentsOf: buffer[..<count])
        }
    }

    /// The names in a folder, in no order; none where it cannot be listed.
    public static func names(in folder: PathBytes) -> [String] {
        listed(folder) ?? []
    }

    /// The names in a folder, in no order; nil where it may not be listed.
    static func listed(_ folder: PathBytes) -> [String]? {
        guard let stream = folder.withPointer({ opendir($0) }) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = Glibc.readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Whether something is at a path, links followed.
    public static func exists(_ path: PathBytes) -> Bool {
        path.withPointer { access($0, F_OK) } == 0
    }
}

extension PathBytes {
    /// Calls with the path as a C string.
    func withPointer<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        let text = bytes.map { CChar(bitPattern: $0) } + [0]
        return text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                preconditionFailure("a path without memory")
            }
            return body(base)
        }
    }
}
