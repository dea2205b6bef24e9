/// What a container wrote outside its mounts, as `docker diff` tells it (docker-diff(1)): a letter,
/// a blank, a path.
public struct EngineChange: Hashable, Sendable {
    /// In what way.
    public enum Kind: String, Sendable {
        /// Made by the container.
        case added = "A"
        /// Of the image, changed.
        case changed = "C"
        /// Of the image, deleted.
        case deleted = "D"
    }

    /// In what way.
    public let kind: Kind
    /// The path inside.
    public let path: String

    /// A change.
    public init(_ kind: Kind, _ path: String) {
        self.kind = kind
        self.path = path
    }

    /// The lines of an answer; what is no change is left out.
    public static func read(_ bytes: [UInt8]) -> [EngineChange] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])),
                parts[1].first == "/"
            else { return nil }
            return EngineChange(kind, String(parts[1]))
        }
    }

    /// The entries of the API's answer, whose kinds are 0 for changed, 1 for added, 2 for deleted
    /// (Docker Engine API v1.41, *Get changes on a container's filesystem*).
    public static func read(_ answer: Node) -> [EngineChange] {
        let kinds: [Kind] = [.changed, .added, .deleted]
        return answer.elements.compactMap { entry in
            guard let path = entry["Path"]?.string, let kind = entry["Kind"]?.integer,
                kinds.indices.contains(kind)
            else { return nil }
            return EngineChange(kinds[kind], path)
        }
    }

    /// The topmost paths that hold something the container made or changed: folders that are only
    /// on the way to one are left out, mount points and what lies below them too.
    public static func kept(_ changes: [EngineChange], mounts: [String]) -> [EngineChange] {
        let parents = Set(
            changes.flatMap { change in
                sequence(first: parent(change.path)) { $0.isEmpty ? nil : parent($0) }
            })
        return changes.filter { change in
            let isInside = mounts.contains { change.path == $0 || change.path.hasPrefix($0 + "/") }
            // A folder of the image that something was put into and taken out of again.
            let isTop =
                change.kind == .changed && change.path.lastIndex(of: "/") == change.path.startIndex
            return !isInside && !parents.contains(change.path) && !isTop
        }.sorted { $0.path < $1.path }
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
