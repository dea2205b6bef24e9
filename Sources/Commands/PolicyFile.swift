import Console
import Places
import Policies
import Vocabulary

/// Finds and reads the policy that people own (contract: *Policy*).
enum PolicyFile {
    /// The policy in force; an empty one where there is none.
    static func read(_ session: Session, _ inventory: Inventory? = nil) throws(Failure) -> Policy {
        for path in places(session, inventory) {
            let bytes: [UInt8]?
            do {
                bytes = try PersonalFiles.read(path)
            } catch {
                throw Failure(.badPolicy, "could not read \(path.text): \(error.message)")
            }
            guard let bytes else { continue }
            var policy: Policy
            do throws(PolicyError) {
                policy = try Policy.read(bytes)
            } catch {
                let lines = error.faults.map {
                    "\(path.text):\($0.line):\($0.column): \($0.message)"
                }
                var failure = Failure(
                    .badPolicy, lines.last ?? "\(path.text) cannot be read")
                failure.others = lines.dropLast()
                throw failure
            }
            policy.file = path.text
            return isOwned(path, session) ? policy : answering(policy, session)
        }
        if let given = session.asked.value("policy") {
            throw Failure(.badPolicy, "there is no policy at \(Voice.escaped(given))")
        }
        return Policy()
    }

    /// Whether a policy lies where people keep it, not in what is looked at.
    private static func isOwned(_ path: PathBytes, _ session: Session) -> Bool {
        places(session, nil).contains(path)
    }

    /// A policy in a workspace may answer holes, and shapes no plan: an agent can write there.
    private static func answering(_ policy: Policy, _ session: Session) -> Policy {
        var out = policy
        out.exports = nil
        for name in policy.services.keys { out.services[name]?.strategy = nil }
        if out != policy {
            session.tell(
                session.voice.note(
                    "\(Voice.escaped(policy.file)) lies in the workspace: what it says of exports "
                        + "and strategies does not count"))
        }
        return out
    }

    private static func places(_ session: Session, _ inventory: Inventory?) -> [PathBytes] {
        if let given = session.asked.value("policy") { return [session.absolute(given)] }
        let config =
            Surroundings.variable("XDG_CONFIG_HOME").map { PathBytes($0) }
            ?? Surroundings.home.appending(".config")
        let roots = (inventory?.totals ?? []).map(\.root)
        return ["/etc/bedplate/bedplate.yaml", config.appending("bedplate/bedplate.yaml")]
            + roots.map { $0.appending("bedplate.yaml") }
    }
}
