/// Everything the field knows that is shipped or given: artefacts and playbooks.
public struct Catalogue: Sendable {
    /// What files are, in order of declaration: earlier ones win between equals.
    public let artefacts: [Artefact]
    /// How services move.
    public let playbooks: Playbooks

    /// A catalogue of those declarations.
    public init(artefacts: [Artefact], playbooks: Playbooks) {
        self.artefacts = artefacts
        self.playbooks = playbooks
    }

    /// The declarations that come with the program, read once.
    public static let shipped = Catalogue(artefacts: shippedArtefacts, playbooks: .shipped)

    /// The shipped artefacts; one that cannot be read is a defect of the build, and a test reads
    /// every one.
    private static let shippedArtefacts: [Artefact] = {
        do {
            return try declarations.flatMap { try ArtefactReader.read($0) }
        } catch {
            preconditionFailure("a shipped artefact: \(error)")
        }
    }()

    /// The embedded files: definite subjects first, priors last.
    static let declarations: [[UInt8]] = [
        PackageResources.artefacts_agents_yaml, PackageResources.artefacts_keys_yaml,
        PackageResources.artefacts_stores_yaml, PackageResources.artefacts_host_yaml,
        PackageResources.artefacts_build_yaml, PackageResources.artefacts_generic_yaml,
    ]
}
