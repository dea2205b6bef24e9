import Formats
import Vocabulary

/// Files kept aside: copies, samples, templates. Nothing reads them where they lie.
enum Copies {
    private static let marks = [
        ".bak", ".backup", ".old", ".orig", ".save", ".disabled", ".example", ".sample", ".dist",
        ".j2", ".tmpl",
    ].map { Array($0.utf8) }

    private static let folders = [
        "backup", "backups", "archive", "archives", "old", ".old", "examples", "templates",
        "snapshots", "attic",
    ].map { Array($0.utf8) }

    /// Whether a file's name, in any case of letters, says that it is a copy or a sample.
    static func isNamed(_ name: PathBytes) -> Bool {
        let bytes = name.bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        if bytes.last == UInt8(ascii: "~") { return true }
        return marks.contains { mark in
            bytes.indices.contains { start in
                guard bytes[start] == mark[0], bytes[start...].starts(with: mark) else {
                    return false
                }
                let end = start + mark.count
                return end == bytes.count || ".-_".utf8.contains(bytes[end])
            }
        }
    }

    /// Whether one of the folders of a path below its root is a place for such files.
    static func isAside(_ path: ArraySlice<UInt8>) -> Bool {
        path.split(separator: UInt8(ascii: "/")).dropLast().contains { segment in
            folders.contains { segment.elementsEqual($0) }
        }
    }
}

extension Documents {
    /// Whether a file is a copy kept aside, by its name or a folder below its root.
    func isCopy(_ path: PathBytes) -> Bool {
        if Copies.isNamed(path.name) { return true }
        // The job that makes copies lies beside its script, and is none of them.
        let isJobs = ["backup", "backups"].contains(path.folder.name.text)
        if isJobs, UnitNames.makesCopies(path.name.text) { return false }
        let root = roots.first { path.isWithin($0) }
        return Copies.isAside(path.bytes[(root?.bytes.count ?? 0)...])
    }
}
