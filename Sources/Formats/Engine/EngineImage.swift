/// An image as the engine's `image inspect` answers it (Docker Engine API v1.41, *Inspect an
/// image*).
public struct EngineImage: Equatable, Sendable {
    /// Its id, `sha256:…`: the digest of its configuration.
    public let id: String
    /// Digests by which registries know it, `name@sha256:…`, sorted; none for one built or imported
    /// here.
    public let digests: [String]
    /// Names of the variables it sets itself, sorted.
    public let environment: [String]

    /// The images of an answer: an array of them, or one. What is none is left out.
    public static func read(_ answer: Node) -> [EngineImage] {
        (answer.isSequence ? answer.elements : [answer]).compactMap(EngineImage.init)
    }

    init?(_ node: Node) {
        guard let id = node["Id"]?.string else { return nil }
        self.id = id.contains(":") ? id : "sha256:" + id
        digests = (node["RepoDigests"]?.elements ?? []).compactMap(\.string).sorted()
        environment = Set(
            (node["Config"]?["Env"]?.elements ?? []).compactMap {
                $0.string.map { String($0.prefix { $0 != "=" }) }
            }
        ).sorted()
    }

    /// The digest to pin it by: the registry's for that name, else the registry's first, else its id.
    public func digest(named name: String) -> String {
        let plain = name.prefix { $0 != "@" }
        let tag = plain.lastIndex(of: ":").flatMap { plain[$0...].contains("/") ? nil : $0 }
        let stem = String(plain[..<(tag ?? plain.endIndex)])
        let own = digests.first { $0.hasPrefix(stem + "@") } ?? digests.first
        return own.flatMap { $0.split(separator: "@").last.map(String.init) } ?? id
    }
}
