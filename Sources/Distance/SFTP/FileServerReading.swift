import Glibc
import Places
import Vocabulary

/// Reads the files of one root that need reading through a file server.
struct FileServerReading {
    private let place: FileServerPlace
    private var examination: Examination
    /// The files, with what came of each.
    private(set) var files: [FileReading] = []
    /// How many were too large to be digested.
    private(set) var undigested = 0

    init(_ place: FileServerPlace, _ examiner: (any ContentExaminer)?) {
        self.place = place
        examination = Examination(examiner)
    }

    /// What the files' `finding` counts in.
    var findings: [Finding] { examination.findings }

    /// Reads them; what came of it stands in `files`.
    mutating func read(_ wanted: [FileReading], below base: PathBytes) throws(PlacesError) {
        files = wanted
        var left = FileServerPlace.digestBudget
        var whole: [Int] = []
        var large: [Int] = []
        for index in files.indices {
            let size = files[index].record.size
            if size == 0 {
                finish(index, [], digest: SHA256.digest([UInt8]()), base)
            } else if size <= min(FileServerPlace.digestLimit, left) {
                left -= size
                whole.append(index)
            } else {
                large.append(index)
            }
        }
        undigested = large.count
        for _ in 0..<3 where !whole.isEmpty {
            try fetch(whole, below: base, limit: Contents.most, wantsDigest: true)
            whole = whole.filter { files[$0].state == .waiting }
        }
        try fetch(large, below: base, limit: Examination.chunk, wantsDigest: false)
        let more = large.filter { files[$0].state == .wantsMore }
        try fetch(more, below: base, limit: Contents.most, wantsDigest: false)
    }

    private mutating func fetch(
        _ wanted: [Int], below base: PathBytes, limit: Int, wantsDigest: Bool
    ) throws(PlacesError) {
        guard !wanted.isEmpty else { return }
        let jobs = wanted.map { index in
            FileFetch.Job(
                path: base.appending(files[index].path).bytes,
                limit: min(limit, Int(clamping: files[index].record.size)),
                wantsDigest: wantsDigest)
        }
        var fetch = FileFetch(jobs)
        try place.carry(&fetch) { fetch in
            for (number, outcome) in fetch.drain() { take(outcome, wanted[number], base) }
        }
    }

    private mutating func take(_ outcome: FileFetch.Outcome, _ index: Int, _ base: PathBytes) {
        switch outcome {
        case .read(let attributes, let bytes, let digest):
            files[index].record.take(attributes.record)
            finish(index, bytes, digest: digest, base)
        case .changed: files[index].state = .waiting
        case .gone: files[index].state = .gone
        case .denied: files[index].state = .denied
        case .failed: files[index].state = .failed
        }
    }

    /// Puts digest and finding into a file's record.
    private mutating func finish(
        _ index: Int, _ bytes: [UInt8], digest: Digest?, _ base: PathBytes
    ) {
        let found = examination.examine(
            name: files[index].path.name, size: files[index].record.size, bytes)
        files[index].record.finding = found.finding
        files[index].state = found.wantsMore ? .wantsMore : .done
        if let digest {
            files[index].record.digest = digest
            files[index].record.flags |= FileRecord.Flag.digested
        }
        if UInt64(bytes.count) == files[index].record.size {
            place.documents.keep(bytes, at: base.appending(files[index].path))
        }
    }
}
