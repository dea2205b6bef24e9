import Formats
import Places
import Vocabulary

/// Looks which configuration files of packages are no longer as they came.
enum PackageLook {
    static func look(
        _ asking: Asking
    ) -> (changes: [PackageChange], untouched: Set<String>, coverage: Place.Coverage) {
        let status = try? asking.place.read("var/lib/dpkg/status", below: "/", limit: 64 << 20)
        guard let status else {
            return missing("dpkg keeps nothing here, and no other package manager is understood")
        }
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

    private static func missing(
        _ why: String
    ) -> (changes: [PackageChange], untouched: Set<String>, coverage: Place.Coverage) {
        let gap = Place.Coverage.Gap(what: "changed configuration of packages", why: why)
        return ([], [], Place.Coverage(scope: "packages", looked: false, missing: [gap]))
    }
}
