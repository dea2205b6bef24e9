import Formats
import Places
import Vocabulary

/// Looks which configuration files of packages are no longer as they came.
enum PackageLook {
    static func look(
        _ asking: Asking
    ) -> (changes: [PackageChange], untouched: Set<String>, coverage: Place.Coverage) {
        let status = try? asking.place.read("var/lib/dpkg/status", below: "/", limit: 64 << 20)
        guard let status else { return byOthers(asking) }
        let brought = PackageChange.brought(status)
        let list = brought.map { "\($0.digest)  \($0.path)\n" }.joined()
        switch asking.ask(["md5sum", "--check"], input: Array(list.utf8)) {
        case .absent: return missing("md5sum is not installed")
        case .failed(let why): return missing(why.isEmpty ? "md5sum gave no answer" : why)
        case .said(let bytes, _):
            let changes = PackageChange.checked(bytes)
            let untouched = Set(brought.map(\.path)).subtracting(changes.map(\.path))
            return (changes, untouched, Place.Coverage(scope: "packages", looked: true))
        }
    }

    /// Where dpkg keeps nothing: rpm, then apk.
    private static func byOthers(
        _ asking: Asking
    ) -> (changes: [PackageChange], untouched: Set<String>, coverage: Place.Coverage) {
        if let all = asking.lines(["rpm", "--query", "--all", "--configfiles"]) {
            // It ends with the number of differences.
            let words = ["rpm", "--verify", "--all", "--configfiles", "--nodeps", "--noscripts"]
            switch asking.ask(words) {
            case .said(let bytes, _): return seen(PackageChange.verified(bytes), of: all)
            case .absent, .failed: return missing("rpm gave no answer")
            }
        }
        let database = try? asking.place.read("lib/apk/db/installed", below: "/", limit: 64 << 20)
        guard let database else {
            return missing("neither dpkg, rpm nor apk keeps anything here")
        }
        var files = PackagedFiles()
        let brought = files.addDatabase(database).compactMap { path, digest in
            Base64.decode(digest).map { "\(Hexadecimal.text($0))  \(path)\n" }.map { (path, $0) }
        }
        guard
            case .said(let bytes, _) = asking.ask(
                ["sha1sum", "-c"], input: Array(brought.map(\.1).joined().utf8))
        else { return missing("sha1sum gave no answer") }
        return seen(PackageChange.checked(bytes), of: brought.map(\.0))
    }

    private static func seen(
        _ changes: [PackageChange], of all: [String]
    ) -> (changes: [PackageChange], untouched: Set<String>, coverage: Place.Coverage) {
        (
            changes, Set(all).subtracting(changes.map(\.path)),
            Place.Coverage(scope: "packages", looked: true)
        )
    }

    private static func missing(
        _ why: String
    ) -> (changes: [PackageChange], untouched: Set<String>, coverage: Place.Coverage) {
        let gap = Place.Coverage.Gap(what: "changed configuration of packages", why: why)
        return ([], [], Place.Coverage(scope: "packages", looked: false, missing: [gap]))
    }
}
