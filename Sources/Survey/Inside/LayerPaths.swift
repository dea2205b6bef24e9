import Formats
import Vocabulary

/// Which paths of a container are asked for: what it wrote outside its mounts, whole folders where
/// it made them, and the folders on the way there by what they are alone.
struct LayerPaths {
    /// The most archives that are asked for of one container.
    static let most = 1000

    /// Files and trees, sorted.
    let wanted: [PathBytes]
    /// Folders on the way to them, the root first.
    let above: [PathBytes]
    /// Tops of what every run makes anew, sorted.
    let fleeting: [String]
    /// How many more files and trees there are.
    let left: Int

    init(_ changes: [EngineChange], mounts: [String]) {
        let kept = EngineChange.kept(changes, mounts: mounts).filter { $0.kind != .deleted }
        let passing = kept.filter { LayerNames.itemClass(of: $0) == .convenience }
        let lasting = kept.filter { LayerNames.itemClass(of: $0) != .convenience }
        // A folder is asked for as a whole where the container made it and all of it counts.
        var mixed = Set(mounts.flatMap { Self.above($0) })
        for change in passing { mixed.formUnion(Self.above(change.path)) }
        let added = Set(changes.filter { $0.kind == .added }.map(\.path)).subtracting(mixed)
        let tops = Set(
            lasting.filter { !$0.path.contains("\n") }.map { change in
                Self.above(change.path).first { folder in
                    folder != "/" && added.contains(folder)
                        && Self.between(folder, change.path).allSatisfy(added.contains)
                } ?? change.path
            }
        ).sorted()
        wanted = tops.prefix(Self.most).map { PathBytes($0) }
        left = tops.count - wanted.count + lasting.count { $0.path.contains("\n") }
        let parents = Set(wanted.flatMap { Self.above($0.text) }).union(["/"])
        above = parents.subtracting(tops).sorted().map { PathBytes($0) }
        fleeting = Set(passing.map { Self.top($0.path) }).sorted()
    }

    /// Folders above a path, the root first, the path itself left out.
    private static func above(_ path: String) -> [String] {
        var folders = ["/"]
        var folder = ""
        for segment in path.split(separator: "/").dropLast() {
            folder += "/" + segment
            folders.append(folder)
        }
        return folders
    }

    /// Folders strictly between a folder and a path below it.
    private static func between(_ folder: String, _ path: String) -> [String] {
        above(path).filter { $0.utf8.count > folder.utf8.count }
    }

    private static func top(_ path: String) -> String {
        let segments = path.split(separator: "/")
        return "/" + segments.prefix(segments.count > 2 ? 2 : 1).joined(separator: "/")
    }
}
