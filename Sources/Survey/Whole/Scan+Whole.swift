import Formats
import Places
import Recognition
import Vocabulary

extension Scan {
    /// This scan with the roots of a whole host, as far as they are there.
    func whole(_ place: some PlaceAccess, _ view: RunningView) -> Scan {
        guard let home = wholeHostFrom else { return self }
        var scan = self
        scan.roots = SystemRoots(asking: Asking(place: place), view: view).all(home: home)
        return scan
    }
}

/// What packages say of the items of a whole host, and what is nobody's but the host's.
struct OwnershipRemarks {
    /// Items that a package brought and nobody changed, with the package's name.
    private(set) var packaged: [PathBytes: String] = [:]
    /// Evidence by path.
    private(set) var remarks: [PathBytes: [Evidence]] = [:]

    /// What the scripts of packages make anew by themselves (update-alternatives(1), update-rc.d(8),
    /// update-ca-certificates(8), ldconfig(8)).
    private static let made = [
        "/etc/alternatives", "/etc/rc0.d", "/etc/rc1.d", "/etc/rc2.d", "/etc/rc3.d", "/etc/rc4.d",
        "/etc/rc5.d", "/etc/rc6.d", "/etc/rcS.d", "/etc/ssl/certs", "/etc/ld.so.cache",
        "/etc/mtab", "/etc/.pwd.lock",
    ].map { PathBytes($0) }

    init(_ tables: [FileTable], _ files: PackagedFiles?) {
        for table in tables where Self.isSystem(table.root) {
            remarks[table.root] = SystemRoots.isOwn(table.root) ? [Self.own] : []
            guard let files, !table.root.isWithin("/var") else { continue }
            for folder in table.folders.indices {
                let above = table.root.appending(table.path(ofFolder: folder))
                for index in table.entries(ofFolder: folder)
                where table.records[index].type == .file
                    || table.records[index].type == .link && !Self.isPulling(above)
                {
                    note(above.appending(PathBytes(table.name(table.records[index]))), files)
                }
            }
        }
    }

    private static func isSystem(_ root: PathBytes) -> Bool {
        SystemRoots.isOwn(root) || ["/opt", "/usr/local"].contains { root == PathBytes($0) }
    }

    /// Links in which systemd and others keep what is enabled say so by themselves.
    private static func isPulling(_ folder: PathBytes) -> Bool {
        [".wants", ".requires"].contains(where: folder.text.hasSuffix)
    }

    private static let own = Evidence(
        .observed, rule: "root.system",
        says: "a location of the host's own: looked at, and not copied to another host")

    private mutating func note(_ path: PathBytes, _ files: PackagedFiles) {
        let text = path.text
        if let package = files.owners[text] {
            if files.untouched.contains(text) { packaged[path] = package }
        } else if Self.made.contains(where: { path.isWithin($0) }) {
            packaged[path] = "made by the scripts of packages"
        } else {
            remarks[path, default: []].append(
                Evidence(.observed, rule: "package.none", says: "no package brought it"))
        }
    }
}
