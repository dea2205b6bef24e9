import CLinux
import Glibc
public import Vocabulary

/// Walks one root of this machine: all lanes crawl and read, then one table is made of it.
public enum LocalWalk {
    /// Everything below `root`, which is absolute; a root that is a link is followed, a root that
    /// is a file is a table of its own record.
    public static func table(
        place: String, root: PathBytes, options: WalkOptions,
        examiner: (any ContentExaminer)? = nil, previous: FileTable? = nil
    ) throws(PlacesError) -> FileTable {
        let text = root.bytes.map { CChar(bitPattern: $0) } + [0]
        let number = linux_open(text, O_RDONLY | O_NONBLOCK | O_NOCTTY | Int32(linux_path_only))
        guard number >= 0 else { throw .failed(what: "open", path: root, .last) }
        let descriptor = Descriptor(owning: number)
        let status: stat
        do { status = try descriptor.status() } catch {
            throw .failed(what: "look at", path: root, error)
        }
        var table = FileTable(place: place, root: root)
        table.rootRecord = FileRecord(status)
        table.began = FileSystemClock.now(number)
        let isSame = previous.map { $0.root == root && $0.place == place } ?? false
        return try EarlierTable.lend(isSame ? previous : nil) { earlier throws(PlacesError) in
            let context = WalkContext(
                place: place, root: root, rootDescriptor: number, options: options,
                ignored: ignorePatterns(options, number), examiner: examiner, previous: earlier)
            let kind = ItemType(mode: status.st_mode)
            let walked =
                kind == .folder
                ? walk(context, table, status, previous: previous) : single(context, table, text)
            guard context.wasStopped else { return walked }
            return try stopped(walked, previous)
        }
    }

    private static func walk(
        _ context: WalkContext, _ table: FileTable, _ status: stat, previous: FileTable?
    ) -> FileTable {
        var header = WalkJob.Header()
        header.uid = status.st_uid
        header.device = UInt64(status.st_dev)
        header.previous = context.previous == nil ? .max : 0
        let empty = UnsafeBufferPointer<CChar>(start: nil, count: 0)
        context.queue.put(CollectionOfOne(WalkJob(header, folder: empty, name: empty)))
        let harvests = HarvestBox(lanes: context.lanes)
        Lanes.run(context.lanes) { lane in
            harvests.put(Lane.harvest(context, number: lane), lane: lane)
        }
        let all = harvests.all
        defer { for harvest in all { harvest.deallocate() } }
        var merged = Merge.table(table, all, previous: previous)
        merged.began = FileSystemClock.trusted(merged, context.rootDescriptor)
        return merged
    }

    /// A walk that was told to end: it says so, unless nothing at all was looked at by then.
    private static func stopped(
        _ walked: FileTable, _ previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        guard walked.rootRecord.flags & FileRecord.Flag.unread == 0 else {
            throw .stopped(walked.place)
        }
        var table = walked
        // What is kept of the earlier walk was read then: no newer start vouches for it.
        if let previous { table.began = min(table.began, previous.began) }
        table.isStopped = true
        table.problems.append(
            Problem(
                place: table.place, path: table.root, what: PlacesError.stoppedWords,
                code: PlacesError.stopped(table.place).code))
        table.problems.sort()
        return table
    }

    /// A root that is no folder: read where it is a file, listed where it is anything else.
    private static func single(
        _ context: WalkContext, _ table: FileTable, _ path: [CChar]
    ) -> FileTable {
        var table = table
        table.folders = []
        guard table.rootRecord.type == .file, context.options.readsContent,
            !context.own.holds(device: 0, inode: table.rootRecord.inode)
        else { return table }
        var reader = ContentReader(context.examiner?.makeSession()) { context.isStopped }
        do {
            let number = linux_open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
            guard number >= 0 else { throw SystemError.last }
            let name = Array(table.root.name.bytes.map { CChar(bitPattern: $0) }) + [0]
            let file = Descriptor(owning: number)
            try reader.read(file, into: &table.rootRecord, name: name)
        } catch let error as SystemError where error.number == ECANCELED {
            table.rootRecord.flags |= FileRecord.Flag.unread
        } catch let error as SystemError {
            table.rootRecord.flags |= FileRecord.Flag.unread
            table.problems = [error.problem(place: table.place, path: table.root)]
        } catch {}
        table.findings = reader.findings
        return table
    }

    private static func ignorePatterns(_ options: WalkOptions, _ root: Int32) -> IgnorePatterns {
        guard let name = options.ignoreFile else { return IgnorePatterns() }
        guard let file = try? Content.open(name, below: root),
            let bytes = try? Content.bytes(of: file, name, limit: 1 << 20)
        else { return IgnorePatterns() }
        return IgnorePatterns(bytes)
    }
}
