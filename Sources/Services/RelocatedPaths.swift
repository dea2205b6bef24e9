import Vocabulary

/// Where a path of a running place may lie in a copy of that place: `/opt/app/bridge` below a root
/// that copies `/`, or in `bridge` below a root that is called `app`.
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
            }
    }
}
