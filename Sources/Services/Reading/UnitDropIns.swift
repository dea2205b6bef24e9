import Formats
import Vocabulary

/// Drop-ins (`NAME.d/*.conf`, systemd.unit(5)) by the unit they belong to.
struct UnitDropIns {
    private var byUnit: [String: [(path: PathBytes, file: UnitFile)]] = [:]

    private static let endings = NameEndings([".conf"])

    init(_ documents: any Documents) {
        for path in documents.files
        where Self.endings.mayEnd(path) && path.name.text.hasSuffix(".conf") {
            let folder = path.folder.name.text
            guard folder.hasSuffix(".d"), UnitReader.isUnit(String(folder.dropLast(2))),
                !documents.isCopy(path), let bytes = documents.bytes(of: path)
            else { continue }
            byUnit[Self.key(path.folder), default: []].append((path, UnitFile(bytes)))
        }
    }

    /// A unit's name with the manager it belongs to, whichever folder it lies in.
    private static func key(_ path: PathBytes) -> String {
        let name = path.name.text
        let isUser = path.text.contains("systemd/user/")
        return (isUser ? "user/" : "system/")
            + (name.hasSuffix(".d") ? String(name.dropLast(2)) : name)
    }

    /// The drop-ins of a unit in the order of their names, for its file to be read under.
    mutating func taken(for path: PathBytes) -> [UnitFile] {
        let found = byUnit.removeValue(forKey: Self.key(path)) ?? []
        return found.sorted { $0.path.name < $1.path.name }.map(\.file)
    }

    /// What is left: units of packages that only their drop-ins tell of.
    func alone() -> [(path: PathBytes, file: UnitFile)] {
        byUnit.values.compactMap { files in
            let sorted = files.sorted { $0.path < $1.path }
            guard let first = sorted.first else { return nil }
            return (
                first.path, sorted.dropFirst().reduce(first.file) { $0.extended(by: $1.file) }
            )
        }.sorted { $0.path < $1.path }
    }
}

/// Which of several files of one name the manager reads (systemd.unit(5), *Unit File Load Path*).
enum UnitPlaces {
    static func precedes(_ one: PathBytes, _ two: PathBytes) -> Bool {
        (rank(one), one) < (rank(two), two)
    }

    private static func rank(_ path: PathBytes) -> Int {
        let folders = [
            "/.config/systemd/user/", "/etc/systemd/", "/run/systemd/", "/usr/local/lib/systemd/",
            "/usr/lib/systemd/", "/lib/systemd/",
        ]
        return folders.firstIndex { path.text.contains($0) } ?? folders.count
    }
}
