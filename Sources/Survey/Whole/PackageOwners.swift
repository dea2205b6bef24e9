import Formats
import Places
import Vocabulary

/// Asks which packages brought what lies in a host's own locations, and whether it is as it came.
struct PackageOwners {
    let asking: Asking
    let view: RunningView

    /// Locations in which a file of no package is worth a word.
    private static let places = "etc|opt|srv|usr/local"

    private static let dpkg = #"""
        cd /var/lib/dpkg/info || exit 1
        grep -HE "^/($1)/" *.list
        true
        """#
    private static let sums = #"""
        cd / && grep -hE "^[0-9a-f]{32}  ($1)/" /var/lib/dpkg/info/*.md5sums |
            md5sum --check 2>/dev/null
        true
        """#

    /// What is known; nil where no package manager that is understood keeps anything here.
    func look() -> PackagedFiles? {
        var files = PackagedFiles()
        files.untouched = view.untouchedFiles
        if case .said(let lists, _) = asking.ask(["sh", "-c", Self.dpkg, "sh", Self.places]),
            !lists.isEmpty
        {
            files.addOwners(lists)
            if case .said(let checks, _) = asking.ask(["sh", "-c", Self.sums, "sh", Self.places]) {
                files.addChecks(checks)
            }
            return files
        }
        guard
            let database = try? asking.place.read(
                "lib/apk/db/installed", below: "/", limit: 64 << 20)
        else { return nil }
        _ = files.addDatabase(database)
        return files
    }
}
