import Formats
public import Vocabulary

/// What the files of a git work tree tell about whether its content exists anywhere else.
///
/// Read from references and index alone; git is never run, since a repository's own
/// configuration can name programs for it to run.
public struct GitWorkTree: Sendable {
    /// Absolute path of the work tree.
    public let path: PathBytes
    /// Remotes with their URL, credentials cut, sorted by name.
    public let remotes: [(name: String, url: String)]
    /// Branches whose tip no remote is known to hold, sorted.
    public let unpushed: [String]
    /// Tracked files that are gone or differ from what was staged, below the tree, sorted.
    public let changed: [PathBytes]
    /// Tracked files, below the tree.
    public let tracked: Set<PathBytes>
    /// Whether something is stashed.
    public let hasStash: Bool
    /// Names of other work trees linked to this repository, sorted (git-worktree(1)).
    public let linked: [String]
    /// Paths of submodules that a file names, sorted (gitmodules(5)).
    public let submodules: [String]
    /// Whether some files are kept elsewhere by LFS, and how many of them are here.
    public let largeFiles: Int?

    /// Evidence for the tree's own item; rules `git.no-remote`, `git.unpushed`, `git.dirty`,
    /// `git.stash`, or `git.pushed` where none of them holds.
    public var evidence: [Evidence] {
        var found: [Evidence] = []
        if remotes.isEmpty {
            found.append(claim("git.no-remote", "has no remote: commits exist only here"))
        }
        if !remotes.isEmpty, !unpushed.isEmpty {
            let names = unpushed.prefix(3).joined(separator: ", ")
            found.append(claim("git.unpushed", "no remote is known to hold the tip of \(names)"))
        }
        if !changed.isEmpty {
            found.append(
                claim("git.dirty", "\(changed.count) tracked files differ from what was staged"))
        }
        if hasStash { found.append(claim("git.stash", "holds stashed work")) }
        let isPushed = found.isEmpty
        if !linked.isEmpty {
            found.append(
                claim("git.worktrees", "work trees elsewhere share it: \(Self.few(linked))"))
        }
        if !submodules.isEmpty {
            found.append(
                claim(
                    "git.submodules",
                    "repositories of their own lie within it: \(Self.few(submodules))"))
        }
        if let largeFiles {
            found.append(
                claim(
                    "git.lfs",
                    "keeps large files by LFS, \(largeFiles) of them here; git alone does not hold"
                        + " them"))
        }
        if isPushed, let remote = remotes.first {
            found.append(
                claim(
                    "git.pushed",
                    "every branch is held by \(remote.name), as far as local references tell"))
        }
        return found
    }

    private static func few(_ names: [String]) -> String {
        names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    }

    private func claim(_ rule: String, _ says: String) -> Evidence {
        Evidence(.observed, rule: rule, says: says, at: ".git")
    }
}

extension GitWorkTree {
    /// The work trees below a table's root, the root included, in folder order.
    public static func find(in table: FileTable, documents: some Documents) -> [GitWorkTree] {
        table.folders.indices.compactMap { folder in
            guard let entry = table.entry(named: ".git", inFolder: folder),
                let git = table.folderIndex(ofRecord: entry),
                table.entry(named: "HEAD", inFolder: git) != nil
            else { return nil }
            return read(table, folder: folder, git: git, documents)
        }
    }

    private static func read(
        _ table: FileTable, folder: Int, git: Int, _ documents: some Documents
    ) -> GitWorkTree {
        let path = table.root.appending(table.path(ofFolder: folder))
        let references = references(table, git: git, at: path.appending(".git"), documents)
        let index = documents.bytes(of: path.appending(".git/index"))
            .flatMap { bytes in try? GitIndex.read(bytes) }
        let entries = (index?.entries ?? []).filter { $0.mode >> 12 == 0o10 }
        let changed = entries.filter { entry in
            !entry.isIgnoringChanges && differs(entry, table, folder: folder, at: path, documents)
        }
        return GitWorkTree(
            path: path,
            remotes: references.remotes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            unpushed: references.unpushedBranches, changed: changed.map(\.path),
            tracked: Set(entries.map(\.path)), hasStash: references.hasStash,
            linked: names(in: "worktrees", table, git),
            submodules: submodules(documents.bytes(of: path.appending(".gitmodules"))),
            largeFiles: largeFiles(
                documents.bytes(of: path.appending(".gitattributes")), table, git))
    }

