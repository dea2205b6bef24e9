import Knowledge
import Vocabulary

extension Rule {
    /// A live self with nothing in it.
    static let identityEmpty = Rule(
        "BP0104", "identity-empty", "Where has this self gone?"
    ) { facts in
        let known = Set(
            facts.catalogue.artefacts.filter { $0.itemClass == .identity }.map(\.id))
        return facts.items([.identity, .selfRule]).compactMap { item in
            let isSelf =
                item.verdict.itemClass == .identity
                || item.verdict.evidence.contains { known.contains($0.rule) }
            guard isSelf, item.type == .file, item.size == 0,
                !item.verdict.evidence.contains(where: {
                    ["name.sample", "copy.archive", "place.vendored"].contains($0.rule)
                })
            else { return nil }
            return Finding(
                subject: item.id, question: "Is \(item.shortPath) meant to be empty?",
                why: "it is loaded as standing text and has no content",
                severity: .high, evidence: item.verdict.evidence)
        }
    }
}
