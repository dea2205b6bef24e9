import Vocabulary

extension Explanations {
    static func explain(_ service: Service, in inventory: Inventory) -> Explanation {
        var facts: [Explanation.Fact] = []
        func tell(_ name: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            facts.append(Explanation.Fact(name: name, value: Shown.text(value)))
        }
        tell("image", service.image)
        tell("schedule", service.schedule)
        tell("restart", service.restart)
        tell("supervisors", service.supervisors.joined(separator: ", "))
        if let path = service.definedIn {
            facts.append(Explanation.Fact(name: "defined in", value: Shown.path(path)))
        }
        if service.isVariant { tell("variant", "nothing reaches the file that defines it") }
        let held = inventory.stores.filter { service.stores.contains($0.id) }
            .map { neighbour("holds", $0.id, $0.evidence) }
        return Explanation(
            service.id, .service,
            says: service.isExternal
                ? "an endpoint outside all places that were looked at"
                : "a service known from \(service.kinds.sorted().joined(separator: ", "))",
            facts: facts, evidence: service.evidence,
            beside: held + edges(of: service.id, in: inventory))
    }

    static func explain(_ store: Store, in inventory: Inventory) -> Explanation {
        var facts = [Explanation.Fact(name: "kind", value: store.kind.meaning)]
        func tell(_ name: String, _ value: String?) {
            guard let value else { return }
            facts.append(Explanation.Fact(name: name, value: Shown.text(value)))
        }
        tell("engine", store.engine)
        tell("version", store.version)
        tell("bytes", store.bytes.map(Amount.bytes))
        if let path = store.path {
            facts.append(Explanation.Fact(name: "path", value: Shown.path(path)))
        }
        var beside = inventory.services.filter { $0.stores.contains(store.id) }
            .map { neighbour("held by", $0.id, $0.evidence) }
        if let within = store.within { beside.append(neighbour("lies within", within, [])) }
        beside += store.keystones.map { neighbour("unlocked by", $0, []) }
        return Explanation(
            store.id, .store,
            says: "a store judged \(store.itemClass.rawValue): \(store.itemClass.meaning)",
            itemClass: store.itemClass, facts: facts, evidence: store.evidence,
            beside: beside + edges(of: store.id, in: inventory))
    }

    static func explain(_ edge: Dependency) -> Explanation {
        Explanation(
            edge.from, .dependency,
            says: "needs \(edge.to) (\(edge.kind.rawValue), \(edge.strength.rawValue))",
            facts: edge.condition.map { [Explanation.Fact(name: "condition", value: $0)] } ?? [],
            evidence: edge.evidence,
            beside: [neighbour("needs (\(edge.kind.rawValue))", edge.to, edge.evidence)])
    }

    private static func edges(of id: String, in inventory: Inventory) -> [Explanation.Neighbour] {
        inventory.dependencies.compactMap { edge in
            if edge.from == id {
                return neighbour("needs (\(edge.kind.rawValue))", edge.to, edge.evidence)
            }
            guard edge.to == id else { return nil }
            return neighbour("needed by (\(edge.kind.rawValue))", edge.from, edge.evidence)
        }
    }
}
