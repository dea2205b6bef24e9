import Vocabulary

extension Rule {
    /// A container's path baked into what moves.
    static let pathPinned = Rule(
        "BP0113", "path-pinned", .medium,
        why:
            "on the target the path is not there: the program reports well and fails at its first write"
    ) { sight in
        let insides = Set(
            sight.services.flatMap { service in service.mounts.map { PathBytes($0.at) } })
        return sight.inventory.items.filter {
            $0.type == .file && $0.verdict.itemClass != .convenience
                && !$0.has(rule: "copy.archive")
        }.compactMap { item in
            let pins = item.verdict.pins.filter { pin in
                pin.kind == .path
                    && (pin.value == "/home/node"
                        || insides.contains {
                            $0.isWithin(PathBytes(pin.value)) || PathBytes(pin.value).isWithin($0)
                        })
            }
            guard let pin = pins.first else { return nil }
            return Asking(
                subject: item.id,
                question: "What stands for \(pin.value) in \(item.shown) on the target?",
                evidence: [
                    Evidence(
                        .observed, rule: "pin.path",
                        says: "\(pin.value) stands in it \(pin.count) times")
                ])
        }
    }
}
