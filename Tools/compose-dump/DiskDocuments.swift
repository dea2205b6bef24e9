internal import Glibc
import Vocabulary

/// The files of this machine as the readers ask for them.
struct DiskDocuments: Documents {
    let place = Identifiers.local
    let roots: [PathBytes] = [PathBytes("/")]
    let owner: String? = nil
    let files: [PathBytes] = []

    func type(of path: PathBytes) -> ItemType? {
        var status = stat()
        guard stat(path.text, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    func bytes(of path: PathBytes) -> [UInt8]? {
        guard let stream = fopen(path.text, "rb") else { return nil }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, stream)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
