import Vocabulary

extension Rule {
    /// What runs was made from something else than its file says now.
    static let runningDiffers = Rule(
        "BP0605", "running-differs", "Which holds: the file, or what runs?"
    ) { facts in
        facts.services.compactMap { service in
            let seen = service.observed("engine.drift") + service.observed("unit.stale")
            guard let first = seen.first else { return nil }
            return Finding(
                subject: service.id,
                question: "Which holds for \(service.name): its file, or what runs?",
                why: "\(first.says); the next start takes the file's word", severity: .medium,
                evidence: service.origin + seen)
        }
    }
}
