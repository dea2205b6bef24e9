/// A key of the owners with which the one who would run the plan can sign alone.
public struct SilentKey: Hashable, Sendable {
    /// By what means.
    public enum Means: Hashable, Sendable {
        /// An agent that does not ask, at that socket.
        case agent(socket: String)
        /// A private key without a passphrase, in that file.
        case file(path: String)
    }

    /// The key's fingerprint.
    public let fingerprint: String
    /// By what means.
    public let by: Means

    /// The means in words.
    var means: String {
        switch by {
        case .agent(let socket): "through the agent at \(socket)"
        case .file(let path): "from the file \(path)"
        }
    }
}
