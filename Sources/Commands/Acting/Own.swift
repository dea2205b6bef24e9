import Execution
import Places
import Planning
import Vocabulary

/// What this process lives in, as far as it can see.
enum Own {
    static func set(_ plan: Plan) -> SelfSet {
        var own = SelfSet(place: Identifiers.local)
        own.take(cgroup: Surroundings.own("cgroup"))
        // A container without a cgroup of its own still shows its id where its files come from.
        own.take(cgroup: Surroundings.own("mountinfo"))
        own.cameOverSSH = Surroundings.variable("SSH_CONNECTION") != nil
        return own
    }
}
