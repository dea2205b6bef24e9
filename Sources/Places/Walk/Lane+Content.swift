import CLinux
import Glibc
import Vocabulary

extension Lane {
    /// Carries digest and finding over from the earlier walk; false where the file must be read.
    func carry(
        _ record: inout FileRecord, _ found: Int?, device: UInt64, _ visit: borrowing Visit
    ) -> Bool {
        guard !context.options.isParanoid, let found,
            let earlier = visit.cursor?.carried(found, to: record, device: device)
        else { return false }
        record.digest = earlier.digest
        record.finding = earlier.finding
        record.flags |= FileRecord.Flag.digested | FileRecord.Flag.carried
        return true
    }

    /// Reads and digests a file of an open folder, or leaves a large one to whoever is free.
    mutating func read(
        _ record: inout FileRecord, _ visit: borrowing Visit, _ name: UnsafePointer<CChar>
    ) {
        guard context.options.readsContent, record.size <= context.options.readLimit ?? .max else {
            return
        }
        if record.size > Self.largeFile, context.lanes > 1 {
            leave(record, visit.job, name)
            return
        }
        guard !context.isStopped else {
            record.flags |= FileRecord.Flag.unread
            return
        }
        let quietly = context.mayKeepAccessTime(ofOwner: record.uid)
        do {
            guard record.size > 0 else {
                reader.finishEmpty(&record, name: name)
                return
            }
            let file = try Descriptor.open(name, in: visit.descriptor, flags: 0, quietly: quietly)
            try reader.read(file, into: &record, name: name)
        } catch {
            refuse(&record, error, visit.job, name: name)
        }
        noteIfTorn(record, visit.job, name: name)
    }

    /// Opens a file that is to be read in any case before it is looked at: the descriptor tells
    /// what the name would, one call less. False where the longer way must be taken.
    mutating func readAtOnce(
        _ entry: Listing.Entry, _ record: FileRecord, _ visit: borrowing Visit,
        _ name: UnsafePointer<CChar>
    ) -> Bool {
        guard Int(entry.type) == Int(DT_REG), !visit.isExcluded, context.options.readsContent,
            context.options.readLimit == nil, visit.cursor == nil,
            !context.own.holds(inode: entry.inode),
            let file = try? Descriptor.open(name, in: visit.descriptor, flags: 0),
            let status = try? file.status(), status.isRegular
        else { return false }
        var record = record
        record.take(status)
        guard UInt64(status.st_dev) == visit.header.device || context.options.crossesMounts else {
            return false
        }
        if record.size > Self.largeFile, context.lanes > 1 {
            leave(record, visit.job, name)
        } else {
            do { try reader.read(file, status, into: &record, name: name) } catch {
                refuse(&record, error, visit.job, name: name)
            }
            noteIfTorn(record, visit.job, name: name)
        }
        records.append(record)
        return true
    }

    private mutating func leave(
        _ record: FileRecord, _ job: WalkJob, _ name: UnsafePointer<CChar>
    ) {
        var header = job.header
        header.kind = .largeFile
        header.lane = number
        header.record = UInt32(records.count)
        header.uid = record.uid
        let name = UnsafeBufferPointer(start: name, count: Int(record.nameLength))
        context.queue.put(CollectionOfOne(WalkJob(header, folder: job.path, name: name)))
    }

    /// Reads a large file that some lane left; the merge puts its digest into the record.
    mutating func readLarge(_ job: WalkJob) {
        let header = job.header
        var record = FileRecord()
        let name = job.path.lastIndex(of: CChar(UInt8(ascii: "/"))).map { $0 + 1 } ?? 0
        let start = job.path.baseAddress.map { $0 + name }
        do {
            let file = try Tree.open(
                job.path, below: context.rootDescriptor, flags: 0,
                staysOnMount: !context.options.crossesMounts,
                quietly: context.mayKeepAccessTime(ofOwner: header.uid))
            record = FileRecord(try file.status())
            reader.enter(folder: UnsafeBufferPointer(rebasing: job.path[..<max(0, name - 1)]))
            if let start { try reader.read(file, into: &record, name: start) }
        } catch {
            refuse(&record, error, job, name: nil)
        }
        noteIfTorn(record, job, name: nil)
        keepLate(record, header)
    }

    private mutating func refuse(
        _ record: inout FileRecord, _ error: SystemError, _ job: WalkJob,
        name: UnsafePointer<CChar>?
    ) {
        record.flags |= FileRecord.Flag.unread
        if error.number != ECANCELED { note(error, job, name: name) }
    }

    private mutating func noteIfTorn(
        _ record: FileRecord, _ job: WalkJob, name: UnsafePointer<CChar>?
    ) {
        guard record.flags & FileRecord.Flag.torn != 0 else { return }
        problems.append(
            Problem(
                place: context.place, path: absolutePath(job, name: name),
                what: "changed while it was read", code: "changed-while-read"))
    }
}
