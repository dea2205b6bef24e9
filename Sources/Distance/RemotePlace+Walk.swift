public import Places
public import Vocabulary

extension RemotePlace {
    /// Walks everything below a root: one listing, then the contents that are needed and not known.
    public func walk(
        _ root: PathBytes, options: WalkOptions, examiner: (any ContentExaminer)?,
        previous: FileTable?
    ) throws(PlacesError) -> FileTable {
        let asked = [RootToWalk(root: root, previous: previous)]
        return try walk(asked, options: options, examiner: examiner)[0].get()
    }

    /// One listing by the tools of the host, then what is needed of the contents.
    func walkByTools(
        _ root: RootToWalk, options: WalkOptions, examiner: (any ContentExaminer)?
    ) throws(PlacesError) -> FileTable {
        var walk = RootWalk(
            self, root: root.root, options: options, examiner: examiner, previous: root.previous,
            find: greeting.find)
        var ended = Ended(status: nil, errors: [])
        do throws(PlacesError) {
            ended = try ask(walk.enumeration.script) { bytes, pace throws(PlacesError) in
                try walk.enumeration.take(bytes, pace)
                if walk.enumeration.isCut { throw garbled("more than is kept") }
            }
        } catch {
            guard walk.enumeration.isCut else { throw error }
        }
        try walk.listed(ended)
        try walk.contents.read()
        return try walk.finished()
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
