import Vocabulary

extension Explanations {
    static func explain(_ item: Item, in inventory: Inventory) -> Explanation {
        let verdict = item.verdict
        return Explanation(
            item.id, .item,
            says: "\(item.type.word) judged \(verdict.itemClass.rawValue): "
                + verdict.itemClass.meaning,
            itemClass: verdict.itemClass, facts: facts(of: item), evidence: verdict.evidence,
            beside: neighbours(of: item, in: inventory))
    }

    static func explain(_ rollup: Rollup) -> Explanation {
        var facts = [
            Explanation.Fact(name: "files", value: Amount.count(rollup.files)),
            Explanation.Fact(name: "bytes", value: Amount.bytes(rollup.bytes)),
        ]
        if let recipe = rollup.recipe {
            facts.append(Explanation.Fact(name: "recipe", value: Shown.text(recipe)))
        }
        return Explanation(
            Identifiers.item(place: rollup.place, root: rollup.root, path: rollup.path), .rollup,
            says: "a tree told as one line, judged \(rollup.itemClass.rawValue): "
                + rollup.itemClass.meaning,
            itemClass: rollup.itemClass, facts: facts, evidence: rollup.evidence)
    }

    static func explain(_ left: Exclusion) -> Explanation {
        Explanation(
            Identifiers.item(place: left.place, root: left.root, path: left.path), .excluded,
            says: "left out of the scan: \(Shown.text(left.reason))",
            evidence: [
                Evidence(.observed, rule: "scan.excluded", says: "left out: \(left.reason)")
            ])
    }

    private static func facts(of item: Item) -> [Explanation.Fact] {
        let verdict = item.verdict
        var facts: [Explanation.Fact] = []
        func tell(_ name: String, _ value: String) {
            facts.append(Explanation.Fact(name: name, value: Shown.text(value)))
        }
        if item.type == .file { tell("size", Amount.bytes(item.size)) }
        if verdict.secret != .none { tell("secret", verdict.secret.rawValue) }
        for secret in verdict.secrets.sorted() { tell("holds", "\(secret.count) × \(secret.kind)") }
        if verdict.export != .hotCopy { tell("export", verdict.export.rawValue) }
        if verdict.restore != .normal { tell("restore", verdict.restore.rawValue) }
        if verdict.exclusivity != .shareable { tell("exclusivity", verdict.exclusivity.rawValue) }
        if verdict.volatility != .static { tell("volatility", verdict.volatility.rawValue) }
        if let regenerable = verdict.regenerable {
            tell(
                "regenerable",
                "from \(regenerable.from) (\(regenerable.proof.rawValue)): \(regenerable.recipe)")
        }
        for pin in verdict.pins.sorted() {
            tell("pinned", "\(pin.kind.rawValue) \(pin.value), \(pin.count) ×")
        }
        return facts
    }

    private static func neighbours(
        of item: Item, in inventory: Inventory
    ) -> [Explanation.Neighbour] {
        let path = item.absolutePath
        let unlocked = Set(item.verdict.unlocks)
        var beside: [Explanation.Neighbour] = []
        for store in inventory.stores where store.id.hasPrefix(item.place + "/") {
            if unlocked.contains(store.id) || store.keystones.contains(item.id) {
                beside.append(neighbour("unlocks", store.id, store.evidence))
            }
            if let at = store.path, path.isWithin(at) {
                beside.append(neighbour("lies within", store.id, store.evidence))
            }
        }
        for service in inventory.services where service.place == item.place {
            if service.definedIn == path {
                beside.append(neighbour("defines", service.id, service.evidence))
            }
            if service.environmentFrom.contains(where: { $0.file == path }) {
                beside.append(neighbour("sets variables of", service.id, service.evidence))
            }
        }
        return beside
    }

    static func neighbour(
        _ relation: String, _ subject: String, _ evidence: [Evidence]
    ) -> Explanation.Neighbour {
        Explanation.Neighbour(relation: relation, subject: subject, evidence: evidence.sorted())
    }
}
