import Vocabulary

extension Rule {
    /// State in the writable layer of a container, or in memory.
    static let pathOutsideVolume = Rule(
        "BP0202", "path-outside-volume", "May this state go when the container is made anew?"
    ) { facts in
        facts.services.compactMap { service in
            let lost = facts.stores(of: service).filter {
                [.layer, .tmpfs].contains($0.kind) && $0.itemClass >= .state
            }
            guard let first = lost.first else { return nil }
            let at = service.mounts.first { $0.store == first.id }?.at ?? first.name
            let whereabouts = first.kind == .layer ? "inside the container" : "in memory"
            return Finding(
                subject: service.id,
                question: "May \(service.name) lose what it writes to \(at)?",
                why:
                    "it lies \(whereabouts), outside any volume, and is gone when the container is "
                    + "made anew",
                severity: .high, evidence: lost.flatMap(\.evidence))
        }
    }
}
