internal import Places
internal import Vocabulary

/// An approval as it lies in a plan's folder: bytes that nobody has judged yet.
public struct SignedApproval: Equatable, Sendable {
    /// Its name below `approvals`, without the ending.
    public let name: String
    /// The exact bytes that were signed.
    public let bytes: [UInt8]
    /// The armoured signature; nil where there is none.
    public let signature: [UInt8]?

    /// An approval from bytes at hand.
    public init(name: String, bytes: [UInt8], signature: [UInt8]?) {
        self.name = name
        self.bytes = bytes
        self.signature = signature
    }

    /// Everything that lies in a plan's `approvals`, by name; no link is followed.
    public static func all(of plan: SealedPlan) -> [SignedApproval] {
        let folder = plan.folder.appending("approvals")
        let names = PersonalFiles.names(in: folder).filter { $0.hasSuffix(".json") }.sorted()
        return names.prefix(256).compactMap { file in
            let name = String(file.dropLast(5))
            guard let bytes = read(file, of: plan) else { return nil }
            return SignedApproval(
                name: name, bytes: bytes, signature: read(name + ".sig", of: plan))
        }
    }

    private static func read(_ name: String, of plan: SealedPlan) -> [UInt8]? {
        let path = PathBytes("approvals").appending(name)
        return try? LocalPlace().read(path, below: plan.folder, limit: 1 << 20)
    }
}
