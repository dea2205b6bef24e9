import Vocabulary

/// Where a path of a running place may lie in a copy of that place: `/opt/app/bridge` below a root
/// that copies `/`, in `bridge` below a root that is called `app`, or as `deploy/a.env` below a root
/// of another name where it is `/srv/app/deploy/a.env` that was meant.
enum RelocatedPaths {
    /// The candidates, the copy of the whole place first; none for a path inside a root.
    static func of(_ path: PathBytes, roots: [PathBytes]) -> [PathBytes] {
        let slash = UInt8(ascii: "/")
        guard path.bytes.first == slash, !roots.contains(where: { path.isWithin($0) }) else {
            return []
        }
        let inside = PathBytes(bytes: Array(path.bytes.dropFirst()))
        let segments = inside.bytes.split(separator: slash)
        return roots.map { $0.appending(inside) }
            + roots.compactMap { root in
                let name = root.name.bytes
                guard let at = segments.lastIndex(where: { $0.elementsEqual(name) }) else {
                    return nil
                }
                let tail = segments[(at + 1)...]
                return tail.isEmpty
                    ? root
                    : root.appending(PathBytes(bytes: Array(tail.joined(separator: [slash]))))
            } + roots.flatMap { root in tails(segments).map { root.appending($0) } }
    }

    /// What follows the folder of an application, the longest first, and never a name alone.
    private static func tails(_ segments: [ArraySlice<UInt8>]) -> [PathBytes] {
        guard let first = segments.first, homes.contains(where: { first.elementsEqual($0.utf8) })
        else { return [] }
        return segments.indices.dropFirst(2).filter { segments.count - $0 >= 2 }.map { start in
            PathBytes(
                bytes: Array(segments[start...].joined(separator: [UInt8(ascii: "/")])))
        }
    }

    /// Where people put applications (hier(7)).
    private static let homes = ["srv", "opt", "home"]
}
