internal import Places
public import Vocabulary

/// The durable record of a run: written before anything is done and after, each line chained to
/// the one before, on the disk before the next thing happens.
///
/// Beside it a small file holds the number and digest of the last line, so that lines cut off the
/// end are missed. A line whose end was never written did not happen.
public final class Journal {
    /// What was recorded, oldest first.
    public private(set) var entries: [JournalEntry] = []
    /// The name of the run's folder.
    public let run: String
    private let file: RecordFile
    private let headPath: PathBytes
    private var last = Journal.start

    private static let start = String(repeating: "0", count: 64)

    /// Opens a run's journal and claims it for this process; `held` where another has it.
    public init(in folder: PathBytes) throws(ExecutionError) {
        let path = folder.appending("journal")
        headPath = folder.appending("journal.head")
        run = folder.name.text
        do {
            file = try RecordFile(path)
        } catch {
            if error == SystemError.wouldBlock {
                throw .held(what: "the run \(folder.name.text)", by: "another process")
            }
            throw .file(path: path, why: error.message)
        }
        try read(path)
    }

    /// What a journal holds, without claiming it; a last line without its end is left out.
    public static func look(in folder: PathBytes) throws(ExecutionError) -> [JournalEntry] {
        try entries(bytes(of: folder.appending("journal")) ?? []).entries
    }

    /// Records something; it is on the disk when this returns.
    public func append(_ entry: JournalEntry) throws(ExecutionError) {
        var entry = entry
        entry.sequence = entries.count + 1
        entry.previous = last
        let line = entry.line
        do {
            try file.append(line + [UInt8(ascii: "\n")])
            last = SHA256.digest(line).hexadecimal
            entries.append(entry)
            try PersonalFiles.replace(
                headPath, with: Array("\(entry.sequence) \(last)\n".utf8), mode: 0o600)
        } catch {
            throw .file(path: headPath.folder.appending("journal"), why: error.message)
        }
    }

    private func read(_ path: PathBytes) throws(ExecutionError) {
        let bytes = try Self.bytes(of: path) ?? []
        let known = try Self.entries(bytes)
        if known.whole < bytes.count {
            do {
                try file.cut(to: known.whole)
            } catch {
                throw .file(path: path, why: error.message)
            }
        }
        entries = known.entries
        last = known.last
        try compare(with: Self.bytes(of: headPath))
    }

    /// The content of a file of a run; nil where it is not there.
    static func bytes(of path: PathBytes) throws(ExecutionError) -> [UInt8]? {
        do {
            return try PersonalFiles.read(path)
        } catch {
            throw .file(path: path, why: error.message)
        }
    }

    /// The head may be one line behind, where the process ended between the two writes.
    private func compare(with head: [UInt8]?) throws(ExecutionError) {
        guard let head else {
            if entries.count > 1 {
                throw .journal(line: entries.count, why: "journal.head is gone")
            }
            return
        }
        let words = String(decoding: head, as: UTF8.self).split { $0 == " " || $0 == "\n" }
        guard words.count == 2, let count = Int(words[0]) else {
            throw .journal(line: entries.count, why: "journal.head cannot be read")
        }
        guard count <= entries.count else {
            throw .journal(
                line: entries.count + 1, why: "lines are missing: \(count) were written")
        }
        guard count >= entries.count - 1 else {
            throw .journal(line: count + 1, why: "lines were added by somebody else")
        }
        let digest = count == entries.count ? last : entries[count].previous
        guard digest == words[1] else {
            throw .journal(line: count, why: "it is not the line that was written")
        }
    }

    private static func entries(
        _ bytes: [UInt8]
    ) throws(ExecutionError) -> (entries: [JournalEntry], last: String, whole: Int) {
        var entries: [JournalEntry] = []
        var last = start
        var from = 0
        while let end = bytes[from...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = Array(bytes[from..<end])
            guard let entry = JournalEntry(line: line) else {
                throw .journal(line: entries.count + 1, why: "it cannot be read")
            }
            guard entry.sequence == entries.count + 1, entry.previous == last else {
                throw .journal(
                    line: entries.count + 1,
                    why: "it does not follow from the line before: edited, cut or moved")
            }
            last = SHA256.digest(line).hexadecimal
            entries.append(entry)
            from = end + 1
        }
        return (entries, last, from)
    }
}
