public import Places
public import Vocabulary

/// Who may approve what changes one place, as the place itself says.
public struct Owners: Sendable {
    /// Where a place keeps it, put there once by a person.
    public static let path: PathBytes = "/etc/bedplate/owners"

    /// Id of the place.
    public let place: String
    /// The file's bytes, which `ssh-keygen` judges by.
    let bytes: [UInt8]
    /// Its lines.
    public let signers: [Signer]
    /// Whether the one who would run the plan is root there, and so could rewrite the file.
    public let actorIsRoot: Bool
    /// What the one who would run the plan may do there as root, who is not root.
    let rights: RootRights

    /// Reads the owners of a place over the connection that the plan would run over.
    ///
    /// Refused unless root alone can change the file and every folder above it, no link among them.
    /// - Parameter path: absolute; another one than the usual only where a test asks.
    public static func read(
        on place: any PlaceAccess, path: PathBytes = Owners.path
    ) throws(TrustError) -> Owners {
        let answer = try OwnersLook.look(at: path, on: place)
        if let fault = answer.fault(on: place.id) { throw .owners(fault) }
        let signers = Signer.all(in: answer.bytes)
        guard !signers.isEmpty else { throw .owners(.empty(place: place.id, path: path.text)) }
        let rights =
            answer.uid == 0 ? RootRights() : try RootLook.rights(on: place, guarded: [path])
        return Owners(
            place: place.id, bytes: answer.bytes, signers: signers, actorIsRoot: answer.uid == 0,
            rights: rights)
    }

    /// Owners from bytes at hand.
    init(
        place: String, bytes: [UInt8], signers: [Signer], actorIsRoot: Bool,
        rights: RootRights = RootRights()
    ) {
        self.rights = rights
        self.place = place
        self.bytes = bytes
        self.signers = signers
        self.actorIsRoot = actorIsRoot
    }

    /// Whether an approval can bind the one who would run the plan there.
    var bindsActor: Bool { !actorIsRoot && rights.ways.isEmpty }

    /// Owners as a file of that content would say.
    init(place: String, text: String, actorIsRoot: Bool = false) {
        let bytes = Array(text.utf8)
        self.init(
            place: place, bytes: bytes, signers: Signer.all(in: bytes), actorIsRoot: actorIsRoot)
    }
}
