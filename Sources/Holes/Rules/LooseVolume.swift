import Vocabulary

extension Rule {
    /// A volume that no container mounts.
    static let looseVolume = Rule("BP0607", "loose-volume", "Whose is this volume?") { facts in
        facts.inventory.stores.compactMap { store in
            let seen = store.evidence.filter { $0.rule == "engine.volume" }
            guard !seen.isEmpty, store.itemClass != .convenience else { return nil }
            return Finding(
                subject: store.id, question: "Whose is the volume \(store.name)?",
                why: "no container mounts it, so nothing tells whether what it holds is still"
                    + " needed; the plan keeps it",
                severity: .medium, evidence: seen)
        }
    }
}
