import CLinux
import Glibc
import Synchronization
import Vocabulary

extension Lane {
    /// Files above this many bytes are read on their own, so that one does not hold up a folder.
    static var largeFile: UInt64 { 64 << 20 }

    /// What stays the same for all entries of one folder.
    struct Visit {
        let job: WalkJob
        let header: WalkJob.Header
        let descriptor: Int32
        let firstJob: Int
        var cursor: CarryCursor?

        var isExcluded: Bool { header.kind == .excludedFolder }
    }

    /// Lists a folder, looks at its entries in byte order, and keeps them as one block.
    mutating func walk(_ job: WalkJob) {
        let header = job.header
        let folder: Descriptor
        do {
            folder = try Tree.open(
                job.path, below: context.rootDescriptor, flags: O_DIRECTORY,
                staysOnMount: !context.options.crossesMounts,
                quietly: context.mayKeepAccessTime(ofOwner: header.uid))
        } catch {
            refuse(job, error)
            return
        }
        let failure = listing.fill(from: folder, names: &names)
        if let failure { note(failure, job, name: nil) }
        let first = records.count
        reader.enter(folder: job.path)
        var visit = Visit(
            job: job, header: header, descriptor: folder.number, firstJob: jobs.count,
            cursor: cursor(header))
        for index in 0..<listing.entries.count {
            look(at: listing.entries.base[index], &visit)
        }
        jobs.reverse(from: visit.firstJob)
        context.options.onFolder?(listing.entries.count)
        folders.append(
            Harvest.Folder(
                id: header.id, lane: number, first: UInt32(first),
                count: UInt32(records.count - first), device: header.device, outcome: .listed,
                isComplete: failure == nil))
    }

    /// A folder that could not be opened: the merge marks its record.
    private mutating func refuse(_ job: WalkJob, _ error: SystemError) {
        let isMount = error.number == EXDEV
        if !isMount { note(error, job, name: nil) }
        folders.append(
            Harvest.Folder(
                id: job.header.id, lane: number, first: UInt32(records.count), count: 0,
                device: job.header.device, outcome: isMount ? .otherMount : .unread,
                isComplete: isMount))
    }

    private func cursor(_ header: WalkJob.Header) -> CarryCursor? {
        guard let previous = context.previous, header.previous != .max else { return nil }
        return CarryCursor(previous, folder: Int(header.previous))
    }

    /// Looks at one entry: leaves it out, or makes its record and what follows from it.
    private mutating func look(at entry: Listing.Entry, _ visit: inout Visit) {
        let name = UnsafePointer(names.base + Int(entry.nameOffset))
        let omitted = visit.isExcluded ? nil : reasonToOmit(entry, visit.job, name)
        var record = FileRecord()
        record.nameOffset = entry.nameOffset
        record.nameLength = entry.nameLength
        if visit.isExcluded || omitted != nil {
            record.flags = FileRecord.Flag.excluded
            if let type = ItemType(entry: entry.type) {
                record.typeCode = type.rawValue
                record.inode = entry.inode
                keepOmitted(record, omitted, &visit, name)
                return
            }
        }
        if omitted == nil, readAtOnce(entry, record, visit, name) { return }
        var status = stat()
        guard fstatat(visit.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            keepUnread(record, entry, visit, name)
            return
        }
        record.take(status)
        let device = UInt64(status.st_dev)
        if record.flags & FileRecord.Flag.excluded != 0 {
            keepOmitted(record, omitted, &visit, name)
        } else if device != visit.header.device, !context.options.crossesMounts,
            record.type == .folder || Self.isMount(name, in: visit.descriptor)
        {
            keepClosed(record, .otherMount, visit)
        } else if context.own.holds(device: device, inode: record.inode) {
            keepClosed(record, .ownHistory, visit)
        } else {
            keep(record, device: device, &visit, name)
        }
    }

    /// Whether something is mounted on an entry. A file may show another device than its folder
    /// without that: overlayfs shows the device of the layer a file comes from.
    private static func isMount(_ name: UnsafePointer<CChar>, in folder: Int32) -> Bool {
        let flags = Int32(linux_path_only) | O_NOFOLLOW
        let found = linux_open_below(folder, name, flags, 1)
        if found >= 0 {
            close(found)
            return false
        }
        return errno == EXDEV
    }

