import Vocabulary

/// Which items cannot be replaced, the dearest first, each with its reason.
enum LoadBearing {
    /// What makes an item dear: who it is, what it unlocks, that it cannot be copied twice.
    private static func rank(_ item: Item) -> Int? {
        item.type == .folder ? nil : rank(item.verdict)
    }

    /// The rank that a verdict gives to what is no folder; nil where it is not dear.
    static func rank(_ verdict: Verdict) -> Int? {
        if !verdict.unlocks.isEmpty { return 1 }
        if verdict.itemClass == .identity { return verdict.secret == .material ? 2 : 0 }
        if verdict.exclusivity != .shareable { return 3 }
        if verdict.itemClass == .state && verdict.volatility == .liveDatabase { return 4 }
        return nil
    }

    static func lines(of inventory: Inventory) -> [Summary.Line] {
        let ranked = inventory.items.compactMap { item in rank(item).map { (rank: $0, item: item) }
        }
        let sorted = ranked.sorted { left, right in
            let (one, two) = (left.item, right.item)
            if left.rank != right.rank { return left.rank < right.rank }
            let depths = (depth(one), depth(two))
            if depths.0 != depths.1 { return depths.0 < depths.1 }
            return (one.place, one.root, one.path) < (two.place, two.root, two.path)
        }
        return sorted.map { line(of: $0.item) }
    }

    private static func line(of item: Item) -> Summary.Line {
        let verdict = item.verdict
        var says = reason(verdict.evidence)
        if !verdict.unlocks.isEmpty {
            let names = verdict.unlocks.sorted().map(Identifiers.name).joined(separator: ", ")
            says = "unlocks \(names)" + (says.isEmpty ? "" : "; " + says)
        }
        return Summary.Line(
            subject: item.id, path: item.path, itemClass: verdict.itemClass, says: says)
    }

    /// What was seen or written counts for more than what was concluded.
    private static func reason(_ evidence: [Evidence]) -> String {
        let said = evidence.filter { !$0.says.isEmpty }.sorted()
        guard let best = said.first(where: { $0.basis != .inferred }) ?? said.first else {
            return ""
        }
        return best.at.map { "\(best.says) (\($0))" } ?? best.says
    }

    private static func depth(_ item: Item) -> Int {
        item.path.bytes.count { $0 == UInt8(ascii: "/") }
    }
}
