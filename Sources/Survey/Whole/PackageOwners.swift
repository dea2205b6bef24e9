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
        if let files = byRPM() { return files }
        guard
            let database = try? asking.place.read(
                "lib/apk/db/installed", below: "/", limit: 64 << 20)
        else { return nil }
        _ = files.addDatabase(database)
        return files
    }

    private static let rpm = #"""
        command -v rpm >/dev/null || exit 127
        rpm --query --all --queryformat '[%{FILEDIGESTS}\t%{=NAME}\t%{FILENAMES}\n]' |
            grep -E "$(printf '\t')/($1)/"
        true
        """#

    /// What rpm knows, its digests held against the files; nil where it is not there or keeps nothing.
    private func byRPM() -> PackagedFiles? {
        guard case .said(let answer, _) = asking.ask(["sh", "-c", Self.rpm, "sh", Self.places]),
            !answer.isEmpty
        else { return nil }
        var files = PackagedFiles()
        files.untouched = view.untouchedFiles
        let sums = files.addQuery(answer)
        for (program, digits) in [("sha256sum", 64), ("md5sum", 32)] {
            let lines = sums.filter { $0.digest.utf8.count == digits }.map {
                "\($0.digest)  \($0.path)\n"
            }
            guard !lines.isEmpty,
                case .said(let checks, _) = asking.ask(
                    [program, "--check"], input: Array(lines.joined().utf8))
            else { continue }
            files.addChecks(checks)
        }
        return files
    }
}
