import CLinux
import Glibc
import Vocabulary

/// Reads whole files below an open folder, no link followed on the way.
enum Content {
    /// The content of a regular file of at most `limit` bytes.
    static func read(
        _ path: PathBytes, below folder: Int32, limit: Int
    ) throws(PlacesError) -> [UInt8] {
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
        return try bytes(of: file, path, limit: limit)
    }

    /// The content of an open file of at most `limit` bytes.
    static func bytes(
        of file: borrowing Descriptor, _ path: PathBytes, limit: Int
    ) throws(PlacesError) -> [UInt8] {
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
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
