internal import Vocabulary

/// Bytes, the signature over them, and who is said to have made it.
struct Seal {
    let bytes: [UInt8]
    let signature: [UInt8]
    let blob: SignatureBlob
    let principal: String

    /// Why it does not count before the owners of each place; nil where it counts before all.
    ///
    /// `ssh-keygen -Y verify` alone says yes; what we read ourselves only says why not.
    func fault(
        as namespace: Keygen.Namespace, before owners: [Owners]
    ) throws(TrustError) -> Refusal? {
        guard blob.namespace == namespace.rawValue else { return .wrongNamespace(blob.namespace) }
        for place in owners {
            let isGood = try Keygen.verifies(
                signature, over: bytes, as: namespace, by: principal, owners: place.bytes)
            guard isGood else { return try reason(namespace, place) }
        }
        guard blob.wasTouched ?? true else {
            return .notTouched(fingerprint: Signer.fingerprint(ofKey: blob.key))
        }
        return nil
    }

    private func reason(
        _ namespace: Keygen.Namespace, _ place: Owners
    ) throws(TrustError) -> Refusal {
        let plain = Array("\(Self.anybody) \(blob.keyType) \(blob.key)\n".utf8)
        let isWhole = try Keygen.verifies(
            signature, over: bytes, as: namespace, by: Self.anybody, owners: plain)
        guard isWhole || blob.keyType.contains("-cert-") else { return .badSignature }
        let listed = place.signers.filter { $0.key == blob.key }
        guard !listed.isEmpty else {
            return .unlisted(
                place: place.place, fingerprint: Signer.fingerprint(ofKey: blob.key))
        }
        let names = listed.flatMap { $0.principals.split(separator: ",").map(String.init) }
        guard names.contains(principal) || names.contains(where: { $0.contains("*") }) else {
            return .otherPrincipal(place: place.place, principal: principal)
        }
        return .keyNotValid(place: place.place, principal: principal)
    }

    /// A name under which any key is taken, to learn whether the bytes are the signed ones; an
    /// answer here only chooses the words of a refusal.
    private static let anybody = "anybody"
}
