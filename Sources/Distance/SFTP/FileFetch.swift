import Glibc
import Places
import Vocabulary

/// Reads files through a file server, many at a time and each by several requests at once.
struct FileFetch: FileErrand {
    /// A file to be read.
    struct Job {
        /// Where it lies, absolute.
        let path: [UInt8]
        /// The most of its first bytes that are kept.
        let limit: Int
        /// Whether all of it is read and digested.
        var wantsDigest = false
        /// Whether its stated size means nothing, as for files that a kernel makes up.
        var isMadeUp = false
    }

    /// What became of it.
    enum Outcome {
        /// Read: what it was when it was opened, its first bytes, its digest where that was wanted.
        case read(FileAttributes, [UInt8], Digest?)
        /// It was not the same at the end as at the beginning.
        case changed
        /// It is no regular file any more, or gone.
        case gone
        /// It may not be read.
        case denied
        /// The server could not read it, and does not say why.
        case failed
    }

    /// What a request is for, by the number of the job.
    enum Purpose {
        case open(Int)
        case before(Int)
        case read(Int, offset: UInt64, count: Int)
        case after(Int)
        case stands(Int)
        case close
    }

    private static let piece = 32 << 10
    private static let filesAtOnce = 64
    /// The most bytes of open files that are kept at a time.
    private static let budget = 96 << 20

    private let jobs: [Job]
    private var finished: [(number: Int, outcome: Outcome)] = []
    private var next = 0
    private var open: [Int: OpenFile] = [:]
    private var kept = 0

    init(_ jobs: [Job]) {
        self.jobs = jobs
    }

    /// What became of jobs since this was last asked; each comes once.
    mutating func drain() -> [(number: Int, outcome: Outcome)] {
        defer { finished.removeAll(keepingCapacity: true) }
        return finished
    }

    mutating func goOn(_ exchange: inout FileExchange<Purpose>) throws(PlacesError) {
        for (number, file) in open where file.isReading { ask(for: file, number, &exchange) }
        while next < jobs.count, open.count < Self.filesAtOnce, exchange.room > 8,
            kept < Self.budget
        {
            open[next] = OpenFile(jobs[next])
            kept += jobs[next].limit
            exchange.ask(.open(jobs[next].path), .open(next))
            next += 1
        }
    }

    mutating func take(
        _ answer: FileAnswer, for purpose: Purpose, _ exchange: inout FileExchange<Purpose>
    ) throws(PlacesError) {
        switch purpose {
        case .open(let number):
            guard case .handle(let handle) = answer else {
                return finish(number, Self.refusal(answer), &exchange)
            }
            open[number]?.handle = handle
            exchange.ask(.fileStatus(handle: handle), .before(number))
        case .before(let number): begin(number, answer, &exchange)
        case .read(let number, let offset, let count):
            try read(number, answer, offset, count, &exchange)
        case .after(let number): compare(number, answer, &exchange)
        case .stands(let number): conclude(number, answer, &exchange)
        case .close: break
        }
    }

    private mutating func begin(
        _ number: Int, _ answer: FileAnswer, _ exchange: inout FileExchange<Purpose>
    ) {
        guard let file = open[number] else { return }
        guard case .attributes(let found) = answer, found.record.type == .file else {
            return finish(number, Self.refusal(answer), &exchange)
        }
        file.begin(found)
        ask(for: file, number, &exchange)
        if file.isWhole { check(file, number, &exchange) }
    }

    /// Asks for the next pieces of a file.
    private func ask(
        for file: OpenFile, _ number: Int, _ exchange: inout FileExchange<Purpose>
    ) {
        while exchange.room > 2, file.asked < file.end, file.waiting < file.mostWaiting {
            let count = Int(min(UInt64(Self.piece), file.end - file.asked))
            exchange.ask(
                .read(handle: file.handle, offset: file.asked, count: UInt32(count)),
                .read(number, offset: file.asked, count: count))
            file.asked += UInt64(count)
            file.waiting += 1
        }
    }

    private mutating func read(
        _ number: Int, _ answer: FileAnswer, _ offset: UInt64, _ count: Int,
        _ exchange: inout FileExchange<Purpose>
    ) throws(PlacesError) {
        guard let file = open[number] else { return }
        file.waiting -= 1
        switch answer {
        case .data(let bytes):
            guard bytes.count <= count, !bytes.isEmpty else {
                throw exchange.garbled("more of a file than was asked for")
            }
            file.add(bytes, at: offset)
            if bytes.count < count {
                let rest = offset + UInt64(bytes.count)
                file.waiting += 1
                exchange.ask(
                    .read(
                        handle: file.handle, offset: rest, count: UInt32(count - bytes.count)),
                    .read(number, offset: rest, count: count - bytes.count))
            }
        case .status(.end): file.end = min(file.end, offset)
        default: return finish(number, Self.refusal(answer), &exchange)
        }
        ask(for: file, number, &exchange)
        if file.waiting == 0, file.asked >= file.end { check(file, number, &exchange) }
    }

