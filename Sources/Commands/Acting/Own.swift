import Execution
import Places
import Vocabulary

/// What this process lives in, as far as it can see.
enum Own {
    /// - Parameter reached: the places that the run changes.
    static func set(_ reached: [any PlaceAccess]) -> SelfSet {
        var own = SelfSet(place: Identifiers.local)
        own.take(cgroup: Surroundings.own("cgroup"))
        // A container without a cgroup of its own still shows its id where its files come from.
        own.take(cgroup: Surroundings.own("mountinfo"))
        own.cameOverSSH = Surroundings.variable("SSH_CONNECTION") != nil
        own.places.formUnion(reached.filter(isHere).map(\.id))
        return own
    }

    /// Whether a place is this machine reached another way, by machine-id(5).
    private static func isHere(_ place: any PlaceAccess) -> Bool {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        guard let key = SecretKey(bytes: bytes), let there = place.machine(key: key) else {
            return false
        }
        return there == LocalPlace().machine(key: key)
    }
}
