import CLinux
import Glibc
import Vocabulary

/// Reads whole files below an open folder, no link followed on the way.
enum Content {
    /// Opens a regular file below a root; an empty path is a root that is a file.
    static func open(
        _ path: PathBytes, below root: PathBytes
    ) throws(PlacesError) -> Descriptor {
        let text = root.bytes.map { CChar(bitPattern: $0) } + [0]
        let flags = path.isEmpty ? O_RDONLY | O_NONBLOCK | O_NOCTTY : Int32(linux_path_only)
        let number = linux_open(text, flags)
        guard number >= 0 else { throw .failed(what: "open", path: root, .last) }
        let folder = Descriptor(owning: number)
        return path.isEmpty ? folder : try open(path, below: folder.number)
    }

    /// Opens a regular file below an open folder.
    static func open(_ path: PathBytes, below folder: Int32) throws(PlacesError) -> Descriptor {
        let segments = path.bytes.split(separator: UInt8(ascii: "/"))
        let dots = segments.contains { $0.elementsEqual("..".utf8) }
        guard !dots, path.bytes.first != UInt8(ascii: "/"), !path.bytes.contains(0) else {
            throw .outside(path: path)
        }
        let number: Int32
        do { number = try Tree.open(path, below: folder).release() } catch {
            throw .failed(what: "read", path: path, error)
        }
        let file = Descriptor(owning: number)
        let status: stat
        do { status = try file.status() } catch {
            throw .failed(what: "read", path: path, error)
        }
        guard status.isRegular else { throw .notAFile(path: path) }
        return file
    }

    /// The first bytes of an open file, at most `count`.
    static func head(
        of file: borrowing Descriptor, _ path: PathBytes, count: Int
    ) throws(PlacesError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 16)
        defer { buffer.deallocate() }
        var total = 0
        while total < count {
            let space = UnsafeMutableRawBufferPointer(rebasing: buffer[total..<count])
            let added: Int
            do { added = try file.read(into: space) } catch {
                throw .failed(what: "read", path: path, error)
            }
            if added == 0 { break }
            total += added
        }
        return Array(buffer[..<total])
    }

    /// The content of an open file of at most `limit` bytes.
    static func bytes(
        of file: borrowing Descriptor, _ path: PathBytes, limit: Int
    ) throws(PlacesError) -> [UInt8] {
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 32 << 10, alignment: 16)
        defer { chunk.deallocate() }
        while true {
            let count: Int
            do { count = try file.read(into: chunk) } catch {
                throw .failed(what: "read", path: path, error)
            }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw .larger(path: path, limit: limit) }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
