import Vocabulary

extension Rule {
    /// State in a volume that nothing names.
    static let anonymousVolume = Rule(
        "BP0201", "anonymous-volume", "May this state go with its container?"
    ) { facts in
        facts.services.compactMap { service in
            let lost = facts.stores(of: service).filter {
                $0.kind == .anonymous && $0.itemClass >= .state
            }
            guard let first = lost.first else { return nil }
            let at = service.mounts.first { $0.store == first.id }?.at ?? first.name
            return Finding(
                subject: service.id,
                question: "May \(service.name) lose what it keeps at \(at)?",
                why: "the volume there has no name: the next 'down' or a new container leaves it "
                    + "behind, and nothing finds it again",
                severity: .high, evidence: lost.flatMap(\.evidence))
        }
    }
}