    private func reasonToOmit(
        _ entry: Listing.Entry, _ job: WalkJob, _ name: UnsafePointer<CChar>
    ) -> ExclusionReason? {
        let isOwnName = context.own.mayHold(
            UnsafeRawBufferPointer(start: name, count: Int(entry.nameLength)))
        guard isOwnName || context.hasPatterns else { return nil }
        let path = path(job, name: name)
        if context.own.holds(path) { return .ownHistory }
        guard context.hasPatterns else { return nil }
        return context.reasonToExclude(path, isFolder: Int(entry.type) == Int(DT_DIR))
    }

    private mutating func omit(_ reason: ExclusionReason, _ visit: Visit) {
        omissions.append(
            Harvest.Omission(
                folder: visit.header.id, record: UInt32(records.count), reason: reason))
    }

    /// Keeps an entry that is left out and not entered, whatever it is.
    private mutating func keepClosed(
        _ record: FileRecord, _ reason: ExclusionReason, _ visit: Visit
    ) {
        var record = record
        record.flags |= FileRecord.Flag.excluded
        if record.type == .folder { record.folder = .max }
        omit(reason, visit)
        records.append(record)
    }

    /// Keeps an entry that is left out; a folder is still walked, to count what is in it.
    private mutating func keepOmitted(
        _ record: FileRecord, _ reason: ExclusionReason?, _ visit: inout Visit,
        _ name: UnsafePointer<CChar>
    ) {
        var record = record
        if let reason { omit(reason, visit) }
        if record.type == .folder {
            record.folder = addJob(
                .excludedFolder, record, device: visit.header.device, visit, name, previous: .max)
        }
        records.append(record)
    }

    /// Keeps an entry that could not be looked at, unless it is simply gone by now.
    private mutating func keepUnread(
        _ record: FileRecord, _ entry: Listing.Entry, _ visit: Visit,
        _ name: UnsafePointer<CChar>
    ) {
        let error = SystemError.last
        guard error.number != ENOENT else { return }
        note(error, visit.job, name: name)
        var record = record
        record.inode = entry.inode
        record.typeCode = (ItemType(entry: entry.type) ?? .file).rawValue
        record.flags |= FileRecord.Flag.unread
        if record.type == .folder { record.folder = .max }
        records.append(record)
    }

    /// Keeps an entry and goes on into it: a folder later, a file now, a link by its target.
    private mutating func keep(
        _ record: FileRecord, device: UInt64, _ visit: inout Visit, _ name: UnsafePointer<CChar>
    ) {
        var record = record
        let found = visit.cursor?.find(name, count: Int(record.nameLength))
        switch record.type {
        case .folder:
            let previous = found.flatMap { visit.cursor?.folder(ofRecord: $0) } ?? .max
            record.folder = addJob(
                .folder, record, device: device, visit, name, previous: previous)
        case .file:
            if !carry(&record, found, device: device, visit) { read(&record, visit, name) }
        case .link:
            if let target = readLink(visit.descriptor, name) {
                targets.append((UInt32(records.count), target))
            }
        case .socket, .fifo, .device: break
        }
        records.append(record)
    }

    private mutating func addJob(
        _ kind: WalkJob.Kind, _ record: FileRecord, device: UInt64, _ visit: Visit,
        _ name: UnsafePointer<CChar>, previous: UInt32
    ) -> UInt32 {
        var header = WalkJob.Header(kind: kind, previous: previous, device: device)
        header.id = context.folders.add(1, ordering: .relaxed).oldValue
        header.depth = visit.header.depth + 1
        header.uid = record.uid
        let name = UnsafeBufferPointer(start: name, count: Int(record.nameLength))
        jobs.append(WalkJob(header, folder: visit.job.path, name: name))
        return header.id
    }

    private func readLink(_ folder: Int32, _ name: UnsafePointer<CChar>) -> PathBytes? {
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            let bytes = buffer.assumingMemoryBound(to: CChar.self)
            guard let start = bytes.baseAddress else { return nil }
            let count = readlinkat(folder, name, start, bytes.count)
            return count < 0 ? nil : PathBytes(bytes: Array(buffer[..<count]))
        }
    }
}
