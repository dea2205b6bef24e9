import CLinux
import Glibc
import Vocabulary

/// One thread's share of a walk: takes folders, lists them, looks at entries, reads files.
///
/// Everything it touches is its own; only jobs and the context are shared.
struct Lane: ~Copyable {
    let context: WalkContext
    let number: UInt32
    var jobs = PlainBuffer<WalkJob>(room: 64)
    var listing = Listing()
    var names = PlainBuffer<CChar>(room: 1 << 16)
    var records = PlainBuffer<FileRecord>(room: 1 << 10)
    var folders = PlainBuffer<Harvest.Folder>(room: 256)
    var reader: ContentReader
    var targets: [(record: UInt32, target: PathBytes)] = []
    var omissions: [Harvest.Omission] = []
    var lateFiles: [Harvest.LateFile] = []
    var problems: [Problem] = []

    init(_ context: WalkContext, number: Int) {
        self.context = context
        self.number = UInt32(number)
        reader = ContentReader(context.examiner?.makeSession()) { context.isStopped }
    }

    /// Works until nothing is left anywhere, then hands over what it gathered.
    static func harvest(_ context: WalkContext, number: Int) -> Harvest {
        var lane = Lane(context, number: number)
        while let job = lane.nextJob() {
            lane.carryOut(job)
            job.deallocate()
        }
        return lane.handOver()
    }

    private consuming func handOver() -> Harvest {
        Harvest(
            records: records.release(), names: names.release(), folders: folders.release(),
            targets: targets, findings: reader.findings, omissions: omissions,
            lateFiles: lateFiles, problems: problems)
    }

    /// The newest job of our own, else one of the overflow; half of ours goes to whoever starves.
    private mutating func nextJob() -> WalkJob? {
        guard let job = jobs.popLast() else { return context.queue.take() }
        if jobs.count > 1, context.queue.isHungry {
            let half = jobs.count / 2
            context.queue.put(jobs.elements[..<half])
            jobs.removeFirst(half)
        }
        return job
    }

    private mutating func carryOut(_ job: WalkJob) {
        guard !context.isStopped else { return leaveUndone(job) }
        switch job.header.kind {
        case .folder, .excludedFolder: walk(job)
        case .largeFile: readLarge(job)
        }
    }

    /// A job that comes after the walk was told to end: the merge puts in what is known of it.
    private mutating func leaveUndone(_ job: WalkJob) {
        switch job.header.kind {
        case .folder, .excludedFolder:
            folders.append(
                Harvest.Folder(
                    id: job.header.id, lane: number, first: UInt32(records.count), count: 0,
                    device: job.header.device, outcome: .stopped, isComplete: false,
                    previous: job.header.previous))
        case .largeFile:
            var record = FileRecord()
            record.flags = FileRecord.Flag.unread
            keepLate(record, job.header)
        }
    }

    /// Keeps what was read of a large file for the merge, which knows whose record it is.
    mutating func keepLate(_ record: FileRecord, _ header: WalkJob.Header) {
        lateFiles.append(
            Harvest.LateFile(
                owner: header.lane, record: header.record, finder: number, entry: record))
    }

    /// Notes what went wrong with an entry of a folder, or with the folder itself.
    mutating func note(_ error: SystemError, _ job: WalkJob, name: UnsafePointer<CChar>?) {
        problems.append(error.problem(place: context.place, path: absolutePath(job, name: name)))
    }

    /// The absolute path of an entry of a job's folder, or of the folder itself.
    func absolutePath(_ job: WalkJob, name: UnsafePointer<CChar>?) -> PathBytes {
        context.root.appending(path(job, name: name))
    }

    /// The path below the root of an entry of a job's folder, or of the folder itself.
    func path(_ job: WalkJob, name: UnsafePointer<CChar>?) -> PathBytes {
        let folder = PathBytes(bytes: job.path.map { UInt8(bitPattern: $0) })
        guard let name else { return folder }
        let bytes = UnsafeRawBufferPointer(start: name, count: strlen(name))
        return folder.appending(PathBytes(bytes: Array(bytes)))
    }
}

extension FileRecord {
    /// A record of what stat(2) told; unknown file types count as devices.
    init(_ status: stat) {
        self.init()
        take(status)
    }

    /// Takes over what stat(2) told, leaving name, folder, digest as they are.
    mutating func take(_ status: stat) {
        inode = UInt64(status.st_ino)
        size = UInt64(clamping: status.st_size)
        modified = status.modified
        changed = status.changed
        uid = status.st_uid
        gid = status.st_gid
        mode = UInt16(status.st_mode & 0o7777)
        links = UInt16(clamping: status.st_nlink)
        typeCode = ItemType(mode: status.st_mode).rawValue
    }
}

extension ItemType {
    /// The type in a mode of stat(2).
    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .folder
        case S_IFLNK: self = .link
        case S_IFSOCK: self = .socket
        case S_IFIFO: self = .fifo
        default: self = .device
        }
    }

    /// The type that getdents64(2) states; nil where the file system does not say.
    init?(entry: UInt8) {
        switch Int(entry) {
        case Int(DT_REG): self = .file
        case Int(DT_DIR): self = .folder
        case Int(DT_LNK): self = .link
        case Int(DT_SOCK): self = .socket
        case Int(DT_FIFO): self = .fifo
        case Int(DT_BLK), Int(DT_CHR): self = .device
        default: return nil
        }
    }
}
