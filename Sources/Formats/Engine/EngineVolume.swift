/// A volume as the engine's `volume inspect` answers it (Docker Engine API v1.41, *Inspect a
/// volume*).
public struct EngineVolume: Equatable, Sendable {
    /// Its name.
    public let name: String
    /// Where it lies on the place; empty where its driver does not say.
    public let path: String
    /// `local`, or the plugin that keeps it.
    public let driver: String
    /// Compose's name of its project; nil where compose did not make it.
    public let project: String?
    /// Whether nobody named it: the engine made up 64 hexadecimal digits.
    public let isAnonymous: Bool

    /// The volumes of an answer; what is none is left out.
    public static func read(_ answer: Node) -> [EngineVolume] {
        answer.elements.compactMap(EngineVolume.init)
    }

    init?(_ node: Node) {
        guard let name = node["Name"]?.string else { return nil }
        self.name = name
        path = node["Mountpoint"]?.string ?? ""
        driver = node["Driver"]?.string ?? ""
        project =
            node["Labels"]?["com.docker.compose.project"]?.string
            ?? node["Labels"]?["io.podman.compose.project"]?.string
        isAnonymous = node["Anonymous"]?.boolean ?? Self.isMadeUp(name)
    }

    /// Whether a name is one that the engine made up.
    public static func isMadeUp(_ name: String) -> Bool {
        name.utf8.count == 64
            && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
