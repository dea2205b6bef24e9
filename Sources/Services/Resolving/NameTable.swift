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
            for name in draft.names.union(Self.addresses(draft)) {
                byName[name.lowercased(), default: []].append(index)
            }
            for port in Self.published(draft) { byPublishedPort[port, default: []].append(index) }
        }
    }

    /// Addresses its definition gives it on its networks.
    private static func addresses(_ draft: ServiceDraft) -> [String] {
        draft.leaves.filter {
            $0.key.hasSuffix(".ipv4_address") || $0.key.hasSuffix(".ipv6_address")
        }.map(\.value)
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
        let heard = (byName[name.lowercased()] ?? []).filter { index in
            !networks(of: index).isDisjoint(with: own)
        }
        return nearest(heard, to: asker)
    }

    /// Drafts of the asking one's own project that bear a name on a network it is not on: what a
    /// whole address there means, though it would not be reached.
    func meant(_ name: String, by asker: Int) -> [Int] {
        (byName[name.lowercased()] ?? []).filter {
            drafts[$0].service.group == drafts[asker].service.group
                && drafts[$0].service.kinds.contains("compose")
        }
    }

    /// Drafts that bear a name, wherever they are.
    func named(_ name: String, by asker: Int) -> [Int] {
        nearest((byName[name.lowercased()] ?? []).filter { $0 != asker }, to: asker)
    }

    /// Drafts that listen on a port of the asking draft's own namespace.
    func listening(on port: Int, besides asker: Int) -> [Int] {
        if networks(of: asker).contains("host") { return published(port, for: asker) }
        let home = namespace(of: asker)
        return drafts.indices.filter { index in
            index != asker && namespace(of: index) == home && drafts[index].listens.contains(port)
        }
    }

    /// Drafts that answer on a port of the place; none where the asking one does so itself.
    func published(_ port: Int, for asker: Int) -> [Int] {
        let all = byPublishedPort[port] ?? []
        if all.contains(asker) && networks(of: asker).contains("host") { return [] }
        return nearest(all.filter { $0 != asker }, to: asker)
    }

    /// Where several could answer: those of the same project, else those that are no variants.
    private func nearest(_ all: [Int], to asker: Int) -> [Int] {
        guard all.count > 1 || all.contains(where: { drafts[$0].service.isVariant }) else {
            return all
        }
        let group = drafts[asker].service.group
        let own = all.filter { drafts[$0].service.group == group }
        if !own.isEmpty { return own }
        return all.filter { !drafts[$0].service.isVariant }
    }
}
