public import Planning
internal import Vocabulary

/// Judges, when a run is about to begin, whether an owner let it.
public struct Judge: Sendable {
    /// What a judge found.
    public enum Judgement: Equatable, Sendable {
        /// An owner let this run begin.
        case granted(Grant)
        /// None did: for each approval that lies there its name and why it does not count; one
        /// without a name where nothing lies there, or where no approval could count.
        case refused([Refused])
    }

    /// An approval that counts, with the bytes that a run keeps.
    public struct Grant: Equatable, Sendable {
        /// What was approved.
        public let approval: Approval
        /// The bytes and signature it was read from.
        public let signed: SignedApproval
        /// The fingerprint of the key that signed.
        public let fingerprint: String
    }

    /// An approval that does not count.
    public struct Refused: Equatable, Sendable {
        /// Its name below `approvals`; nil where it is not about one.
        public let name: String?
        /// Why.
        public let reason: Refusal
    }

    /// The plan.
    public let plan: SealedPlan
    /// Whose signatures count.
    public let jurisdiction: Jurisdiction
    /// Keys that the actor can sign with alone; see `ForgeryProbe`.
    public let silent: [SilentKey]
    /// Nonces with which runs have begun.
    public let used: Set<String>
    /// Nanoseconds since 1970 UTC.
    public let now: Int64

    /// A judge of one plan at one moment.
    public init(
        _ plan: SealedPlan, _ jurisdiction: Jurisdiction, silent: [SilentKey], used: Set<String>,
        now: Int64
    ) {
        self.plan = plan
        self.jurisdiction = jurisdiction
        self.silent = silent
        self.used = used
        self.now = now
    }

    /// Whether an approval in the plan's folder lets those stages begin on those hosts.
    public func judge(stages: [Stage], hosts: [String]) throws(TrustError) -> Judgement {
        if let key = silent.first {
            return .refused([Refused(name: nil, reason: .silentKey(key))])
        }
        let without = hosts.filter { host in
            !jurisdiction.owners.contains { $0.place == host }
        }
        guard without.isEmpty, !jurisdiction.owners.isEmpty else {
            return .refused([Refused(name: nil, reason: .noOwners(without))])
        }
        var refused: [Refused] = []
        for signed in SignedApproval.all(of: plan) {
            switch try judge(signed, stages: stages, hosts: hosts) {
            case .success(let grant): return .granted(grant)
            case .failure(let reason):
                refused.append(Refused(name: signed.name, reason: reason))
            }
        }
        return .refused(refused.isEmpty ? [Refused(name: nil, reason: .none)] : refused)
    }

    /// Whether one approval lets those stages begin on those hosts.
    public func judge(
        _ signed: SignedApproval, stages: [Stage], hosts: [String]
    ) throws(TrustError) -> Result<Grant, Refusal> {
        let approval: Approval
        do { approval = try Approval(reading: signed.bytes) } catch { return .failure(error) }
        guard let signature = signed.signature,
            let blob = SignatureBlob(armoured: signature)
        else { return .failure(.noSignature) }
        let seal = Seal(
            bytes: signed.bytes, signature: signature, blob: blob, principal: approval.principal)
        if let reason = try seal.fault(as: .approval, before: jurisdiction.owners) {
            return .failure(reason)
        }
        if let reason = fault(approval, stages, hosts) { return .failure(reason) }
        return .success(
            Grant(
                approval: approval, signed: signed,
                fingerprint: Signer.fingerprint(ofKey: blob.key)))
    }

    /// Why an approval whose signature is good does not cover what is asked.
    private func fault(_ approval: Approval, _ stages: [Stage], _ hosts: [String]) -> Refusal? {
        guard approval.plan == plan.id else { return .otherPlan(id: approval.plan) }
        guard now < approval.expires else { return .expired(at: approval.expires) }
        guard now >= approval.notBefore else { return .notYet(from: approval.notBefore) }
        guard !used.contains(approval.nonce) else { return .used(nonce: approval.nonce) }
        guard !approval.stages.contains(.retire) || approval.stages == [.retire] else {
            return .retireAmongOthers
        }
        let beyond = stages.filter { !approval.stages.contains($0) }
        guard beyond.isEmpty else { return .stages(beyond) }
        let elsewhere = hosts.filter { !approval.hosts.contains($0) }
        guard elsewhere.isEmpty else { return .hosts(elsewhere) }
        let accepted = Set(approval.accepted.map(\.id))
        let open = plan.openMatters(in: stages).map(\.id).filter { !accepted.contains($0) }
        return open.isEmpty ? nil : .unaccepted(open)
    }
}
