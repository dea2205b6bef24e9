import CLinux
import Glibc
public import Vocabulary

/// A file as it was before and after its content was read.
public struct LookedAt: Sendable {
    /// What it was before.
    public let before: FileRecord
    /// What it was after.
    public let after: FileRecord
    /// The device it lies on.
    public let device: UInt64
    /// Its first bytes.
    public let bytes: [UInt8]
    /// The digest of all of it, where that was wanted.
    public let digest: Digest?
}

extension LocalPlace {
    /// Looks at a regular file below a root, no link followed: its first bytes, at most `limit`,
    /// and the digest of all of it where that is wanted.
    public func look(
        _ path: PathBytes, below root: PathBytes, limit: Int, wantsDigest: Bool
    ) throws(PlacesError) -> LookedAt {
        let file = try Content.open(path, below: root)
        do {
            let before = try file.status()
            var bytes = try Content.head(of: file, path, count: limit)
            if bytes.count > limit { bytes.removeLast(bytes.count - limit) }
            var digest: Digest?
            if wantsDigest {
                guard lseek(file.number, 0, SEEK_SET) == 0 else { throw SystemError.last }
                var record = FileRecord(before)
                var reader = ContentReader(nil)
                try reader.read(file, before, into: &record, name: "")
                digest = record.digest
            }
            return LookedAt(
                before: FileRecord(before), after: FileRecord(try file.status()),
                device: UInt64(before.st_dev), bytes: bytes, digest: digest)
        } catch let error as SystemError {
            throw .failed(what: "read", path: path, error)
        } catch let error as PlacesError {
            throw error
        } catch {
            throw .failed(what: "read", path: path, SystemError(EIO))
        }
    }

    /// The magic number of the file system that a path lies on (statfs(2)); 0 where it cannot be
    /// told.
    public func fileSystem(of path: PathBytes) -> Int {
        let number = path.withPointer { linux_open($0, Int32(linux_path_only)) }
        guard number >= 0 else { return 0 }
        return linux_file_system(Descriptor(owning: number).number)
    }
}
