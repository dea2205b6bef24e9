import Vocabulary

extension Rule {
    /// State in a volume without a name.
    static let anonymousVolume = Rule(
        "BP0106", "anonymous-volume", .high, blocks: .approve,
        why:
            "a volume without a name is left behind when the container is made anew, and nobody finds it again"
    ) { sight in
        sight.services.flatMap { service in
            service.stores.compactMap { sight.storeByID[$0] }.filter {
                $0.kind == .anonymous && $0.itemClass != .convenience
            }.map { store in
                Asking(
                    subject: service.id,
                    question:
                        "What keeps \(store.path?.text ?? store.name) of \(service.name) when its container is made anew?",
                    evidence: store.evidence)
            }
        }
    }

    /// State in a container's own layer.
    static let pathOutsideVolume = Rule(
        "BP0107", "path-outside-volume", .high, blocks: .approve,
        why: "what lies in no volume is gone with the container"
    ) { sight in
        sight.services.flatMap { service in
            service.stores.compactMap { sight.storeByID[$0] }.filter {
                ($0.kind == .layer || $0.kind == .tmpfs) && $0.itemClass != .convenience
            }.map { store in
                Asking(
                    subject: service.id,
                    question:
                        "Where is \(store.path?.text ?? store.name) of \(service.name) kept outside the container?",
                    evidence: store.evidence)
            }
        }
    }
}
