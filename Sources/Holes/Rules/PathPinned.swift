import Vocabulary

extension Rule {
    /// A path that exists only inside a container, baked into what may not be rewritten.
    static let pathPinned = Rule(
        "BP0109", "path-pinned", "Will this path still be true on the target?"
    ) { facts in
        let inside = ContainerPaths(facts)
        let pinned = facts.items(.pinned).compactMap { item -> (Item, Pin)? in
            guard [.identity, .state].contains(item.verdict.itemClass),
                !item.verdict.speaks("copy.archive")
            else { return nil }
            return item.verdict.pins.first { inside.holds($0) }.map { (item, $0) }
        }
        let pins = Dictionary(pinned.map { ($0.0.id, $0.1) }, uniquingKeysWith: { one, _ in one })
        let groups = Gathering.of(pinned.map(\.0), in: facts) { item in
            Gathering.ending(item) + "\n" + (pins[item.id]?.value ?? "")
        }
        return groups.compactMap { group in
            guard let pin = pins[group.items[0].id] else { return nil }
            let isIdentity = group.items[0].verdict.itemClass == .identity
            return Finding(
                subject: group.subject.id,
                question: "Will \(pin.value), which \(group.subject.shortPath) names, still be "
                    + "there on the target?",
                why: isIdentity
                    ? "standing text is never rewritten: the path must stay true, or a person "
                        + "changes the text"
                    : "\(group.amount) would point nowhere: its runtime must carry it over, or the "
                        + "path must stay true",
                severity: .medium,
                evidence: [
                    Evidence(
                        .observed, rule: "pin.path", says: "names \(pin.value) \(pin.count) times",
                        at: group.items[0].shortPath)
                ], count: group.items.count)
        }
    }
}

/// Paths that only the inside of a container knows.
struct ContainerPaths {
    private let folders: [PathBytes]

    init(_ facts: SystemFacts) {
        let services = facts.services.filter(\.isContainer)
        let own = services.flatMap { service in
            service.mounts.filter { mount in
                facts.store(mount.store)?.path.map { $0 != PathBytes(mount.at) } ?? true
            }.map(\.at) + [service.workingFolder].compactMap(\.self)
        }
        let roots = Set(facts.inventory.totals.map(\.root))
        folders = Set(own.map { PathBytes($0).normalised })
            .filter { path in
                path.bytes.count > 1 && path.bytes.first == UInt8(ascii: "/")
                    && !roots.contains { path.isWithin($0) }
            }.sorted()
    }

    /// Whether a pin names a path at, below or right above one of them.
    func holds(_ pin: Pin) -> Bool {
        guard pin.kind == .path else { return false }
        let path = PathBytes(pin.value).normalised
        return folders.contains { folder in
            path.isWithin(folder)
                || folder.isWithin(path) && path.bytes.split(separator: UInt8(ascii: "/")).count > 1
        }
    }
}
