import Vocabulary

extension Rule {
    /// A live self that is still the sample it was made from.
    static let identityEqualsTemplate = Rule(
        "BP0103", "identity-equals-template", "Has this self ever been filled in?"
    ) { facts in
        var samples: [ItemDigest: Item] = [:]
        for item in facts.items(.sample) {
            if let digest = item.digest, item.size > 0 { samples[digest] = item }
        }
        return facts.items(.identity).compactMap { item in
            guard item.verdict.itemClass == .identity, item.verdict.secret != .material,
                let digest = item.digest, let sample = samples[digest], sample.id != item.id
            else { return nil }
            return Finding(
                subject: item.id, question: "Is \(item.shortPath) meant to be its template?",
                why: "it equals \(sample.shortPath) byte by byte: it is not yet a self, or the "
                    + "self that was there is lost",
                severity: .high,
                evidence: [
                    Evidence(
                        .observed, rule: "identity.equals-template",
                        says: "same digest as \(sample.shortPath)", at: item.shortPath)
                ])
        }
    }
}
