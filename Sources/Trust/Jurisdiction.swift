public import Places
public import Vocabulary

/// The owners of every host that a plan changes: all of them must accept the signature.
public struct Jurisdiction: Sendable {
    /// One per place, sorted by its id.
    public let owners: [Owners]
    /// What a person should know about them, a line each.
    public let remarks: [String]

    /// Reads the owners of every host that the plan changes.
    ///
    /// Where the actor is root on a host, or may become root unasked, no approval binds it there,
    /// and a remark says so. One place must remain where it is bound: another machine than the actor's
    /// own, whose owners it did not choose, or one where it is not root.
    /// - Parameters:
    ///   - changed: the hosts that the plan changes; none for the actor's own machine.
    ///   - own: the machine the actor runs on.
    ///   - path: absolute; another one than the usual only where a test asks.
    public static func read(
        changed: [any PlaceAccess], own: any PlaceAccess = LocalPlace(),
        path: PathBytes = Owners.path
    ) throws(TrustError) -> Jurisdiction {
        var owners: [Owners] = []
        var isBound = false
        let places = changed.isEmpty ? [own] : changed
        for place in places where !owners.contains(where: { $0.place == place.id }) {
            let found = try Owners.read(on: place, path: path)
            owners.append(found)
            isBound = isBound || found.bindsActor || isAnother(place, than: own)
        }
        guard isBound else {
            throw .unbound(place: places[0].id, ways: owners.first?.rights.ways ?? [])
        }
        return Jurisdiction(owners: owners)
    }

    /// Owners at hand.
    init(owners: [Owners]) {
        self.owners = owners.sorted { $0.place < $1.place }
        remarks = self.owners.flatMap(Self.remarks)
    }

    private static func remarks(_ owners: Owners) -> [String] {
        guard !owners.actorIsRoot else {
            return ["who runs this is root on \(owners.place): no approval can bind it there"]
        }
        var out: [String] = []
        if !owners.rights.ways.isEmpty {
            let ways = owners.rights.ways.joined(separator: ", ")
            out.append(
                "who runs this may become root on \(owners.place) (\(ways)): no approval can bind "
                    + "it there until somebody takes that away")
        }
        if !owners.rights.other.isEmpty {
            let commands = owners.rights.other.joined(separator: ", ")
            out.append(
                "who runs this may run as root on \(owners.place), unasked: \(commands); nobody "
                    + "can say what else that lets it change")
        }
        if !owners.rights.unclear.isEmpty {
            let files = owners.rights.unclear.joined(separator: ", ")
            out.append(
                "nobody can say what else who runs this may do as root on \(owners.place): \(files)"
            )
        }
        return out
    }

    /// Every key that any of the places lists, each once.
    public var keys: [Signer] {
        var known: Set<String> = []
        return owners.flatMap(\.signers).filter { known.insert($0.key).inserted }
    }

    /// Whether a place is another machine than the actor's own, by machine-id(5).
    ///
    /// One that tells nothing while ours tells something is another one; where neither tells
    /// anything, they may be the same.
    private static func isAnother(_ place: any PlaceAccess, than own: any PlaceAccess) -> Bool {
        guard place.id != own.id else { return false }
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        guard let key = SecretKey(bytes: bytes) else { return false }
        return place.machine(key: key) != own.machine(key: key)
    }
}
