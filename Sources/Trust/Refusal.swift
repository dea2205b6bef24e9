public import Planning
internal import Vocabulary

/// Why an approval does not let a run begin: each reason is told apart.
public enum Refusal: Error, Equatable, Sendable {
    /// The plan has no approval at all.
    case none
    /// The document is not in the one form that an approval has.
    case malformed(why: String)
    /// There is no signature beside it, or it is none.
    case noSignature
    /// It was signed for something else.
    case wrongNamespace(String)
    /// The key is not among the owners of that place.
    case unlisted(place: String, fingerprint: String)
    /// The owners of that place list the key, but not to sign as this principal.
    case otherPrincipal(place: String, principal: String)
    /// The owners of that place list the key for other times or other purposes.
    case keyNotValid(place: String, principal: String)
    /// The bytes are not the ones that were signed.
    case badSignature
    /// A security key signed without being touched.
    case notTouched(fingerprint: String)
    /// It approves another plan.
    case otherPlan(id: String)
    /// Its time is over.
    case expired(at: Int64)
    /// Its time has not come.
    case notYet(from: Int64)
    /// A run has begun with it before.
    case used(nonce: String)
    /// It does not cover these stages.
    case stages([Stage])
    /// It covers the stage that destroys together with others.
    case retireAmongOthers
    /// It does not cover these hosts.
    case hosts([String])
    /// No owners were read on these hosts.
    case noOwners([String])
    /// These holes, questions or steps are open and it does not accept them.
    case unaccepted([String])
    /// Who would run the plan can sign with a key of the owners, without anybody.
    case silentKey(SilentKey)

    /// The word for it, which never changes.
    public var word: String {
        switch self {
        case .none: "none"
        case .malformed: "malformed"
        case .noSignature: "no-signature"
        case .wrongNamespace: "wrong-namespace"
        case .unlisted: "unlisted"
        case .otherPrincipal: "other-principal"
        case .keyNotValid: "key-not-valid"
        case .badSignature: "bad-signature"
        case .notTouched: "not-touched"
        case .otherPlan: "other-plan"
        case .expired: "expired"
        case .notYet: "not-yet"
        case .used: "used"
        case .stages: "stages"
        case .retireAmongOthers: "retire-among-others"
        case .hosts: "hosts"
        case .noOwners: "no-owners"
        case .unaccepted: "unaccepted"
        case .silentKey: "silent-key"
        }
    }
}
