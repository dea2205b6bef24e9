import Vocabulary

/// Documents in which a path of the running place is found below the roots too, where what is
/// scanned is a copy of it: `/etc/app/app.env` as `ROOT/etc/app/app.env`.
struct RootedDocuments: Documents {
    private let base: any Documents
    let place: String
    let roots: [PathBytes]
    let owner: String?
    /// The files of the place, without those of package managers and version control.
    let files: [PathBytes]
    /// What the walk told of each.
    let marks: [TextMarks]
    /// The links of the place, likewise.
    let links: [PathBytes]

    init(_ base: any Documents) {
        self.base = base
        place = base.place
        roots = base.roots
        owner = base.owner
        let (all, told) = (base.files, base.marks)
        let own = all.indices.filter { !Self.isForeign(all[$0]) }
        files = own.map { all[$0] }
        marks = told.isEmpty ? [] : own.map { told[$0] }
        links = base.links.filter { !Self.isForeign($0) }
    }

    private static let foreign = [
        "node_modules", ".git", "site-packages", ".venv", "venv", "__pycache__",
    ].map { Array($0.utf8) }

    /// Whether a package manager or version control put the file there.
    private static func isForeign(_ path: PathBytes) -> Bool {
        var start = 0
        for (index, byte) in path.bytes.enumerated() where byte == UInt8(ascii: "/") {
            let segment = path.bytes[start..<index]
            start = index + 1
            if segment.count >= 4, foreign.contains(where: { segment.elementsEqual($0) }) {
                return true
            }
        }
        return false
    }

    func type(of path: PathBytes) -> ItemType? {
        base.type(of: path) ?? below(path).lazy.compactMap { base.type(of: $0) }.first
    }

    func bytes(of path: PathBytes) -> [UInt8]? {
        base.bytes(of: path) ?? below(path).lazy.compactMap { base.bytes(of: $0) }.first
    }

    private func below(_ path: PathBytes) -> [PathBytes] {
        RelocatedPaths.of(path, roots: roots)
    }
}

extension Documents {
    /// Where a path lies in what was scanned: itself, or below a root; itself where nowhere.
    func placed(_ path: PathBytes) -> PathBytes {
        RelocatedPaths.of(path, roots: roots).first { type(of: $0) != nil } ?? path
    }
}
