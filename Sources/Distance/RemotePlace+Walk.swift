import Glibc
public import Places
public import Vocabulary

extension RemotePlace {
    /// Walks everything below a root: one listing, then the contents that are needed and not known.
    public func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        var enumeration = Enumeration(self, root: root, options: options)
        let ended = try ask(enumeration.script(greeting.find)) { bytes, pace throws(PlacesError) in
            try enumeration.take(bytes, pace)
        }
        let table = try enumeration.finish(ended)
        guard var listing = enumeration.listing else {
            return try single(table, options, examiner, clock: enumeration.clock)
        }
        if let previous { listing.carry(from: previous) }
        var contents = Contents(
            place: self, base: root, isShallow: false, clock: enumeration.clock,
            files: wanted(listing, options), examination: Examination(examiner))
        try contents.read()
        for file in contents.files {
            listing.records[file.entry] = file.settled
            if let problem = file.problem(at: root, place: id) { listing.problems.append(problem) }
        }
        do {
            var done = try listing.finished(
                findings: contents.examination.findings, previous: previous)
            done.began = table.began
            return done
        } catch {
            throw fault(error)
        }
    }

    private func wanted(_ listing: ListedWalk, _ options: WalkOptions) -> [FileReading] {
        guard options.readsContent else { return [] }
        return listing.records.indices.compactMap { index in
            let record = listing.records[index]
            let isKnown = FileRecord.Flag.digested | FileRecord.Flag.excluded
            guard record.type == .file, record.flags & isKnown == 0,
                record.size <= options.readLimit ?? .max
            else { return nil }
            return FileReading(entry: index, path: listing.path(of: index), record: record)
        }
    }

    /// A root that is no folder: read where it is a file, listed where it is anything else.
    private func single(
        _ table: FileTable, _ options: WalkOptions, _ examiner: (any ContentExaminer)?,
        clock: Int64
    ) throws(PlacesError) -> FileTable {
        var table = table
        guard table.rootRecord.type == .file, options.readsContent else { return table }
        let reading = FileReading(entry: -1, path: table.root.name, record: table.rootRecord)
        let folder = table.root.folder
        var contents = Contents(
            place: self, base: folder.isEmpty ? "/" : folder, isShallow: true, clock: clock,
            files: [reading], examination: Examination(examiner))
        try contents.read()
        table.rootRecord = contents.files[0].settled
        table.problems = contents.files[0].problem(at: contents.base, place: id).map { [$0] } ?? []
        table.findings = contents.examination.findings
        return table
    }

    /// The error of a listing that says what it may not.
    func fault(_ fault: ListedWalk.Fault) -> PlacesError { garbled(fault.words) }
}

extension ListedWalk.Fault {
    /// What was said, its path without control bytes and at most 200 of its characters.
    var words: String {
        switch self {
        case .misplaced(let path): "an entry outside its folder: \(Self.shown(path))"
        case .twice(let path): "an entry twice: \(Self.shown(path))"
        }
    }

    private static func shown(_ path: PathBytes) -> String {
        String(
            decoding: path.bytes.prefix(200).map { $0 < 0x20 || $0 == 0x7F ? 0x3F : $0 },
            as: UTF8.self)
    }
}

extension FileRecord {
    /// Takes over what stat(2) told there, leaving name, folder, digest as they are.
    mutating func take(_ seen: FileRecord) {
        inode = seen.inode
        size = seen.size
        modified = seen.modified
        changed = seen.changed
        uid = seen.uid
        gid = seen.gid
        mode = seen.mode
        links = seen.links
    }

    /// Whether nothing that a write would change is different.
    func isUnmoved(_ later: FileRecord) -> Bool {
        inode == later.inode && size == later.size && modified == later.modified
            && changed == later.changed
    }
}
