import Glibc
import Places
import Vocabulary

extension FileReading {
    /// Marks the record of a file that could not be read as it was; what is to be told of it.
    func problem(at root: PathBytes, place: String) -> Problem? {
        let path = root.appending(path)
        switch state {
        case .done, .wantsMore: return nil
        case .waiting, .changed:
            return Problem(
                place: place, path: path, what: "changed while it was read",
                code: "changed-while-read")
        case .gone: return SystemError(ENOENT).problem(place: place, path: path)
        case .denied: return SystemError(EACCES).problem(place: place, path: path)
        case .failed: return SystemError(EIO).problem(place: place, path: path)
        }
    }

    /// The record, marked where the file could not be read as it was.
    var settled: FileRecord {
        var record = record
        switch state {
        case .done, .wantsMore: break
        case .waiting, .changed: record.flags |= FileRecord.Flag.torn
        case .gone, .denied, .failed: record.flags |= FileRecord.Flag.unread
        }
        return record
    }
}
