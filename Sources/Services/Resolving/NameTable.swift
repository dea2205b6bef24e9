import Vocabulary

/// Who answers to a name or listens on a port, and from where that can be seen.
struct NameTable {
    private let drafts: [ServiceDraft]
    private var byName: [String: [Int]] = [:]
    private var byPublishedPort: [Int: [Int]] = [:]
    private var indexOfID: [String: Int] = [:]

    init(_ drafts: [ServiceDraft]) {
        self.drafts = drafts
        for (index, draft) in drafts.enumerated() where !draft.service.isExternal {
            indexOfID[draft.service.id] = index
            for name in draft.names { byName[name.lowercased(), default: []].append(index) }
            for port in Self.published(draft) { byPublishedPort[port, default: []].append(index) }
        }
    }

    /// Ports of the place's own network that a draft answers on.
    private static func published(_ draft: ServiceDraft) -> Set<Int> {
        var ports = Set(draft.service.ports.compactMap(\.host))
        if draft.networks.contains("host") { ports.formUnion(draft.listens) }
        return ports
    }

    /// The draft whose network namespace a draft lives in: its own, or the one it joined.
    func namespace(of index: Int) -> Int {
        var current = index
        for _ in 0..<8 {
            guard let id = drafts[current].sharesNamespaceWith, let next = indexOfID[id] else {
                break
            }
            current = next
        }
        return current
    }

    private func networks(of index: Int) -> Set<String> {
        drafts[namespace(of: index)].networks
    }

    /// Drafts that answer to a name on a network that the asking draft is on.
    func answering(_ name: String, to asker: Int) -> [Int] {
        let own = networks(of: asker)
        return (byName[name.lowercased()] ?? []).filter { index in
            !networks(of: index).isDisjoint(with: own)
        }
    }

    /// Drafts that bear a name, wherever they are.
    func named(_ name: String) -> [Int] {
        byName[name.lowercased()] ?? []
    }

    /// Drafts that listen on a port of the asking draft's own namespace.
    func listening(on port: Int, besides asker: Int) -> [Int] {
        let home = namespace(of: asker)
        let isOnHost = networks(of: asker).contains("host")
        let inside = drafts.indices.filter { index in
            index != asker && namespace(of: index) == home && drafts[index].listens.contains(port)
        }
        return isOnHost ? published(port).filter { $0 != asker } : inside
    }

    /// Drafts that answer on a port of the place.
    func published(_ port: Int) -> [Int] {
        byPublishedPort[port] ?? []
    }
}