    private static func folder(_ path: String, _ table: FileTable, _ git: Int) -> Int? {
        path.split(separator: "/").reduce(Optional(git)) { folder, name in
            folder.flatMap { table.entry(named: PathBytes(String(name)), inFolder: $0) }
                .flatMap(table.folderIndex(ofRecord:))
        }
    }

    private static func names(in path: String, _ table: FileTable, _ git: Int) -> [String] {
        guard let folder = folder(path, table, git) else { return [] }
        return table.entries(ofFolder: folder).filter { table.records[$0].type == .folder }
            .map { String(decoding: table.name(table.records[$0]), as: UTF8.self) }.sorted()
    }

    private static func submodules(_ bytes: [UInt8]?) -> [String] {
        String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").compactMap { line in
            let sides = line.split(separator: "=", maxSplits: 1).map {
                $0.filter { $0 != " " && $0 != "\t" }
            }
            return sides.count == 2 && sides[0] == "path" ? sides[1] : nil
        }.sorted()
    }

    /// Objects of LFS lie in `lfs/objects/ab/cd/` (git-lfs, *Specification*).
    private static func largeFiles(_ attributes: [UInt8]?, _ table: FileTable, _ git: Int) -> Int? {
        guard let attributes,
            String(decoding: attributes, as: UTF8.self).contains("filter=lfs")
        else { return nil }
        guard let folder = folder("lfs/objects", table, git) else { return 0 }
        return (folder..<Int(table.folders[folder].end)).reduce(0) { count, folder in
            count + table.entries(ofFolder: folder).count { table.records[$0].type == .file }
        }
    }

    private static func references(
        _ table: FileTable, git: Int, at path: PathBytes, _ documents: some Documents
    ) -> GitReferences {
        var references = GitReferences()
        if let head = documents.bytes(of: path.appending("HEAD")) { references.readHead(head) }
        if let refs = table.entry(named: "refs", inFolder: git).flatMap(
            table.folderIndex(ofRecord:))
        {
            for folder in refs..<Int(table.folders[refs].end) {
                for index in table.entries(ofFolder: folder)
                where table.records[index].type == .file {
                    let below = table.path(ofRecord: index).bytes.dropFirst(
                        table.path(ofFolder: git).bytes.count)
                    let name = PathBytes(below.drop { $0 == UInt8(ascii: "/") })
                    guard let bytes = documents.bytes(of: path.appending(name)) else { continue }
                    references.readLoose(name: name.text, bytes)
                }
            }
        }
        if let packed = documents.bytes(of: path.appending("packed-refs")) {
            references.readPacked(packed)
        }
        if let config = documents.bytes(of: path.appending("config")) {
            references.readConfig(config)
        }
        return references
    }

    /// Whether a tracked file is not what was staged: gone, of another size, or, where only its
    /// time moved and it is at most 1 MiB, of another content.
    private static func differs(
        _ entry: GitIndex.Entry, _ table: FileTable, folder: Int, at path: PathBytes,
        _ documents: some Documents
    ) -> Bool {
        guard let index = table.record(at: table.path(ofFolder: folder).appending(entry.path))
        else {
            return true
        }
        let record = table.records[index]
        guard record.type == .file else { return true }
        if entry.isIntent || UInt32(truncatingIfNeeded: record.size) != entry.size {
            return entry.size != 0 || entry.isIntent
        }
        if UInt32(truncatingIfNeeded: record.modified / 1_000_000_000) == entry.modifiedSeconds {
            return false
        }
        guard record.size <= 1 << 20, entry.objectID.count == 20,
            let content = documents.bytes(of: path.appending(entry.path))
        else { return false }
        return SHA1.gitBlob(content) != entry.objectID
    }
}
