import Formats
import Places
import Vocabulary

/// The documents of the roots, and beside them the texts of the place that say what runs there:
/// crontabs, units, and the compose files that containers were made from.
///
/// What lies outside the roots is read to find services; it is no item of the inventory.
struct SystemDocuments: Documents {
    private let base: ScannedDocuments
    let roots: [PathBytes]
    let files: [PathBytes]

    var place: String { base.place }
    var owner: String? { base.owner }
    var links: [PathBytes] { base.links }

    func type(of path: PathBytes) -> ItemType? { base.type(of: path) }
    func bytes(of path: PathBytes) -> [UInt8]? { base.bytes(of: path) }

    /// Where cron and systemd look (cron(8), systemd.unit(5)).
    private static let folders = [
        "/etc/crontab", "/etc/cron.d", "/etc/cron.hourly", "/etc/cron.daily", "/etc/cron.weekly",
        "/etc/cron.monthly", "/var/spool/cron", "/etc/systemd/system",
        "/etc/systemd/user", "/root/.config/systemd/user", "/etc/containers/systemd",
        "/root/.config/containers/systemd", "/etc/kubernetes/manifests", "/etc/nomad.d",
    ]

    /// Documents of the roots and of the system; `coverage` tells what could not be read there.
    static func read(
        _ roots: [FileTable], at place: some PlaceAccess, view: RunningView,
        users: UserNames
    ) -> (documents: SystemDocuments, coverage: Place.Coverage) {
        let homes = users.homes.values.flatMap { home in
            [".config/systemd/user", ".config/containers/systemd"].map {
                PathBytes(home).appending($0).normalised
            }
        }
        var wanted = folders.map { PathBytes($0) } + homes + definitions(view)
        wanted = Set(wanted).filter { path in !roots.contains { path.isWithin($0.root) } }.sorted()
        wanted = wanted.filter { path in !wanted.contains { $0 != path && path.isWithin($0) } }
        var tables = roots
        var coverage = Place.Coverage(scope: "schedules", looked: true)
        for path in wanted {
            do {
                let table = try place.walk(
                    path, options: WalkOptions(), examiner: nil, previous: nil)
                tables.append(table)
                coverage.missing += table.problems.map {
                    .init(what: $0.path?.text ?? path.text, why: $0.what, privilege: "root")
                }
            } catch  where error.code == "ENOENT" {
                continue
            } catch {
                coverage.missing.append(
                    .init(what: path.text, why: error.message, privilege: "root"))
            }
        }
        let walked = tables
        let base = ScannedDocuments(tables: walked, owner: nil) { path, limit in
            let root = walked.map(\.root).filter { path.isWithin($0) }
                .max { $0.bytes.count < $1.bytes.count }
            return root.flatMap {
                try? place.read(path.below($0) ?? PathBytes(bytes: []), below: $0, limit: limit)
            }
        }
        let inside = roots.map(\.root)
        // What a package brought and nobody changed comes with the package.
        let files = base.files.filter { path in
            inside.contains { path.isWithin($0) } || !view.untouchedFiles.contains(path.text)
        }
        return (SystemDocuments(base: base, roots: inside, files: files), coverage)
    }

    /// Files that define what was seen to run.
    private static func definitions(_ view: RunningView) -> [PathBytes] {
        let compose = view.engines.flatMap(\.containers).flatMap { container -> [PathBytes] in
            let files = RunningSystem.files(container)
            guard let folder = files.first?.folder, !folder.isEmpty else { return [] }
            return files + [folder.appending(".env")]
        }
        let units = view.units.filter(\.status.isWorthTelling).flatMap { unit in
            let status = unit.status
            return ([status.file].compactMap { $0 } + status.dropIns + status.environmentFiles)
                + status.arguments.filter { $0.hasPrefix("/etc/") }
        }
        return compose.filter { $0.bytes.first == UInt8(ascii: "/") } + units.map { PathBytes($0) }
    }
}
