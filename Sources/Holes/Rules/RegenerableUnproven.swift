import Policies
import Vocabulary

extension Rule {
    /// Something said to be rebuilt, without the recipe.
    static let regenerableUnproven = Rule(
        "BP0106", "regenerable-unproven", "What would rebuild this?"
    ) { facts in
        let trees = facts.inventory.rollups.filter {
            $0.itemClass.isLoadBearing && $0.recipe == nil && Claim.isUnproven($0.evidence)
        }.map { tree -> Finding in
            let path = tree.path.text
            let item = Item(
                place: tree.place, root: tree.root, path: tree.path, type: .folder,
                verdict: Verdict(tree.itemClass))
            return Claim.finding(item.id, path, "a package manager or a build", tree.evidence, item)
        }
        let items = facts.inventory.items
        let listed = facts.places(of: .unproven)
        let vendored = Claim.vendoredFolders(listed.lazy.map { items[$0] }, facts)
        var folders = FolderSet(vendored)
        let rest = listed.filter { !folders.covers(items[$0]) }
        let held = rest.filter { items[$0].type == .folder }.map { items[$0] }
        var above = FolderSet(vendored + held)
        let topmost =
            vendored.filter { !above.holds($0) }
            + rest.filter { !above.holds(items[$0]) }.map { items[$0] }
        let groups = Gathering.of(topmost, in: facts)
        let gathered = groups.map { group in
            let verdict = group.items[0].verdict
            return Claim.finding(
                group.subject.id, group.subject.shortPath, verdict.regenerable?.from ?? "a hub",
                verdict.evidence, group.subject, amount: group.amount)
        }
        return (trees + gathered).map { finding in
            var finding = finding
            finding.isAnswered = facts.answersClass(of: finding.subject)
            return finding
        }
    }
}

/// A claim that something could be rebuilt.
enum Claim {
    /// Whether a verdict keeps something because its recipe or its source was not found.
    static func isUnproven(_ verdict: Verdict) -> Bool {
        verdict.itemClass == .state && !verdict.speaks("copy.archive")
            && (verdict.regenerable?.proof == .unproven
                || verdict.regenerable == nil && isUnproven(verdict.evidence))
    }

    /// Whether a rule says that the recipe or the source was looked for and not found.
    static func isUnproven(_ evidence: [Evidence]) -> Bool {
        evidence.contains {
            unproven.contains($0.rule)
        }
    }

    private static let unproven: Set<String> = [
        "recipe.missing", "place.vendored", "model.signature", "model.weights",
    ]

    /// The folders into which a package manager installed what is told file by file.
    static func vendoredFolders(
        _ items: some Sequence<Item>, _ facts: SystemFacts
    ) -> [Item] {
        let names: Set<String> = ["node_modules", "site-packages", "dist-packages", "vendor"]
        var last: Item?
        let ids = items.compactMap { item -> String? in
            guard item.verdict.speaks("place.vendored") else { return nil }
            if let last, last.root == item.root, item.path.isWithin(last.path),
                last.place == item.place
            {
                return nil
            }
            let segments = item.path.bytes.split(separator: UInt8(ascii: "/"))
            let at = segments.firstIndex {
                names.contains(String(decoding: $0, as: UTF8.self).lowercased())
            }
            guard let at else { return nil }
            let path = PathBytes(item.path.bytes[..<segments[at].endIndex])
            last = Item(
                place: item.place, root: item.root, path: path, type: .folder,
                verdict: Verdict(.unknown))
            return last?.id
        }
        return Set(ids).sorted().compactMap { facts.item($0) }
    }

    static func finding(
        _ subject: String, _ path: String, _ from: String, _ evidence: [Evidence], _ item: Item,
        amount: String = "it"
    ) -> Rule.Finding {
        Rule.Finding(
            subject: subject,
            question: "From what could \(path) be rebuilt, and at which revision?",
            why: "it looks as if it came from \(from), but no recipe was found, so \(amount) must "
                + "travel",
            severity: .low, evidence: evidence, answer: item.classAnswer("convenience"))
    }
}
