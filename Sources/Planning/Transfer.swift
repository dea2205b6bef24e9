internal import Vocabulary

/// Brings the exports to the target; on the source's own host they lie there already.
extension PlanBuilder {
    mutating func buildTransfer() {
        let sealed = ids(.verifyExport) + ids(.safeguard).filter { $0.contains("/copy/") }
        guard !sealed.isEmpty else { return }
        for place in sources {
            let stream = StreamText(
                from: Target.login(of: place), to: Target.login(of: target.place),
                folder: Self.exports)
            addTransfer(place, sealed, stream.text)
        }
    }

    /// Whether the manifest of manifests of a place, and all it names, has arrived.
    func manifestArrived(_ place: String) -> Check {
        Check(
            "manifest",
            .look("cd \(Self.exports) && sha256sum --check --quiet MANIFEST-\(slug(place))"),
            proves: "none of the exports is missing, and each manifest is the one that was sealed",
            place: target.place)
    }

    func transferID(_ place: String) -> String { "transfer/transfer/\(slug(place))" }

    mutating func addTransfer(_ place: String, _ sealed: [String], _ stream: String) {
        let id = transferID(place)
        let stays = recovery == nil && place == target.place
        let check = Check(
            "arrived",
            .look(
                "cd \(Self.exports) && for sums in */SHA256SUMS; do "
                    + "(cd \"$(dirname \"$sums\")\" && sha256sum --check --quiet SHA256SUMS); done"),
            proves: "every export is on the target, byte by byte",
            doesNotProve: "that it can be restored", place: target.place)
        let action: Action =
            stays
            ? check.probe
            : .copy(from: Self.exports, to: Self.exports, script: script(id, stream))
        var step = Step(
            id, .transfer,
            stays ? "the exports lie on the target already" : "bring the exports over",
            subject: place, place: stays ? place : Identifiers.local, action: action,
            verify: [check],
            rollback: stays
                ? .nothing(because: "they lie where they lay")
                : onTarget("rm --force \(Self.exports)/*/SHA256SUMS"))
        step.needs = sealed
        if !stays { step.effects.writes = ["\(target.place):\(Self.exports)"] }
        step.estimateSeconds = seconds(bytesToCarry) * 2
        step.timeoutSeconds = 8 * 3600
        step.retries = 3
        add(step, to: .transfer)
    }
}
