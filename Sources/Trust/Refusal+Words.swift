internal import Planning
internal import Vocabulary

extension Refusal {
    /// What is wrong, lower case, no full stop.
    public var message: String {
        switch self {
        case .none: "nobody has approved this plan"
        case .malformed(let why): "the approval cannot be taken: \(why)"
        case .noSignature: "the approval has no signature beside it"
        case .wrongNamespace(let namespace): "it was signed for '\(namespace)', not to approve"
        case .unlisted(let place, let fingerprint):
            "the key \(fingerprint) is not among the owners of \(place)"
        case .otherPrincipal(let place, let principal):
            "the owners of \(place) do not let that key sign as \(principal)"
        case .keyNotValid(let place, _):
            "the owners of \(place) list that key, but not for now or not for approvals"
        case .badSignature: "the approval is not what was signed"
        case .notTouched(let fingerprint): "the key \(fingerprint) signed without being touched"
        case .otherPlan(let id): "it approves another plan, \(id.prefix(12))"
        case .expired(let at): "the approval expired at \(Timestamp.text(nanoseconds: at))"
        case .notYet(let from): "it counts only from \(Timestamp.text(nanoseconds: from))"
        case .used(let nonce): "a run has begun with the approval \(nonce.prefix(12)) already"
        case .stages(let stages):
            "the approval does not cover \(stages.map(\.rawValue).joined(separator: ", "))"
        case .retireAmongOthers: "retire is approved by itself, not with other stages"
        case .hosts(let hosts): "the approval does not cover \(hosts.joined(separator: ", "))"
        case .noOwners(let hosts): "nobody said who owns \(hosts.joined(separator: ", "))"
        case .unaccepted(let ids): "it does not accept \(ids.joined(separator: ", "))"
        case .silentKey(let key):
            "who runs this can sign with the owners' key \(key.fingerprint) alone, \(key.means)"
        }
    }

    /// The way out.
    public var hint: String {
        switch self {
        case .none, .malformed, .noSignature, .badSignature, .otherPlan, .expired, .used, .hosts,
            .unaccepted:
            "read the plan, then 'bedplate approve PLAN --as NAME --key KEY'"
        case .stages(let stages):
            "approve them: --stages \(stages.map(\.rawValue).joined(separator: ","))"
        case .wrongNamespace: "only 'bedplate approve' signs approvals"
        case .unlisted, .otherPrincipal, .keyNotValid:
            "an owner approves, or a person changes the owners there ('bedplate trust --print')"
        case .noOwners: "a person runs there, as root, what 'bedplate trust --print' prints"
        case .notTouched: "make a key that asks to be touched: ssh-keygen -t ed25519-sk"
        case .notYet: "wait, or approve again"
        case .retireAmongOthers: "approve it once the new system has proven itself: --stages retire"
        case .silentKey:
            "use a key that must be touched (ssh-keygen -t ed25519-sk), an agent that asks "
                + "(ssh-add -c), or run the plan as another user, who cannot reach the key"
        }
    }
}
