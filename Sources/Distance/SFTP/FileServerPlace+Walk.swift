import Glibc
public import Places
import Synchronization
public import Vocabulary

extension FileServerPlace {
    /// The most bytes of one file that are read for its digest.
    static let digestLimit: UInt64 = 64 << 20
    /// The most bytes of one root that are read for digests.
    static let digestBudget: UInt64 = 2 << 30

    /// Walks everything below a root: the listing, then the contents that are needed and not known.
    public func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        let clock = Surroundings.now
        var listing = FileListing(
            root, crossesMounts: options.crossesMounts, limit: reachOptions.listingLimit)
        try carry(&listing)
        guard let attributes = listing.rootAttributes else {
            throw .failed(
                what: "look at", path: root, listing.rootFailure ?? SystemError(ENOENT))
        }
        var table = FileTable(place: id, root: root)
        table.folders = []
        table.rootRecord = attributes.record
        var reading = FileServerReading(self, examiner)
        guard attributes.record.type == .folder else {
            return try single(table, options, &reading)
        }
        table.began = min(clock, Self.newest(listing))
        var walk = ListedWalk(
            table, Self.extra(listing.folders[0], listing.isCut), options: options,
            ignored: try ignored(root, listing, options))
        try add(listing, to: &walk)
        if listing.isCut { walk.noteCut(limit: reachOptions.listingLimit) }
        if let previous { walk.carry(from: previous) }
        try reading.read(Self.wanted(walk, options), below: root)
        for file in reading.files {
            walk.records[file.entry] = file.settled
            if let problem = file.problem(at: root, place: id) { walk.problems.append(problem) }
        }
        undigested.add(reading.undigested, ordering: .relaxed)
        do {
            return try walk.finished(findings: reading.findings, previous: previous)
        } catch {
            throw fault(error)
        }
    }

    /// The newest time of any file: the host's clock was never behind it, and is not told.
    private static func newest(_ listing: FileListing) -> Int64 {
        listing.folders.lazy.flatMap(\.entries).reduce(0) {
            max($0, Int64($1.attributes.modified ?? 0) * 1_000_000_000)
        }
    }

    private static func wanted(_ walk: ListedWalk, _ options: WalkOptions) -> [FileReading] {
        guard options.readsContent else { return [] }
        return walk.records.indices.compactMap { index in
            let record = walk.records[index]
            let isKnown = FileRecord.Flag.digested | FileRecord.Flag.excluded
            guard record.type == .file, record.flags & isKnown == 0,
                record.size <= options.readLimit ?? .max
            else { return nil }
            return FileReading(entry: index, path: walk.path(of: index), record: record)
        }
    }

    /// Adds everything that was listed, each folder before what is in it.
    private func add(_ listing: FileListing, to walk: inout ListedWalk) throws(PlacesError) {
        var stack: [(folder: Int, next: Int)] = [(0, 0)]
        while let (number, next) = stack.popLast() {
            let folder = listing.folders[number]
            guard next < folder.entries.count else { continue }
            stack.append((number, next + 1))
            let entry = folder.entries[next]
            let extra =
                entry.folder.map { Self.extra(listing.folders[$0], listing.isCut) }
                ?? ListedWalk.Extra(device: folder.device, target: entry.target)
            let path = folder.path.appending(PathBytes(bytes: entry.name))
            do {
                try walk.add(entry.attributes.record, at: path.bytes[...], extra)
            } catch {
                throw fault(error)
            }
            if let below = entry.folder { stack.append((below, 0)) }
        }
    }

    private static func extra(
        _ folder: FileListing.Folder, _ isCut: Bool
    ) -> ListedWalk.Extra {
        var extra = ListedWalk.Extra(device: folder.device, isClosed: folder.failure != nil)
        extra.refusal = folder.failure ?? extra.refusal
        extra.isPartial = isCut && !folder.isWhole
        return extra
    }

    /// The lines of the ignore file at the root.
    private func ignored(
        _ root: PathBytes, _ listing: FileListing, _ options: WalkOptions
    ) throws(PlacesError) -> IgnorePatterns {
        guard let name = options.ignoreFile,
            let entry = listing.folders[0].entries.first(where: { $0.name == name.bytes }),
            entry.attributes.record.type == .file
        else { return IgnorePatterns() }
        var fetch = FileFetch([.init(path: root.appending(name).bytes, limit: 1 << 20)])
        var patterns = IgnorePatterns()
        try carry(&fetch) { fetch in
            for (_, outcome) in fetch.drain() {
                if case .read(_, let bytes, _) = outcome { patterns = IgnorePatterns(bytes) }
            }
        }
        return patterns
    }

    /// A root that is no folder: read where it is a file, listed where it is anything else.
    private func single(
        _ table: FileTable, _ options: WalkOptions, _ reading: inout FileServerReading
    ) throws(PlacesError) -> FileTable {
        var table = table
        guard table.rootRecord.type == .file, options.readsContent else { return table }
        let file = FileReading(entry: -1, path: table.root.name, record: table.rootRecord)
        let folder = table.root.folder
        let base = folder.isEmpty ? PathBytes("/") : folder
        try reading.read([file], below: base)
        table.rootRecord = reading.files[0].settled
        table.problems = reading.files[0].problem(at: base, place: id).map { [$0] } ?? []
        table.findings = reading.findings
        return table
    }

    private func fault(_ fault: ListedWalk.Fault) -> PlacesError {
        .interrupted(place: id, why: "it said what nobody asked for: \(fault.words)")
    }
}
