import Glibc
import Places
import Vocabulary

/// The walk of one root there, step by step, whoever lists and reads for us: first the listing,
/// then the contents that are needed and not known.
struct RootWalk {
    let root: PathBytes
    private let place: RemotePlace
    private let options: WalkOptions
    private let examiner: (any ContentExaminer)?
    private let previous: FileTable?
    private var table: FileTable
    private var listing: ListedWalk?
    /// Takes the listing.
    var enumeration: Enumeration
    /// Takes the contents; empty before the listing is done.
    var contents: Contents

    /// A walk that has not begun.
    ///
    /// - Parameter find: in whose words the listing comes.
    init(
        _ place: RemotePlace, root: PathBytes, options: WalkOptions,
        examiner: (any ContentExaminer)?, previous: FileTable?, find: Greeting.Tool
    ) {
        self.place = place
        self.root = root
        self.options = options
        self.examiner = examiner
        self.previous = previous
        table = FileTable(place: place.id, root: root)
        enumeration = Enumeration(place, root: root, options: options, find: find)
        contents = Contents(place: place, base: root, clock: 0, examiner: nil)
    }

    /// The listing is whole: what has to be read stands in `contents` from now on.
    mutating func listed(_ ended: Ended) throws(PlacesError) {
        table = try enumeration.finish(ended)
        listing = enumeration.listing
        if let previous { listing?.carry(from: previous) }
        let folder = root.folder
        contents = Contents(
            place: place, base: listing != nil ? root : folder.isEmpty ? "/" : folder,
            clock: enumeration.clock, examiner: examiner)
        contents.isShallow = listing == nil
        contents.files = wanted
    }

    private var wanted: [FileReading] {
        guard options.readsContent else { return [] }
        guard let listing else {
            let isFile = table.rootRecord.type == .file
            return isFile ? [FileReading(entry: -1, path: root.name, record: table.rootRecord)] : []
        }
        return listing.records.indices.compactMap { index in
            let record = listing.records[index]
            let isKnown =
                FileRecord.Flag.digested | FileRecord.Flag.excluded | FileRecord.Flag.unread
            guard record.type == .file, record.flags & isKnown == 0,
                record.size <= options.readLimit ?? .max
            else { return nil }
            return FileReading(entry: index, path: listing.path(of: index), record: record)
        }
    }

    /// The table, once every content is read.
    mutating func finished() throws(PlacesError) -> FileTable {
        guard listing != nil else { return single() }
        for file in contents.files {
            listing?.records[file.entry] = file.settled
            if let problem = file.problem(at: root, place: place.id) {
                listing?.problems.append(problem)
            }
        }
        do {
            let findings = contents.examination.findings
            guard var done = try listing?.finished(findings: findings, previous: previous) else {
                return table
            }
            done.began = table.began
            return done
        } catch {
            throw place.fault(error)
        }
    }

    /// A root that is no folder: read where it is a file, listed where it is anything else.
    private func single() -> FileTable {
        guard let file = contents.files.first else { return table }
        var table = table
        table.rootRecord = file.settled
        table.problems = file.problem(at: contents.base, place: place.id).map { [$0] } ?? []
        table.findings = contents.examination.findings
        return table
    }
}
