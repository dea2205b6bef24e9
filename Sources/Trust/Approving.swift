internal import Places
public import Planning
public import Vocabulary

/// What an owner is about to sign: how much of which plan, for how long, accepting what.
public struct Approving: Sendable {
    /// How long an approval counts where nobody says: 72 hours, in nanoseconds.
    public static let lifetime: Int64 = 72 * 3600 * 1_000_000_000

    /// The plan.
    public let plan: SealedPlan
    /// What will be signed.
    public let approval: Approval

    /// The moment that `72h`, `7d`, `2w` after now is, or that RFC 3339 text in UTC names; nil for
    /// anything else.
    public static func moment(_ text: String, now: Int64) -> Int64? {
        let hours: [Character: Int64] = ["h": 1, "d": 24, "w": 168]
        guard let unit = text.last.flatMap({ hours[$0] }) else {
            return Timestamp.nanoseconds(text)
        }
        guard text.dropLast().utf8.allSatisfy({ (48...57).contains($0) }),
            let count = Int64(text.dropLast()), count <= 10_000
        else { return nil }
        return now + count * unit * 3600 * 1_000_000_000
    }

    /// Refuses what cannot be approved so.
    ///
    /// - Parameters:
    ///   - stages: empty for all that have steps, but `retire`.
    ///   - hosts: empty for every place that the stages change.
    ///   - expires: nanoseconds since 1970 UTC; nil for 72 hours from now.
    public init(
        _ plan: SealedPlan, as principal: String, stages: [Stage] = [], hosts: [String] = [],
        expires: Int64? = nil, accepted: [Approval.Acceptance] = [], now: Int64
    ) throws(TrustError) {
        let asked = stages.isEmpty ? plan.stages.filter { $0 != .retire } : Array(Set(stages))
        let stages = asked.sorted()
        let known = plan.hosts(in: stages)
        let hosts = hosts.isEmpty ? known : Set(hosts).sorted()
        let expires = expires ?? now + Self.lifetime
        self.plan = plan
        approval = Approval(
            plan: plan.id, principal: principal, nonce: Self.nonce(), stages: stages,
            hosts: hosts, notBefore: now, expires: expires, accepted: accepted.sorted())
        try Self.refuseOdd(approval, of: plan, hosts: known)
        let names = Set(accepted.map(\.id))
        let open = plan.openMatters(in: stages).filter { !names.contains($0.id) }
        guard open.isEmpty else { throw .open(open) }
    }

    /// Signs with a key file, or with the agent's key of a public key file, and lays approval and
    /// signature into the plan's folder; gives the approval's path.
    public func sign(key: PathBytes) throws(TrustError) -> PathBytes {
        let bytes = approval.document()
        let signature = try Keygen.sign(bytes, as: .approval, key: key)
        let folder = plan.folder.appending("approvals")
        let path = folder.appending(approval.nonce + ".json")
        do {
            try PersonalFiles.createFolder(folder)
            guard Surroundings.resolved(folder) == folder else {
                throw TrustError.notAFile(path: "approvals")
            }
            try PersonalFiles.replace(path, with: bytes, mode: 0o644)
            try PersonalFiles.replace(
                folder.appending(approval.nonce + ".sig"), with: signature, mode: 0o644)
        } catch let error as SystemError {
            throw .place(.failed(what: "write", path: path, error))
        } catch let error as TrustError {
            throw error
        } catch {
            throw .place(.interrupted(place: "local", why: "\(error)"))
        }
        return path
    }

    private static func refuseOdd(
        _ approval: Approval, of plan: SealedPlan, hosts known: [String]
    ) throws(TrustError) {
        guard !approval.stages.isEmpty else { throw .usage(why: "the plan has no step to approve") }
        guard approval.expires > approval.notBefore else {
            throw .usage(why: "it would have expired before it is signed")
        }
        guard !approval.stages.contains(.retire) || approval.stages.count == 1 else {
            throw .refused(.retireAmongOthers)
        }
        let isAssumed = plan.document["target"]?["assumed"]?.boolean ?? false
        guard !isAssumed || approval.stages.contains(.preflight) || approval.stages == [.retire]
        else {
            throw .usage(why: "the target's facts are assumed: the stages must begin at preflight")
        }
        if let other = approval.hosts.first(where: { !known.contains($0) }) {
            throw .usage(
                why: "those stages change nothing on \(other), but on "
                    + known.joined(separator: ", "))
        }
        let acceptable = plan.acceptable(in: approval.stages)
        if let other = approval.accepted.first(where: { !acceptable.contains($0.id) }) {
            throw .usage(why: "nothing called \(other.id) is open in those stages")
        }
        if let empty = approval.accepted.first(where: { $0.because.allSatisfy(\.isWhitespace) }) {
            throw .usage(why: "\(empty.id) is accepted without a reason")
        }
    }

    private static func nonce() -> String {
        var random = SystemRandomNumberGenerator()
        return Hexadecimal.text((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
}
