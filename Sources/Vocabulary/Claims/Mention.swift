/// That something found on the place names a path: evidence for what the path is.
///
/// Whoever reads compose files, units, crontabs, prompts and scripts makes mentions; whoever
/// classifies weighs them.
public struct Mention: Hashable, Sendable {
    /// What the path is to whoever names it.
    public enum Role: String, Sendable, CaseIterable {
        /// A service writes its data there.
        case data
        /// A service is set up by it.
        case config
        /// A service takes a credential from it.
        case secret
        /// A service takes its variables from it.
        case environment
        /// A service, schedule or script runs it.
        case program
        /// A runtime, prompt or script loads it as standing text.
        case prompt
        /// It defines services or schedules.
        case definition
        /// A service logs to it.
        case log
        /// An image or an artefact is built from it.
        case source
        /// A program writes it, as its text says.
        case output
        /// A document or prompt tells of it.
        case document
    }

    /// Absolute path on the place: a file, or a folder that stands for all below it.
    public var path: PathBytes
    /// What it is to whoever names it.
    public var role: Role
    /// Id of the service that names it; nil where it is a document or a script.
    public var service: String?
    /// What says so.
    public var evidence: Evidence

    /// A mention.
    public init(path: PathBytes, role: Role, service: String? = nil, evidence: Evidence) {
        self.path = path
        self.role = role
        self.service = service
        self.evidence = evidence
    }
}