    /// Asks what the file is now that it was read.
    private func check(
        _ file: OpenFile, _ number: Int, _ exchange: inout FileExchange<Purpose>
    ) {
        file.isReading = false
        exchange.ask(.fileStatus(handle: file.handle), .after(number))
    }

    private mutating func compare(
        _ number: Int, _ answer: FileAnswer, _ exchange: inout FileExchange<Purpose>
    ) {
        guard let file = open[number] else { return }
        guard case .attributes(let after) = answer, file.isUnmoved(after) else {
            return finish(number, .changed, &exchange)
        }
        exchange.ask(.linkStatus(jobs[number].path), .stands(number))
    }

    /// The name must still stand for what was opened, and not for a link to it.
    private mutating func conclude(
        _ number: Int, _ answer: FileAnswer, _ exchange: inout FileExchange<Purpose>
    ) {
        guard let file = open[number] else { return }
        guard case .attributes(let now) = answer, file.isUnmoved(now) else {
            return finish(number, .changed, &exchange)
        }
        finish(number, file.outcome, &exchange)
    }

    private mutating func finish(
        _ number: Int, _ outcome: Outcome, _ exchange: inout FileExchange<Purpose>
    ) {
        guard let file = open.removeValue(forKey: number) else { return }
        kept -= jobs[number].limit
        if !file.handle.isEmpty { exchange.ask(.close(handle: file.handle), .close) }
        finished.append((number, outcome))
    }

    private static func refusal(_ answer: FileAnswer) -> Outcome {
        switch answer {
        case .status(.denied): .denied
        case .status(.gone), .attributes: .gone
        case .status, .version, .handle, .data, .names, .fileSystem: .failed
        }
    }
}

/// A file that is being read.
private final class OpenFile {
    private let job: FileFetch.Job
    private var before: FileAttributes?
    private var bytes: [UInt8] = []
    private let digest = SHA256()
    private var taken: UInt64 = 0
    private var early: [UInt64: [UInt8]] = [:]
    var handle: [UInt8] = []
    /// Where reading ends.
    var end: UInt64 = 0
    /// Up to where it was asked for.
    var asked: UInt64 = 0
    /// How many requests wait for their bytes.
    var waiting = 0
    var isReading = false

    init(_ job: FileFetch.Job) {
        self.job = job
    }

    /// A file that a kernel makes up may end anywhere, so that its pieces are asked for in turn.
    var mostWaiting: Int { job.isMadeUp ? 1 : 32 }

    func begin(_ found: FileAttributes) {
        before = found
        isReading = true
        digest.begin()
        let size = job.isMadeUp ? .max : found.size ?? 0
        end = job.wantsDigest ? size : min(size, UInt64(job.limit))
    }

    /// Whether nothing of it has to be read.
    var isWhole: Bool { end == 0 }

    /// Takes a piece; those that come before their turn wait.
    func add(_ piece: ArraySlice<UInt8>, at offset: UInt64) {
        guard offset == taken else {
            early[offset] = Array(piece)
            return
        }
        take(piece)
        while let next = early.removeValue(forKey: taken) { take(next[...]) }
    }

    private func take(_ piece: ArraySlice<UInt8>) {
        taken += UInt64(piece.count)
        if job.wantsDigest { piece.withUnsafeBytes { digest.update($0) } }
        bytes.append(contentsOf: piece.prefix(max(job.limit - bytes.count, 0)))
    }

    /// Whether a later look shows the same file, as far as a file server tells.
    func isUnmoved(_ later: FileAttributes) -> Bool {
        guard let before else { return false }
        let isSame =
            later.mode == before.mode && later.modified == before.modified
            && later.uid == before.uid && later.gid == before.gid
        return isSame && later.size == before.size && (job.isMadeUp || taken >= end)
    }

    var outcome: FileFetch.Outcome {
        guard let before, early.isEmpty else { return .changed }
        if job.wantsDigest, taken != before.size ?? 0 { return .changed }
        return .read(before, bytes, job.wantsDigest ? digest.finish() : nil)
    }
}
